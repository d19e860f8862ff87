import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { absent } from '../sharing/access.guard.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Accessible } from '../sharing/access.repository.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { JobDatasetsService } from './job-datasets.service.js';
import { JobPresenter } from './job.presenter.js';
import type { JobDto } from './job.response.dto.js';
import type { JobDetailRow } from './job-rows.js';
import { JobsRepository } from './jobs.repository.js';

/** A job in full, and how far the caller may go with it: as the statement that decided access read it. */
export type AccessibleDetail = JobDetailRow<string> & Pick<Accessible, 'level'>;

/** Reads jobs. */
@Injectable()
export class JobsService {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly datasets: JobDatasetsService,
    private readonly presenter: JobPresenter,
    private readonly access: AccessRepository,
  ) {}

  /** The page of a job that the caller has just written. */
  async detailFor(jobId: string, caller: Caller): Promise<JobDto> {
    const levels = await this.access.levels('job', [jobId], caller);
    return this.detail({ id: jobId, level: levels.get(jobId) ?? AccessLevel.None }, caller);
  }

  /** The page of a job. @throws DomainError `JOB_NOT_FOUND` if it was deleted meanwhile */
  async detail({ id: jobId, level }: Pick<Accessible, 'id' | 'level'>, { userId }: Caller): Promise<JobDto> {
    const row = await this.jobs.page(jobId, userId);
    if (!row) throw absent('job', jobId);
    return this.present({ ...row, level });
  }

  /** The page of a job that has been read. */
  async present(row: AccessibleDetail): Promise<JobDto> {
    return this.presenter.detail({ row, level: row.level, datasets: await this.datasets.present(row.datasets) });
  }
}
