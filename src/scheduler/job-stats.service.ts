import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { assertPeriod } from './instant.js';
import type { JobStatsDto, JobStatsQueryDto } from './job-stats.dto.js';
import { JobStatsRepository } from './job-stats.repository.js';
import type { JobStatsRow } from './job-stats.repository.js';

const DEFAULT_PERIOD_MS = 30 * 24 * 60 * 60 * 1000;

/** How a job has fared, for charts. */
@Injectable()
export class JobStatsService {
  constructor(
    private readonly repository: JobStatsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `EMPTY_PERIOD` */
  async stats(jobId: string, query: JobStatsQueryDto): Promise<JobStatsDto> {
    const to = query.to ?? this.clock.now();
    const period = { from: query.from ?? new Date(to.getTime() - DEFAULT_PERIOD_MS), to };
    assertPeriod(period);
    const [row, last] = await Promise.all([this.repository.stats(jobId, period), this.repository.last(jobId, period)]);
    const { p50, p95, max, countedFrom, ...counts } = row;
    return {
      _links: {
        self: { href: `/api/jobs/${jobId}/stats{?from,to}`, templated: true },
        'inf:job': { href: `/api/jobs/${jobId}` },
        'inf:job-history': { href: `/api/jobs/${jobId}/history` },
      },
      from: period.from.toISOString(),
      to: period.to.toISOString(),
      countedFrom: (countedFrom ?? period.from).toISOString(),
      runs: runsOf(row),
      ...counts,
      successRate: successRateOf(row),
      durationMs: { p50, p95, max },
      last50: last.map((point) => ({ ...point, createdAt: point.createdAt.toISOString() })),
    };
  }
}

function runsOf({ succeeded, warned, failed, timedOut, canceled, lost }: JobStatsRow): number {
  return succeeded + warned + failed + timedOut + canceled + lost;
}

/** A canceled run says nothing about the job. */
function successRateOf(row: JobStatsRow): number | null {
  const telling = runsOf(row) - row.canceled;
  return telling === 0 ? null : (row.succeeded + row.warned) / telling;
}
