import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { freeSlots } from './free-slots.js';
import type { BucketLoad } from './free-slots.js';
import { runningPerBucket } from './running-estimate.js';
import { StartForecaster } from './start-forecaster.service.js';
import type { StartForecast } from './start-forecaster.service.js';
import { total } from './start-sums.js';
import type { StartSum } from './start-sums.js';

/** A period in buckets, and whose load. */
export interface LoadRequest {
  fromMs: number;
  bucketMs: number;
  count: number;
  queue?: string;
  /** Tell the largest worker pools apart. */
  byQueue: boolean;
}

/** A worker pool in the period; `queue` null: all that are not told apart. */
export interface QueueLoad {
  queue: string | null;
  jobs: number;
  starts: number;
  peak: BucketLoad & { index: number };
}

/** What is to be expected, bucket by bucket. */
export interface Load {
  jobs: number;
  measuredJobs: number;
  unreadableJobs: number;
  buckets: BucketLoad[];
  /** Indexes of buckets, best first. */
  freeSlots: number[];
  queues: QueueLoad[];
}

const MOST_QUEUES = 10;

/** Forecasts the load of a period: starts from all schedules, running ones from measured durations. */
@Injectable()
export class LoadForecaster {
  constructor(
    private readonly forecaster: StartForecaster,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `FORECAST_BUSY`, `FORECAST_TOO_LARGE` (503) */
  async load({ byQueue, ...request }: LoadRequest): Promise<Load> {
    const queues = byQueue ? MOST_QUEUES : 0;
    const forecast = await this.forecaster.forecast({ ...request, queues, withLead: true });
    const { sums, unreadable } = forecast;
    const buckets = bucketsOf(forecast, sums);
    const firstToCome = Math.ceil((this.clock.now().getTime() - request.fromMs) / request.bucketMs);
    return {
      jobs: jobsOf(sums),
      measuredJobs: jobsOf(sums.filter(({ meanMs }) => meanMs !== null)),
      unreadableJobs: unreadable,
      buckets,
      freeSlots: freeSlots(buckets, Math.max(0, firstToCome)),
      queues: byQueue ? queueLoads(forecast) : [],
    };
  }
}

/** The buckets of the period; those before it have done their work. */
function bucketsOf({ grid, lead }: StartForecast, sums: readonly StartSum[]): BucketLoad[] {
  const starts = total(sums, grid.count);
  const running = runningPerBucket(sums, grid.count, grid.bucketMs);
  return Array.from(starts.subarray(lead), (count, index) => ({
    starts: count,
    running: running && Math.round(running[lead + index]! * 100) / 100,
  }));
}

/** Of the pools that are told apart, those with the most jobs first, and of the rest as one. */
function queueLoads(forecast: StartForecast): QueueLoad[] {
  return [...forecast.queues, null].flatMap((queue) => {
    const sums = forecast.sums.filter((sum) => sum.queue === queue);
    return sums.length === 0 ? [] : [queueLoad(queue, bucketsOf(forecast, sums), jobsOf(sums))];
  });
}

function queueLoad(queue: string | null, buckets: readonly BucketLoad[], jobs: number): QueueLoad {
  let [starts, peak] = [0, 0];
  buckets.forEach((bucket, index) => {
    starts += bucket.starts;
    if (bucket.starts > buckets[peak]!.starts) peak = index;
  });
  return { queue, jobs, starts, peak: { ...buckets[peak]!, index: peak } };
}

function jobsOf(sums: readonly StartSum[]): number {
  return sums.reduce((jobs, sum) => jobs + sum.jobs, 0);
}
