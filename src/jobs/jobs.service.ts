import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { absent } from '../sharing/access.guard.js';
import { AccessLevel, reachOf } from '../sharing/access-level.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { JobDatasetsService } from './job-datasets.service.js';
import type { JobListQueryDto } from './job-list-query.dto.js';
import type { JobListQuery } from './job-list.repository.js';
import { JobListRepository } from './job-list.repository.js';
import { JobPresenter } from './job.presenter.js';
import type { JobDto, JobFlatDto, JobListItemDto } from './job.response.dto.js';
import { parseJobSort } from './job-sort.js';
import { JobsRepository } from './jobs.repository.js';
import { searchQuery } from './search-words.js';

/** Reads jobs. */
@Injectable()
export class JobsService {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly lists: JobListRepository,
    private readonly datasets: JobDatasetsService,
    private readonly presenter: JobPresenter,
    private readonly access: AccessRepository,
  ) {}

  /** One page of the jobs that the caller can see. @throws DomainError `INVALID_SORT` */
  async page(query: JobListQueryDto, caller: Caller): Promise<HalPage<JobListItemDto>> {
    const start = query.start ?? 0;
    const limit = query.limit ?? 30;
    const wanted = listQuery(query, caller, { start, limit });
    const [rows, { total, exact }] = wanted
      ? await Promise.all([this.lists.page(wanted), this.lists.total(wanted)])
      : [[], { total: 0, exact: true }];
    return halPage({
      rel: 'inf:job',
      items: rows.map((row) => this.presenter.listItem(row)),
      start,
      limit,
      total,
      totalExact: exact,
      path: '/api/jobs',
      template: ['sort', 'limit', 'start', 'q'],
      query: { ...query },
    });
  }

  /** Every job that the caller can see, briefly, in name order. */
  async flatList(caller: Caller): Promise<JobFlatDto[]> {
    const { principalIds, ownerLevels } = reachOf(caller);
    const rows = await this.jobs.flatList(principalIds, ownerLevels, caller.superuser);
    const mine = new Set(principalIds);
    return rows.map((row) => this.presenter.flat(row, mine));
  }

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

/** Undefined when the search can find nothing. */
function listQuery(
  query: JobListQueryDto,
  caller: Caller,
  page: { start: number; limit: number },
): JobListQuery | undefined {
  const search = query.q === undefined ? undefined : searchQuery(query.q);
  if (query.q !== undefined && search === undefined) return undefined;
  return {
    principalIds: caller.superuser ? null : reachOf(caller).principalIds,
    sort: parseJobSort(query.sort ?? 'name'),
    ...page,
    search,
    type: query.type,
    ownerId: query.ownerId,
    enabled: query.enabled,
    status: query.status,
  };
}
