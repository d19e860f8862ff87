import type { ZoneTable } from './zone-table.js';

/** A change of a zone's clock: at `instantMs` it goes from the wall time `fromWallMs` to `toWallMs`. */
export interface ClockChange {
  instantMs: number;
  fromWallMs: number;
  toWallMs: number;
}

/** The change of clock that happens at this very instant, or null. */
export function clockChangeAt(zone: ZoneTable, instantMs: number): ClockChange | null {
  const before = zone.segmentAt(instantMs - 1).offsetMs;
  const after = zone.segmentAt(instantMs).offsetMs;
  return before === after ? null : { instantMs, fromWallMs: instantMs + before, toWallMs: instantMs + after };
}

/** Which pass of a repeated time an instant lies in, and the change that repeats it; null outside repeated times. */
export function repeatedTimeAt(
  zone: ZoneTable,
  instantMs: number,
): { pass: 'first' | 'second'; change: ClockChange } | null {
  const segment = zone.segmentAt(instantMs);
  const before = clockChangeAt(zone, segment.startMs);
  if (before && instantMs < segment.startMs + (before.fromWallMs - before.toWallMs)) {
    return { pass: 'second', change: before };
  }
  const after = clockChangeAt(zone, segment.endMs);
  if (after && instantMs >= segment.endMs - (after.fromWallMs - after.toWallMs))
    return { pass: 'first', change: after };
  return null;
}
