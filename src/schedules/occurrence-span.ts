import { occurrencesBetween } from './occurrences.js';
import type { Schedule } from './schedule.js';

/** Counts the members from a known one to an instant, both included. */
export type CountMany = (firstMs: number, limitMs: number) => number;

/** So many are counted one by one. */
const FEW = 2_000;

/**
 * Consecutive occurrences of a schedule, of which there may be millions (a second-wise job after a long outage): they are
 * asked about, never held all at once. Never empty.
 */
export class OccurrenceSpan {
  /**
   * @param firstMs its first member, whatever the schedule says of it: it was stored when it was computed
   * @param limitMs no member lies after it; at least `firstMs`
   * @param countMany counts members faster than one by one
   */
  constructor(
    private readonly schedule: Schedule | undefined,
    readonly firstMs: number,
    private readonly limitMs: number,
    private readonly countMany?: CountMany,
  ) {}

  /** A span of given members, ascending; undefined when there is none. */
  static of(members: readonly number[]): OccurrenceSpan | undefined {
    const [first] = members;
    if (first === undefined) return undefined;
    return new OccurrenceSpan(new ListedSchedule(members), first, members.at(-1)!);
  }

  /** Members at or after an instant; undefined when there is none. */
  from(ms: number): OccurrenceSpan | undefined {
    if (ms <= this.firstMs) return this;
    const first = this.schedule?.next(ms - 1) ?? null;
    return first === null || first > this.limitMs ? undefined : this.part(first, this.limitMs);
  }

  /** Members before an instant; undefined when there is none. */
  before(ms: number): OccurrenceSpan | undefined {
    if (ms <= this.firstMs) return undefined;
    return this.part(this.firstMs, Math.min(this.limitMs, ms - 1));
  }

  get lastMs(): number {
    return this.newest(1)[0]!;
  }

  /** The newest `count` members, or all if there are fewer, oldest first. Takes about 40 · `count` steps at most. */
  newest(count: number): number[] {
    const oldest = [this.firstMs, ...this.after(this.firstMs, count)];
    if (oldest.length <= count) return oldest;
    return [...this.after(this.tailStart(count) - 1)].slice(-count);
  }

  /** How many there are. */
  count(): number {
    let count = 1;
    const limit = this.countMany ? FEW : Infinity;
    for (const _ of this.after(this.firstMs, limit)) count += 1;
    return count <= limit ? count : this.countMany!(this.firstMs, this.limitMs);
  }

  private part(firstMs: number, limitMs: number): OccurrenceSpan {
    return new OccurrenceSpan(this.schedule, firstMs, limitMs, this.countMany);
  }

  private after(ms: number, limit = Infinity): Generator<number, void, undefined> | [] {
    return this.schedule ? occurrencesBetween(this.schedule, ms, this.limitMs, limit) : [];
  }

  /** Whether fewer than `count` members lie at or after an instant. */
  private isShorterThan(count: number, fromMs: number): boolean {
    let found = fromMs <= this.firstMs ? 1 : 0;
    for (const _ of this.after(Math.max(fromMs - 1, this.firstMs), count - found)) found += 1;
    return found < count;
  }

  /** The latest instant from which on at least `count` members lie: found by halving. */
  private tailStart(count: number): number {
    let [low, high] = [this.firstMs, this.limitMs + 1];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.isShorterThan(count, middle)) high = middle;
      else low = middle;
    }
    return low;
  }
}

/** Instants that are known one by one. */
class ListedSchedule implements Schedule {
  readonly isImpossible = false;

  constructor(private readonly instants: readonly number[]) {}

  next(afterMs: number): number | null {
    let [low, high] = [0, this.instants.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.instants[middle]! > afterMs) high = middle;
      else low = middle + 1;
    }
    return this.instants[low] ?? null;
  }
}
