import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { SlotCounts } from './slot-counts.js';
import { slotHint } from './slot-hint.js';
import { StartForecaster } from './start-forecaster.service.js';

/** When a job that was just saved starts next. */
export interface SavedSlot {
  jobId: string;
  queue: string;
  startMs: number;
  /** Until its next occurrence; null: there is none. */
  periodMs: number | null;
  jitterMs: number;
}

const MINUTE_MS = 60_000;
const MINUTES = 7 * 24 * 60;
const MOST_QUEUES = 32;
/** A forecast is used at least so long, and so many times as long as it took. */
const FRESH_MS = 60_000;
const FRESH_FACTOR = 100;

/**
 * Tells whoever saves a job that its minute is crowded. Answers from memory at once: a forecast of the week, minute by
 * minute, that is made anew in the background while people save jobs, and the jobs saved on this node since then.
 */
@Injectable()
export class SlotForecast implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Forecast');
  #counts: SlotCounts | undefined;
  #staleAtMs = 0;
  #refreshing: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly forecaster: StartForecaster,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.NODE_ROLES.includes('api')) void this.refresh();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    await this.#refreshing;
  }

  /** A sentence for the person, or undefined. Never waits, never fails. */
  hint(slot: SavedSlot): string | undefined {
    if (this.clock.monotonicMs() >= this.#staleAtMs) void this.refresh();
    const counts = this.#counts;
    if (!counts) return undefined;
    counts.note(slot);
    if (slot.jitterMs > 0) return undefined;
    const minuteMs = Math.floor(slot.startMs / MINUTE_MS) * MINUTE_MS;
    return slotHint({ minuteMs, startsAt: counts.around(slot), periodMs: slot.periodMs });
  }

  /** Makes the forecast anew; one at a time. What fails is tried again later. */
  refresh(): Promise<void> {
    if (this.#isStopping) return Promise.resolve();
    return (this.#refreshing ??= this.renew().finally(() => (this.#refreshing = undefined)));
  }

  private async renew(): Promise<void> {
    const startedMs = this.clock.monotonicMs();
    const fromMs = Math.floor(this.clock.now().getTime() / MINUTE_MS) * MINUTE_MS;
    const request = { fromMs, bucketMs: MINUTE_MS, count: MINUTES, queues: MOST_QUEUES, withLead: false };
    try {
      this.#counts = new SlotCounts(await this.forecaster.forecast(request), MOST_QUEUES);
    } catch (error) {
      this.logger.debug(`the forecast for hints was not made: ${(error as Error).message}`);
    }
    const nowMs = this.clock.monotonicMs();
    this.#staleAtMs = nowMs + Math.max(FRESH_MS, (nowMs - startedMs) * FRESH_FACTOR);
  }
}
