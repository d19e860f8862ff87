import { compileBlackouts } from '../blackouts.js';
import { jitterDelay } from '../jitter.js';
import type { Schedule } from '../schedule.js';
import type { BucketGrid } from './bucket-grid.js';
import { scheduleOfComing } from './coming-job.js';
import type { ComingJob } from './coming-job.js';

const PAUSE_AFTER = 500;
const MOST_KEPT = 20_000;

/** Occurrences, ascending, and the one that comes after them (null: none). */
interface OccurrenceList {
  key: string;
  instants: Float64Array;
  nextMs: number | null;
}

/**
 * Counts by visiting each occurrence: for what arithmetic can't do, which are calendar steps, blackouts, and jitter that
 * changes from one occurrence to the next. The occurrences of the last schedule are kept, since the next job is likely to
 * have the same.
 */
export class ListedCount {
  #kept: OccurrenceList | undefined;

  constructor(private readonly grid: BucketGrid) {}

  *count(job: ComingJob, counts: Float64Array, weight: number): Generator<void, void, undefined> {
    const { grid } = this;
    const isBlackedOut = compileBlackouts(job.blackouts, job.timezone);
    if (!isBlackedOut(job.firstMs)) grid.add(counts, job.firstStartMs, weight);
    const schedule = scheduleOfComing(job);
    if (!schedule) return;
    const fromMs = grid.fromMs - job.jitterMs;
    let visited = 0;
    const visit = (atMs: number, nextMs: number | null): void => {
      if (atMs <= job.firstMs || isBlackedOut(atMs)) return;
      grid.add(counts, atMs + jitterDelay(job.share, atMs, nextMs, job.jitterMs), weight);
    };
    const list = yield* this.list(job, schedule, fromMs);
    if (list) {
      const { instants, nextMs } = list;
      for (let index = 0; index < instants.length; index++) {
        visit(instants[index]!, instants[index + 1] ?? nextMs);
        if (++visited % PAUSE_AFTER === 0) yield;
      }
      return;
    }
    for (let atMs = schedule.next(Math.max(job.firstMs, fromMs - 1)); atMs !== null && atMs < grid.toMs;) {
      const nextMs: number | null = schedule.next(atMs);
      visit(atMs, nextMs);
      atMs = nextMs;
      if (++visited % PAUSE_AFTER === 0) yield;
    }
  }

  /** The occurrences from `fromMs` to the end of the grid; undefined when there are too many to keep. */
  private *list(
    job: ComingJob,
    schedule: Schedule,
    fromMs: number,
  ): Generator<void, OccurrenceList | undefined, undefined> {
    const { intervalType, interval, timezone, startOnMs, anchorMs, endOnMs } = job;
    const origin = intervalType === 'simple' ? (startOnMs ?? anchorMs) : startOnMs;
    const key = [intervalType, interval, timezone, origin, endOnMs, fromMs].join('|');
    if (this.#kept?.key === key) return this.#kept;
    const instants: number[] = [];
    let atMs = schedule.next(fromMs - 1);
    while (atMs !== null && atMs < this.grid.toMs) {
      if (instants.push(atMs) > MOST_KEPT) return undefined;
      atMs = schedule.next(atMs);
      if (instants.length % PAUSE_AFTER === 0) yield;
    }
    this.#kept = { key, instants: Float64Array.from(instants), nextMs: atMs };
    return this.#kept;
  }
}
