import { DAY_MS, MAX_WALL_MS, dateOf, dayNumberOf, dayNumberOfWall, daysInMonth } from '../calendar.js';
import type { OccurrenceSource } from '../occurrence-source.js';
import type { ClockChange } from '../zones/clock-change.js';
import { firstInstantAt, isOnMissingDate, wallAt } from '../zones/local-time.js';
import type { ZoneTable } from '../zones/zone-table.js';
import { meanLengthMs, type Duration } from './duration.js';

/** Occurrences at `origin + k * duration`, k = 0, 1, 2…; each is computed from the origin, so months don't drift. */
export class SimpleSource implements OccurrenceSource {
  readonly isImpossible = false;
  readonly hasFixedWallTimes: boolean;
  readonly #isExact: boolean;
  readonly #originWallMs: number;
  readonly #meanLengthMs: number;

  constructor(
    private readonly duration: Duration,
    private readonly zone: ZoneTable,
    private readonly originMs: number,
  ) {
    this.#isExact = duration.months === 0 && duration.days === 0;
    this.hasFixedWallTimes = !this.#isExact && duration.exactMs === 0;
    this.#originWallMs = wallAt(zone, originMs);
    this.#meanLengthMs = meanLengthMs(duration);
  }

  next(afterMs: number): number | null {
    if (afterMs < this.originMs) return this.originMs;
    const { exactMs } = this.duration;
    if (this.#isExact) {
      const at = this.originMs + (Math.floor((afterMs - this.originMs) / exactMs) + 1) * exactMs;
      return at <= MAX_WALL_MS ? at : null;
    }
    let count = this.firstCountAfter(afterMs);
    while (this.isSkipped(count)) count++;
    return this.wallAfter(count) <= MAX_WALL_MS && this.instantAfter(count) <= MAX_WALL_MS
      ? this.instantAfter(count)
      : null;
  }

  nominalWallTimes(gap: ClockChange, limit: number): number[] {
    return this.wallTimesIn(gap, limit, (count) => !this.isSkipped(count));
  }

  droppedWallTimes(gap: ClockChange, limit: number): number[] {
    return this.wallTimesIn(gap, limit, (count) => this.isSkipped(count));
  }

  private wallTimesIn(gap: ClockChange, limit: number, isMeant: (count: number) => boolean): number[] {
    const found: number[] = [];
    if (!this.hasFixedWallTimes) return found;
    for (let count = this.firstCountAfter(gap.instantMs - 1); found.length < limit; count++) {
      if (this.instantAfter(count) !== gap.instantMs) break;
      if (isMeant(count)) found.push(this.wallAfter(count));
    }
    return found;
  }

  /** The smallest count whose instant lies after `afterMs`: estimated from the mean length, then corrected by a few steps. */
  private firstCountAfter(afterMs: number): number {
    let count = Math.max(0, Math.floor((afterMs - this.originMs) / this.#meanLengthMs));
    while (count > 0 && this.instantAfter(count - 1) > afterMs) count--;
    while (this.wallAfter(count) <= MAX_WALL_MS && this.instantAfter(count) <= afterMs) count++;
    return count;
  }

  private isSkipped(count: number): boolean {
    if (count === 0) return false;
    const wallMs = this.wallAfter(count);
    return wallMs <= MAX_WALL_MS && isOnMissingDate(this.zone, wallMs, firstInstantAt(this.zone, wallMs));
  }

  private instantAfter(count: number): number {
    // The origin itself may lie in the second pass of a repeated time: it stays where it is.
    if (count === 0) return this.originMs;
    return firstInstantAt(this.zone, this.wallAfter(count)) + count * this.duration.exactMs;
  }

  /** The wall time after `count` calendar steps, before the exact part: month ends clamp (31 Jan + 1 month = 28 Feb). */
  private wallAfter(count: number): number {
    const originDay = dayNumberOfWall(this.#originWallMs);
    const timeOfDayMs = this.#originWallMs - originDay * DAY_MS;
    const date = dateOf(originDay);
    const months = date.year * 12 + date.month - 1 + count * this.duration.months;
    const year = Math.floor(months / 12);
    const month = (months % 12) + 1;
    const day = Math.min(date.day, daysInMonth(year, month));
    return (dayNumberOf(year, month, day) + count * this.duration.days) * DAY_MS + timeOfDayMs;
  }
}
