import { MAX_WALL_MS, MIN_WALL_MS, SECOND_MS } from '../calendar.js';
import type { OccurrenceSource } from '../occurrence-source.js';
import type { ClockChange } from '../zones/clock-change.js';
import { firstInstantAt, highestWallUpTo, isOnMissingDate, wallAt } from '../zones/local-time.js';
import { MAX_OFFSET_MS, type ZoneTable } from '../zones/zone-table.js';
import type { CronExpression } from './cron-expression.js';
import { nextWallTime } from './wall-search.js';

/** The occurrences of an expression in a zone, under the clock-change rule of Debian cron and Cronos. */
export class CronSource implements OccurrenceSource {
  readonly hasFixedWallTimes: boolean;

  constructor(
    private readonly expression: CronExpression,
    private readonly zone: ZoneTable,
  ) {
    this.hasFixedWallTimes = !expression.isWild;
  }

  get isImpossible(): boolean {
    return this.expression.isImpossible;
  }

  next(afterMs: number): number | null {
    if (this.expression.isImpossible) return null;
    const fromMs = Math.max(afterMs, MIN_WALL_MS);
    return this.expression.isWild ? this.nextWild(fromMs) : this.nextFixed(fromMs);
  }

  nominalWallTimes(gap: ClockChange, limit: number): number[] {
    if (this.expression.isWild) return [];
    return this.wallTimesIn(gap, limit, (wallMs) => !isOnMissingDate(this.zone, wallMs, gap.instantMs));
  }

  droppedWallTimes(gap: ClockChange, limit: number): number[] {
    const { isWild } = this.expression;
    return this.wallTimesIn(
      gap,
      limit,
      (wallMs) => wallMs < gap.toWallMs && (isWild || isOnMissingDate(this.zone, wallMs, gap.instantMs)),
    );
  }

  private wallTimesIn(gap: ClockChange, limit: number, isMeant: (wallMs: number) => boolean): number[] {
    const found: number[] = [];
    if (this.expression.isImpossible) return found;
    let wallMs = nextWallTime(this.expression, gap.fromWallMs);
    while (wallMs <= gap.toWallMs && found.length < limit) {
      if (isMeant(wallMs)) found.push(wallMs);
      wallMs = nextWallTime(this.expression, wallMs + SECOND_MS);
    }
    return found;
  }

  /**
   * Wall time to instant is monotone here (gap: its end, repeated: the first pass), so the next occurrence is the first
   * matching wall time that the clock has not reached yet.
   */
  private nextFixed(afterMs: number): number | null {
    let wallMs = Math.floor(highestWallUpTo(this.zone, afterMs) / SECOND_MS) * SECOND_MS + SECOND_MS;
    for (;;) {
      const candidateMs = nextWallTime(this.expression, wallMs);
      if (candidateMs > MAX_WALL_MS) return null;
      const instantMs = firstInstantAt(this.zone, candidateMs);
      if (!isOnMissingDate(this.zone, candidateMs, instantMs)) return instantMs;
      wallMs = wallAt(this.zone, instantMs);
    }
  }

  /** Walks the stretches of constant offset; one that ends before the next match is left for the following. */
  private nextWild(afterMs: number): number | null {
    let fromMs = Math.floor(afterMs / SECOND_MS) * SECOND_MS + SECOND_MS;
    for (;;) {
      const { offsetMs, endMs } = this.zone.segmentAt(fromMs);
      const candidateMs = nextWallTime(this.expression, fromMs + offsetMs);
      if (candidateMs > MAX_WALL_MS) return null;
      if (candidateMs - offsetMs < endMs) return candidateMs - offsetMs;
      // Once the clock can't fall behind the searched range any more, nothing lies before the candidate: skip the years.
      const isPast = endMs - fromMs > 2 * MAX_OFFSET_MS;
      fromMs = isPast ? Math.max(endMs, candidateMs - MAX_OFFSET_MS) : endMs;
    }
  }
}
