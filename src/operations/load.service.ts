import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Clock } from '../clock/clock.js';
import { LoadForecaster } from '../forecast/load-forecaster.service.js';
import type { Load } from '../forecast/load-forecaster.service.js';
import type { LoadBucketDto, LoadDto, LoadQueryDto } from './load.dto.js';
import { loadPeriod } from './load-period.js';
import type { LoadPeriod } from './load-period.js';

/** The load that is to be expected, as people see it: sums only, no job is named. */
@Injectable()
export class LoadService {
  constructor(
    private readonly forecaster: LoadForecaster,
    private readonly clock: Clock,
  ) {}

  /** Names of worker pools are for superusers: others may know the load of a pool that they can name. */
  async forecast(query: LoadQueryDto, caller: Caller): Promise<LoadDto> {
    const period = loadPeriod(query, this.clock.now().getTime());
    const byQueue = caller.superuser && query.queue === undefined;
    return present(period, await this.forecaster.load({ ...period, queue: query.queue, byQueue }));
  }
}

function present({ fromMs, bucketMs, count }: LoadPeriod, load: Load): LoadDto {
  const at = (index: number): string => new Date(fromMs + index * bucketMs).toISOString();
  const bucketAt = (index: number): LoadBucketDto => ({ from: at(index), ...load.buckets[index]! });
  return {
    _links: { self: { href: '/api/operations/load{?from,to,bucket,queue}', templated: true } },
    from: at(0),
    to: at(count),
    bucketMs,
    jobs: load.jobs,
    measuredJobs: load.measuredJobs,
    unreadableJobs: load.unreadableJobs,
    starts: load.buckets.reduce((sum, bucket) => sum + bucket.starts, 0),
    buckets: load.buckets.map((_, index) => bucketAt(index)),
    freeSlots: load.freeSlots.map(bucketAt),
    queues: load.queues.map(({ queue, jobs, starts, peak }) => ({
      queue,
      jobs,
      starts,
      peak: { from: at(peak.index), starts: peak.starts, running: peak.running },
    })),
  };
}
