import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import type { SqlSession } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';
import { isEven } from '../schedules/counting/exact-count.js';
import { BucketGrid } from '../schedules/counting/bucket-grid.js';
import { ComingStartsRepository } from './coming-starts.repository.js';
import { StartSummer } from './start-summer.js';
import type { Summary } from './start-summer.js';
import { Turnstile } from './turnstile.js';

/** What is to be forecast. */
export interface ForecastRequest {
  fromMs: number;
  bucketMs: number;
  count: number;
  /** Only jobs of this worker pool. */
  queue?: string;
  /** How many worker pools are told apart, those with the most jobs. */
  queues: number;
  /** Also count what starts before the period and may still run in it. */
  withLead: boolean;
}

/** Starts that are to be expected. */
export interface StartForecast extends Summary {
  /** So many buckets of the sums lie before the period. */
  lead: number;
  /** The worker pools that are told apart. */
  queues: string[];
}

const MOST_LEAD = 500;
const LIMIT_MS = 20_000;

/** Counts what is to start, from all schedules. Takes about a second for 100,000 jobs, in small slices, one forecast at a time. */
@Injectable()
export class StartForecaster {
  readonly #turnstile = new Turnstile();

  constructor(
    private readonly repository: ComingStartsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `FORECAST_BUSY`, `FORECAST_TOO_LARGE` (503) */
  forecast(request: ForecastRequest): Promise<StartForecast> {
    return this.#turnstile.pass(() => this.repository.read((session) => this.compute(session, request)));
  }

  private async compute(session: SqlSession, request: ForecastRequest): Promise<StartForecast> {
    const { fromMs, bucketMs, count, queue } = request;
    const { queues, intervals, longestMs } = await this.repository.overview(session, request.queues);
    const leadMs = request.withLead ? Math.min(longestMs, fromMs - this.clock.now().getTime()) : 0;
    const lead = Math.min(MOST_LEAD, Math.max(0, Math.ceil(leadMs / bucketMs)));
    const grid = new BucketGrid(fromMs - lead * bucketMs, bucketMs, lead + count);
    const summer = new StartSummer(grid);
    const giveUpMs = this.clock.monotonicMs() + LIMIT_MS;
    for await (const rows of this.repository.batches(session, {
      grid,
      queue,
      queues,
      evenIntervals: intervals.filter(isEven),
    })) {
      await summer.add(rows);
      if (this.clock.monotonicMs() > giveUpMs) throw tooLarge();
    }
    return { lead, queues, ...(await summer.finish()) };
  }
}

function tooLarge(): DomainError {
  const message = `The forecast takes longer than ${LIMIT_MS / 1000} seconds. Ask for a shorter period or larger buckets.`;
  return new DomainError('unavailable', 'FORECAST_TOO_LARGE', message);
}
