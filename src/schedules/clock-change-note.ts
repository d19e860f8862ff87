import { DAY_MS, HOUR_MS, dayNumberOfWall } from './calendar.js';
import { joinWords } from './describe/words.js';
import { formatDateTime, formatTimeOfDay } from './local-format.js';
import type { OccurrenceSource } from './occurrence-source.js';
import { clockChangeAt, repeatedTimeAt, type ClockChange } from './zones/clock-change.js';
import type { ZoneTable } from './zones/zone-table.js';

const MAX_COUNTED = 1000;
const MAX_LISTED = 4;
/** Changes of clock between two occurrences that are looked at. */
const MAX_LOOKED_BACK = 8;

/**
 * What a clock change did to an occurrence, in words, or null: it was moved or merged, its local time comes twice, or times
 * between the one before (`previousMs`, if it matters) and this one were left out.
 */
export function clockChangeNote(
  source: OccurrenceSource,
  zone: ZoneTable,
  atMs: number,
  previousMs = atMs,
): string | null {
  return gapNote(source, zone, atMs) ?? repeatNote(source, zone, atMs) ?? dropNote(source, zone, { atMs, previousMs });
}

function gapNote(source: OccurrenceSource, zone: ZoneTable, atMs: number): string | null {
  const change = clockChangeAt(zone, atMs);
  if (!change || change.toWallMs < change.fromWallMs) return null;
  const nominal = source.nominalWallTimes(change, MAX_COUNTED + 1);
  const moved = nominal.filter((wallMs) => wallMs < change.toWallMs);
  if (moved.length === 0) return null;
  const write = wallWriter(change);
  const why = `the clocks go forward from ${write(change.fromWallMs)} to ${write(change.toWallMs)}`;
  if (nominal.length === 1) return `Moved from ${write(moved[0]!)}, which does not exist: ${why}`;
  return `${listed(nominal, write)} run once: ${why}`;
}

function listed(times: number[], write: (wallMs: number) => string): string {
  if (times.length <= MAX_LISTED) return joinWords(times.map(write));
  const count = times.length > MAX_COUNTED ? `More than ${MAX_COUNTED}` : String(times.length);
  return `${count} times of day from ${write(times[0]!)} to ${write(times.at(-1)!)}`;
}

function repeatNote(source: OccurrenceSource, zone: ZoneTable, atMs: number): string | null {
  const repeated = repeatedTimeAt(zone, atMs);
  if (!repeated) return null;
  const { pass, change } = repeated;
  const name = change.fromWallMs - change.toWallMs === HOUR_MS ? 'repeated hour' : 'repeated time';
  const write = wallWriter(change);
  const why = `the clocks go back from ${write(change.fromWallMs)} to ${write(change.toWallMs)}`;
  if (pass === 'first' && source.hasFixedWallTimes) return `Runs in the first pass of the ${name} only: ${why}`;
  return `${pass === 'first' ? 'First' : 'Second'} pass of the ${name}: ${why}`;
}

/** Times that clock changes since the occurrence before have left out. */
function dropNote(
  source: OccurrenceSource,
  zone: ZoneTable,
  { atMs, previousMs }: { atMs: number; previousMs: number },
): string | null {
  let segment = zone.segmentAt(atMs);
  for (let count = 0; count < MAX_LOOKED_BACK && segment.startMs > previousMs; count++) {
    const change = clockChangeAt(zone, segment.startMs);
    const dropped = change && change.toWallMs > change.fromWallMs ? missedTimes(source, change, atMs) : [];
    if (change && dropped.length > 0) {
      const why = `the clocks go forward from ${formatDateTime(change.fromWallMs)} to ${formatDateTime(change.toWallMs)}`;
      return `Before it, ${listed(dropped, formatDateTime)} ${dropped.length === 1 ? 'is' : 'are'} left out: ${why}`;
    }
    segment = zone.segmentAt(segment.startMs - 1);
  }
  return null;
}

/** What follows real time misses nothing when it runs where it would have run without the change. */
function missedTimes(source: OccurrenceSource, change: ClockChange, atMs: number): number[] {
  const dropped = source.droppedWallTimes(change, MAX_COUNTED + 1);
  const wouldHaveRunAt = change.instantMs + (dropped[0] ?? 0) - change.fromWallMs;
  return source.hasFixedWallTimes || atMs > wouldHaveRunAt ? dropped : [];
}

/** Writes times of day, with their date when the change touches two dates. A clock that goes back at midnight goes back from 24:00. */
function wallWriter(change: ClockChange): (wallMs: number) => string {
  const low = Math.min(change.fromWallMs, change.toWallMs);
  const high = Math.max(change.fromWallMs, change.toWallMs);
  if (dayNumberOfWall(low) === dayNumberOfWall(high)) return formatTimeOfDay;
  const goesBackFromMidnight = change.fromWallMs === high && dayNumberOfWall(high - 1) === dayNumberOfWall(low);
  if (!goesBackFromMidnight || high % DAY_MS !== 0) return formatDateTime;
  return (wallMs) => (wallMs === high ? '24:00' : formatTimeOfDay(wallMs));
}
