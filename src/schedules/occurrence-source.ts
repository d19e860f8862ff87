import type { ClockChange } from './zones/clock-change.js';

/** What produces occurrences, before `startOn` and `endOn` are applied. */
export interface OccurrenceSource {
  /** The first occurrence (epoch ms) strictly after `afterMs`, or null. */
  next(afterMs: number): number | null;
  /** No instant can ever match. */
  readonly isImpossible: boolean;
  /** It names wall times, so a clock change can move or merge them; false: it follows real time. */
  readonly hasFixedWallTimes: boolean;
  /** The wall times it names inside a gap (`fromWallMs` to `toWallMs`, both included), ascending, at most `limit`. */
  nominalWallTimes(gap: ClockChange, limit: number): number[];
  /** The wall times it names inside a gap (`fromWallMs` included, `toWallMs` not) that do not run at all, ascending. */
  droppedWallTimes(gap: ClockChange, limit: number): number[];
}
