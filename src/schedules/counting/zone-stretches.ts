import { highestWallUpTo } from '../zones/local-time.js';
import type { ZoneTable } from '../zones/zone-table.js';

/** A stretch of time with one offset. */
export interface ZoneStretch {
  startMs: number;
  endMs: number;
  offsetMs: number;
  /** From here on the clock shows what it has not shown before: later than `startMs` where an hour comes twice. */
  freshFromMs: number;
}

/** The stretches of a zone that meet `fromMs` to `toMs`. */
export function zoneStretches(zone: ZoneTable, fromMs: number, toMs: number): ZoneStretch[] {
  const stretches: ZoneStretch[] = [];
  for (let atMs = fromMs; atMs < toMs;) {
    const { startMs, endMs, offsetMs } = zone.segmentAt(atMs);
    const freshFromMs = Math.max(startMs, highestWallUpTo(zone, startMs - 1) + 1 - offsetMs);
    stretches.push({ startMs, endMs, offsetMs, freshFromMs });
    atMs = endMs;
  }
  return stretches;
}

/** Whether the clock stays as it is all the time between two instants. */
export function isSteady(stretches: readonly ZoneStretch[], fromMs: number, toMs: number): boolean {
  const met = stretches.filter(({ startMs, endMs }) => startMs <= toMs && endMs > fromMs);
  return met.every(({ offsetMs }) => offsetMs === met[0]!.offsetMs);
}
