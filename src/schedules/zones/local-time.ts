import { DAY_MS, dayNumberOfWall } from '../calendar.js';
import { MAX_OFFSET_MS, type ZoneTable } from './zone-table.js';

// The largest step back a clock ever made is a day (Alaska 1867), so older changes cannot matter.
const LOOK_BACK_MS = 2 * DAY_MS;

/** The wall time of an instant. */
export function wallAt(zone: ZoneTable, instantMs: number): number {
  return instantMs + zone.segmentAt(instantMs).offsetMs;
}

/**
 * The first instant at which the zone's clock shows `wallMs` or later: the plain instant, the first pass of a repeated
 * time, or the end of the gap that swallowed it. Monotone in `wallMs`.
 */
export function firstInstantAt(zone: ZoneTable, wallMs: number): number {
  let segment = zone.segmentAt(wallMs - MAX_OFFSET_MS);
  while (wallMs - segment.offsetMs >= segment.endMs) segment = zone.segmentAt(segment.endMs);
  return Math.max(segment.startMs, wallMs - segment.offsetMs);
}

/** The last instant (ms) at which the zone's clock shows less than `wallMs`: in a repeated time, before the last pass. */
export function lastInstantBefore(zone: ZoneTable, wallMs: number): number {
  let segment = zone.segmentAt(wallMs + MAX_OFFSET_MS);
  while (wallMs - segment.offsetMs <= segment.startMs) segment = zone.segmentAt(segment.startMs - 1);
  return Math.min(segment.endMs, wallMs - segment.offsetMs) - 1;
}

/** The highest wall time the zone's clock has shown up to and including an instant: more than its wall time in a second pass. */
export function highestWallUpTo(zone: ZoneTable, instantMs: number): number {
  let segment = zone.segmentAt(instantMs);
  let highest = instantMs + segment.offsetMs;
  while (segment.startMs > instantMs - LOOK_BACK_MS) {
    const lastMs = segment.startMs - 1;
    segment = zone.segmentAt(lastMs);
    highest = Math.max(highest, lastMs + segment.offsetMs);
  }
  return highest;
}

/**
 * Whether the whole civil date of `wallMs` was skipped (Apia, 30 December 2011). `instantMs` is where firstInstantAt put
 * it: the end of the gap, if it fell into one.
 */
export function isOnMissingDate(zone: ZoneTable, wallMs: number, instantMs: number): boolean {
  const gapEndMs = wallAt(zone, instantMs);
  if (gapEndMs === wallMs) return false;
  const day = dayNumberOfWall(wallMs);
  if (dayNumberOfWall(gapEndMs) === day) return false;
  const gapStartMs = instantMs + zone.segmentAt(instantMs - 1).offsetMs;
  return gapStartMs <= day * DAY_MS;
}
