import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { Permission } from '../../auth/permission.js';
import { DomainError } from '../../errors/domain-error.js';
import { JobContentPresenter } from '../../jobs/job-content.presenter.js';
import { PresentRoles } from '../present-roles.js';
import { assertRole } from '../project-access.js';
import type { ProjectRow } from '../project-rows.js';
import { projectNameTaken } from '../projects.errors.js';
import { ProjectsRepository } from '../projects.repository.js';
import { ProjectsService } from '../projects.service.js';
import type { FileJob } from './file-job-content.js';
import { FileJobs } from './file-jobs.js';
import type { ImportPlanDto, ImportQueryDto } from './import-plan.dto.js';
import { ImportPlan } from './import-plan.js';
import type { ImportWork } from './imported-jobs.js';
import { ImportedWorkflows } from './imported-workflows.js';
import type { ProjectFile } from './project-file.js';

const MAX_ATTEMPTS = 4;

/** Ends the transaction of a dry run. */
class RolledBack extends Error {
  constructor(readonly projectId: string | null) {
    super('dry run');
  }
}

/** Makes a project what a file says: all of it or nothing. */
@Injectable()
export class ProjectImportService {
  constructor(
    private readonly projects: ProjectsService,
    private readonly found: ProjectsRepository,
    private readonly roles: PresentRoles,
    private readonly workflows: ImportedWorkflows,
    private readonly jobs: FileJobs,
    private readonly presenter: JobContentPresenter,
  ) {}

  /**
   * Finds everything by name, in one transaction that has locked the project. A dry run does the same and takes it back.
   * Two imports of one project come one after the other: also when both find that it is not there yet.
   * @throws DomainError 403, 404, 409, 422 with the path in the file
   */
  async import(file: ProjectFile, caller: Caller, query: ImportQueryDto): Promise<ImportPlanDto> {
    const jobs = await this.jobs.ready(file, await this.presentId(file, caller), caller);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt({ file, jobs }, caller, query);
      } catch (error) {
        if (!isOvertaken(error)) throw error;
        if (attempt === MAX_ATTEMPTS) throw isNameTaken(error) ? projectNameTaken(file.project.name) : busy(file);
      }
    }
  }

  private async attempt(
    { file, jobs }: { file: ProjectFile; jobs: Map<string, FileJob[]> },
    caller: Caller,
    { dryRun = false, prune = false }: ImportQueryDto,
  ): Promise<ImportPlanDto> {
    const plan = new ImportPlan();
    const projectId = await this.roles
      .transaction(async (session) => {
        const work = { session, caller };
        const { project, isNew } = await this.project(file, work, plan);
        await this.workflows.apply({ file, jobs, project, prune }, work, plan);
        if (dryRun) throw new RolledBack(isNew ? null : project.id);
        return project.id;
      })
      .catch((error: unknown) => {
        if (error instanceof RolledBack) return error.projectId;
        throw error;
      });
    return { projectId, dryRun, plan: await plan.shown(this.presenter) };
  }

  private async project(
    { project: wanted }: ProjectFile,
    work: ImportWork,
    plan: ImportPlan,
  ): Promise<{ project: ProjectRow; isNew: boolean }> {
    const { session, caller } = work;
    const step = { kind: 'project' as const, path: wanted.name };
    const found = await this.found.lockByName(wanted.name, session);
    if (!found) {
      assertMayCreate(caller);
      plan.place({ ...step, action: 'create' }, { before: {}, after: wanted });
      return { project: await this.projects.createWithin(session, wanted, caller), isNew: true };
    }
    if (isHidden(found, caller)) throw projectNameTaken(wanted.name);
    const before = await this.roles.lockedProject(session, found.id, { caller, needed: 'admin' });
    if (before.description === wanted.description && before.concurrency === wanted.concurrency)
      return { project: before, isNew: false };
    plan.place({ ...step, action: 'update' }, { before, after: wanted });
    return { project: await this.projects.updateWithin(session, { before, body: wanted, caller }), isNew: false };
  }

  /** What would be refused under the lock is refused before any work. Undefined: it would be made. */
  private async presentId({ project: { name } }: ProjectFile, caller: Caller): Promise<string | undefined> {
    const found = await this.found.findByName(name);
    if (!found) assertMayCreate(caller);
    else if (isHidden(found, caller)) throw projectNameTaken(name);
    else assertRole(found, caller, { id: found.id, needed: 'admin' });
    return found?.id;
  }
}

/**
 * Somebody made the project meanwhile, gave a job the name of a new one, or PostgreSQL ended one of two that waited for
 * each other: nothing was written.
 */
function isOvertaken(error: unknown): boolean {
  return (
    isNameTaken(error) || ['40P01', '40001', 'JOB_NAME_TAKEN'].includes(String((error as { code?: unknown }).code))
  );
}

/** By its name it is not there, and the name is not free: as when somebody makes one by POST. */
function isHidden({ scheduledDeletion }: ProjectRow, caller: Caller): boolean {
  return scheduledDeletion !== null && !caller.superuser;
}

function isNameTaken(error: unknown): boolean {
  return (error as { constraint?: unknown }).constraint === 'projects_name_key';
}

function busy({ project }: ProjectFile): DomainError {
  return new DomainError(
    'conflict',
    'IMPORT_CONFLICT',
    `Others change jobs of "${project.name}" all the time. Nothing was written; send the file again.`,
  );
}

function assertMayCreate(caller: Caller): void {
  if (caller.superuser || caller.permissions.has(Permission.ProjectsCreate)) return;
  throw new DomainError(
    'forbidden',
    'PERMISSION_MISSING',
    `A new project needs ${Permission.ProjectsCreate}. Ask a superuser to give it to you.`,
  );
}
