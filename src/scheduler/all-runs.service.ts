import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Clock } from '../clock/clock.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { reachOf } from '../sharing/access-level.js';
import type { AllRunsQueryDto, JobRunDto } from './all-runs.dto.js';
import { AllRunsRepository } from './all-runs.repository.js';
import type { AllRunsFilter } from './all-runs.repository.js';
import { FILTER_NAMES, filterInLinks, filterOf } from './history-filter.js';
import { historyRecord } from './history.presenter.js';

const DEFAULT_PERIOD_MS = 24 * 60 * 60 * 1000;
/** Belongs to no job. */
const NO_JOB = '00000000-0000-0000-0000-000000000000';

/** Runs across all jobs that the caller can see. */
@Injectable()
export class AllRunsService {
  constructor(
    private readonly repository: AllRunsRepository,
    private readonly access: AccessRepository,
    private readonly clock: Clock,
  ) {}

  async page(query: AllRunsQueryDto, caller: Caller): Promise<HalPage<JobRunDto>> {
    const { start = 0, limit = 30 } = query;
    const filter = await this.filterOf(query, caller);
    const reach = caller.superuser ? undefined : reachOf(caller);
    // First how many: that decides how they are best looked for.
    const { total, exact } = await this.repository.total(reach, filter);
    const rows = total > start ? await this.repository.page(reach, filter, { start, limit, isSparse: exact }) : [];
    return halPage({
      rel: 'inf:job-run',
      items: rows.map((row) => ({
        ...historyRecord(row, { userId: caller.userId, level: row.level }),
        jobName: row.jobName,
      })),
      start,
      limit,
      total,
      totalExact: exact,
      path: '/api/runs',
      template: ['limit', 'start', ...FILTER_NAMES, 'jobId', 'queue', 'nodeId'],
      // The period is part of the links, or the pages would shift under whoever turns them.
      query: { ...filterInLinks(filter), jobId: query.jobId, queue: query.queue, nodeId: query.nodeId },
    });
  }

  /** A job that the caller can't see has no runs, like one that does not exist. Without `from`: the last 24 hours. */
  private async filterOf(query: AllRunsQueryDto, caller: Caller): Promise<AllRunsFilter> {
    const until = query.to ?? this.clock.now();
    const from = query.from ?? new Date(until.getTime() - DEFAULT_PERIOD_MS);
    const filter: AllRunsFilter = { ...filterOf({ ...query, from }), queue: query.queue, nodeId: query.nodeId };
    if (query.jobId === undefined) return filter;
    const job = await this.access.find('job', query.jobId, caller);
    return { ...filter, jobId: job?.id ?? NO_JOB };
  }
}
