import type { Blackout } from '../schedules/blackouts.js';
import type { BucketGrid } from '../schedules/counting/bucket-grid.js';
import type { ComingJob } from '../schedules/counting/coming-job.js';
import type { CountPlan } from '../schedules/counting/count-plan.js';
import { StartCounter } from '../schedules/counting/start-counter.js';
import { jitterShare } from '../schedules/jitter.js';
import { ScheduleError } from '../schedules/schedule.errors.js';
import type { ComingRow } from './coming-starts.repository.js';
import { Pauses } from './pauses.js';
import { StartSums } from './start-sums.js';
import type { StartSum } from './start-sums.js';

/** What was counted. */
export interface Summary {
  grid: BucketGrid;
  sums: StartSum[];
  /** Jobs whose schedules can't be computed (a zone that is gone, say): they stop at their next occurrence. */
  unreadable: number;
}

interface Pending {
  plan: CountPlan;
  jobs: Map<StartSum, number>;
}

/** So many plans are held to be counted together with others like them. */
const MOST_PENDING = 5_000;

/** Sums up the starts of jobs as they are read; holds no more than the sums and a bounded number of plans. */
export class StartSummer {
  readonly #counter: StartCounter;
  readonly #sums: StartSums;
  readonly #pauses = new Pauses();
  readonly #pending = new Map<string, Pending>();
  readonly #scratch: Float64Array;
  #unreadable = 0;

  constructor(private readonly grid: BucketGrid) {
    this.#counter = new StartCounter(grid);
    this.#sums = new StartSums(grid.count);
    this.#scratch = new Float64Array(grid.count);
  }

  async add(rows: readonly ComingRow[]): Promise<void> {
    for (const row of rows) {
      const plan = this.planOf(row);
      if (!plan) {
        this.#unreadable += row.jobs;
        continue;
      }
      const sum = this.#sums.enter(row);
      if (plan.key === null) await this.count(plan, sum.counts, row.jobs);
      else this.hold(plan, plan.key, { sum, jobs: row.jobs });
      if (this.#pending.size >= MOST_PENDING) await this.countPending();
    }
  }

  async finish(): Promise<Summary> {
    await this.countPending();
    return { grid: this.grid, sums: this.#sums.all(), unreadable: this.#unreadable };
  }

  private planOf(row: ComingRow): CountPlan | undefined {
    try {
      return this.#counter.plan(jobOf(row));
    } catch (error) {
      if (error instanceof ScheduleError) return undefined;
      throw error;
    }
  }

  private hold(plan: CountPlan, key: string, { sum, jobs }: { sum: StartSum; jobs: number }): void {
    let held = this.#pending.get(key);
    if (!held) this.#pending.set(key, (held = { plan, jobs: new Map<StartSum, number>() }));
    held.jobs.set(sum, (held.jobs.get(sum) ?? 0) + jobs);
  }

  private async countPending(): Promise<void> {
    for (const { plan, jobs } of this.#pending.values()) {
      if (plan.isDense && jobs.size > 1) await this.countOnce(plan, jobs);
      else for (const [sum, weight] of jobs) await this.count(plan, sum.counts, weight);
    }
    this.#pending.clear();
  }

  /** What fills most buckets is cheaper to add up than to count again. */
  private async countOnce(plan: CountPlan, jobs: Map<StartSum, number>): Promise<void> {
    this.#scratch.fill(0);
    await this.count(plan, this.#scratch, 1);
    for (const [{ counts }, weight] of jobs)
      for (let index = 0; index < counts.length; index++) counts[index]! += weight * this.#scratch[index]!;
  }

  private async count(plan: CountPlan, counts: Float64Array, weight: number): Promise<void> {
    for (const _ of plan.count(counts, weight)) if (this.#pauses.isDue) await this.#pauses.take();
    if (this.#pauses.isDue) await this.#pauses.take();
  }
}

function jobOf(row: ComingRow): ComingJob {
  return {
    intervalType: row.intervalType,
    interval: row.interval,
    timezone: row.timezone,
    startOnMs: null,
    endOnMs: row.endOnMs,
    anchorMs: row.originMs ?? 0,
    firstMs: row.firstMs,
    firstStartMs: row.firstStartMs ?? row.firstMs,
    jitterMs: row.jitterMs ?? 0,
    share: row.jobId === null ? 0 : jitterShare(row.jobId),
    blackouts: row.blackouts === null ? [] : (JSON.parse(row.blackouts) as Blackout[]),
  };
}
