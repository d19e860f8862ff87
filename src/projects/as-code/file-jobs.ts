import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { JobDatasetLinks } from '../../jobs/job-dataset-links.js';
import type { FileJob } from './file-job-content.js';
import { FileJobContent } from './file-job-content.js';
import { at } from './file-places.js';
import type { ProjectFile } from './project-file.js';
import { ProjectFilesRepository } from './project-files.repository.js';

/** Does what takes long about the jobs of a file, before the project is locked. */
@Injectable()
export class FileJobs {
  constructor(
    private readonly links: JobDatasetLinks,
    private readonly contents: FileJobContent,
    private readonly files: ProjectFilesRepository,
  ) {}

  /**
   * By name of the workflow. Looks for datasets, which takes connections of its own, and checks the content of the jobs
   * that the project does not have; undefined for a project that is not there yet. Whether the caller may know what is
   * in the project is asked before. @throws DomainError with the path in the file
   */
  async ready(
    { workflows }: ProjectFile,
    projectId: string | undefined,
    caller: Caller,
  ): Promise<Map<string, FileJob[]>> {
    const present = projectId === undefined ? new Map<string, Set<string>>() : await this.files.names(projectId);
    const seen = new Map<string, string>();
    const ready = new Map<string, FileJob[]>();
    for (const { name, jobs } of workflows) {
      const found: FileJob[] = [];
      for (const fields of jobs) {
        // Many jobs take long: between them the node does what else there is to do.
        await turn();
        await at(`workflows.${name}.jobs.${fields.name}`, async () => {
          const job = { fields, links: await this.links.resolveAll(fields.datasets ?? {}, caller, seen) };
          const isThere = present.get(name)?.has(fields.name) ?? false;
          found.push(isThere ? job : { ...job, whenNew: await this.contents.ofNew(job, { caller }) });
        });
      }
      ready.set(name, found);
    }
    return ready;
  }
}
