import type { BucketGrid } from '../schedules/counting/bucket-grid.js';
import type { StartForecast } from './start-forecaster.service.js';
import { total } from './start-sums.js';

/** A job's next start. */
export interface Slot {
  jobId: string;
  queue: string;
  startMs: number;
}

/** So many saved jobs are remembered; the next forecast has them all. */
const MOST_NOTED = 20_000;

/** Starts per bucket and worker pool, from a forecast, and what was saved since. */
export class SlotCounts {
  readonly #grid: BucketGrid;
  /** Null: the pools that the forecast does not tell apart. */
  readonly #counts = new Map<string | null, Float64Array>();
  readonly #noted = new Map<string, { counts: Float64Array; index: number }>();

  constructor(
    { grid, sums, queues }: StartForecast,
    private readonly mostQueues: number,
  ) {
    this.#grid = grid;
    for (const queue of [null, ...queues]) {
      const own = sums.filter((sum) => sum.queue === queue);
      this.#counts.set(queue, total(own, grid.count));
    }
  }

  /** Starts near a job's next start in its pool, itself left out if it was noted; by distance in buckets. */
  around(slot: Slot): (distance: number) => number | undefined {
    const counts = this.countsOf(slot.queue);
    const index = this.#grid.indexOf(slot.startMs);
    const own = this.#noted.get(slot.jobId);
    const isOwn = (at: number): boolean => own?.counts === counts && own.index === at;
    return (distance) => {
      const starts = counts[index + distance];
      return starts === undefined ? undefined : starts - (isOwn(index + distance) ? 1 : 0);
    };
  }

  /** Counts a job that was saved now at its next start. One that is saved again only moves. */
  note(slot: Slot): void {
    const counts = this.countsOf(slot.queue);
    const index = this.#grid.indexOf(slot.startMs);
    const before = this.#noted.get(slot.jobId);
    if (before) before.counts[before.index]! -= 1;
    else if (this.#noted.size >= MOST_NOTED) return;
    this.#noted.delete(slot.jobId);
    if (counts[index] === undefined) return;
    counts[index] += 1;
    this.#noted.set(slot.jobId, { counts, index });
  }

  private countsOf(queue: string): Float64Array {
    const held = this.#counts.get(queue);
    if (held) return held;
    // As long as there are few pools, one that is not among them is new. Of too many all others share one count.
    if (this.#counts.size > this.mostQueues) return this.#counts.get(null)!;
    const counts = new Float64Array(this.#grid.count);
    this.#counts.set(queue, counts);
    return counts;
  }
}
