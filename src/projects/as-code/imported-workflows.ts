import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { ProjectRow } from '../project-rows.js';
import { WorkflowsRepository } from '../workflows/workflows.repository.js';
import { WorkflowsService } from '../workflows/workflows.service.js';
import type { FileJob } from './file-job-content.js';
import { at } from './file-places.js';
import type { ImportPlan } from './import-plan.js';
import { ImportedJobs } from './imported-jobs.js';
import type { ImportWork } from './imported-jobs.js';
import { ImportedNewJobs } from './imported-new-jobs.js';
import type { PlannedJob } from './imported-new-jobs.js';
import type { FileWorkflow, ProjectFile } from './project-file.js';
import { ProjectFilesRepository } from './project-files.repository.js';
import type { PlacedWorkflow } from './project-files.repository.js';

/** What is to become of the workflows of a project that is locked. */
export interface WorkflowsWish {
  file: ProjectFile;
  /** By name of the workflow. */
  jobs: Map<string, FileJob[]>;
  project: ProjectRow;
  prune: boolean;
}

/** Makes the workflows of an import what the file says. */
@Injectable()
export class ImportedWorkflows {
  constructor(
    private readonly files: ProjectFilesRepository,
    private readonly repository: WorkflowsRepository,
    private readonly workflows: WorkflowsService,
    private readonly jobs: ImportedJobs,
    private readonly newJobs: ImportedNewJobs,
  ) {}

  /** @throws DomainError with the path in the file */
  async apply({ file, jobs, project, prune }: WorkflowsWish, work: ImportWork, plan: ImportPlan): Promise<void> {
    const present = await this.files.read(project.id, work.session);
    const made: PlannedJob[] = [];
    for (const wanted of file.workflows) {
      const path = `${project.name}/${wanted.name}`;
      const found = present.find(({ name }) => name === wanted.name);
      const workflow = await this.workflow(wanted, { found, project, path }, work, plan);
      made.push(...(await this.placed(jobs.get(wanted.name) ?? [], { workflow, path }, work, plan)));
      if (prune) await this.takeOut(workflow, { wanted, path }, work, plan);
    }
    await this.newJobs.write(made, work);
    if (prune) await this.remove(present, { file, project }, work, plan);
  }

  private async workflow(
    wanted: FileWorkflow,
    { found, project, path }: { found: PlacedWorkflow | undefined; project: ProjectRow; path: string },
    { session, caller }: ImportWork,
    plan: ImportPlan,
  ): Promise<PlacedWorkflow> {
    const { name, concurrency } = wanted;
    if (!found) {
      plan.place({ action: 'create', kind: 'workflow', path }, { before: {}, after: wanted });
      const made = await this.workflows.createWithin(session, { name, concurrency, projectId: project.id }, caller);
      return { id: made.id, name, concurrency, jobs: [] };
    }
    if (found.concurrency === concurrency) return found;
    plan.place({ action: 'update', kind: 'workflow', path }, { before: found, after: wanted });
    const before = (await this.repository.lock(session, found.id))!;
    await this.workflows.updateWithin(session, { before, body: { concurrency }, caller });
    return found;
  }

  /** Changes those that are there. @returns those that are still to be made */
  private async placed(
    jobs: FileJob[],
    { workflow, path }: { workflow: PlacedWorkflow; path: string },
    work: ImportWork,
    plan: ImportPlan,
  ): Promise<PlannedJob[]> {
    const present = new Map(workflow.jobs.map((job) => [job.content.name, job]));
    const made: PlannedJob[] = [];
    for (const job of jobs) {
      const { name } = job.fields;
      const found = present.get(name);
      const jobPath = `${path}/${name}`;
      await turn();
      await at(`workflows.${workflow.name}.jobs.${name}`, async () => {
        if (found) {
          const step = await this.jobs.update(job, found, work);
          if (step) plan.job('update', jobPath, step);
          return;
        }
        if (made.length === 0) await this.newJobs.assertMayMake(workflow.id, work);
        const planned = await this.newJobs.plan(job, workflow.id, work);
        plan.job('create', jobPath, planned);
        made.push(planned);
      });
    }
    return made;
  }

  private async takeOut(
    workflow: PlacedWorkflow,
    { wanted, path }: { wanted: FileWorkflow; path: string },
    work: ImportWork,
    plan: ImportPlan,
  ): Promise<void> {
    for (const job of workflow.jobs) {
      const { name } = job.content;
      if (wanted.jobs.some((kept) => kept.name === name)) continue;
      plan.job('remove', `${path}/${name}`, await this.jobs.takeOut(job, work));
    }
  }

  private async remove(
    present: PlacedWorkflow[],
    { file, project }: { file: ProjectFile; project: ProjectRow },
    { session, caller }: ImportWork,
    plan: ImportPlan,
  ): Promise<void> {
    for (const workflow of present) {
      if (file.workflows.some(({ name }) => name === workflow.name)) continue;
      const path = `${project.name}/${workflow.name}`;
      plan.place({ action: 'remove', kind: 'workflow', path }, { before: workflow, after: {} });
      const locked = (await this.repository.lock(session, workflow.id))!;
      await this.workflows.deleteWithin(session, locked, caller);
    }
  }
}
