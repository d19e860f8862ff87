import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { absent } from '../sharing/access.guard.js';
import { AccessLevel } from '../sharing/access-level.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { JobDatasetsService } from './job-datasets.service.js';
import { JobPresenter } from './job.presenter.js';
import type { JobDto } from './job.response.dto.js';
import { JobsRepository } from './jobs.repository.js';

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
    return this.detail(jobId, levels.get(jobId) ?? AccessLevel.None);
  }

  /** The page of a job. @throws DomainError `JOB_NOT_FOUND` if it was deleted meanwhile */
  async detail(jobId: string, level: AccessLevel): Promise<JobDto> {
    const [row, datasets] = await Promise.all([this.jobs.detail(jobId), this.datasets.list(jobId)]);
    if (!row) throw absent('job', jobId);
    return this.presenter.detail({ row, level, datasets });
  }
}
