import { DAY_MS, HOUR_MS, dayNumberOfWall } from './calendar.js';
import { joinWords } from './describe/words.js';
import { formatDateTime, formatTimeOfDay } from './local-format.js';
import type { OccurrenceSource } from './occurrence-source.js';
import { clockChangeAt, repeatedTimeAt, type ClockChange } from './zones/clock-change.js';
import type { ZoneTable } from './zones/zone-table.js';

const MAX_COUNTED = 1000;
const MAX_LISTED = 4;

/** What a clock change did to an occurrence, in words, or null: it was moved or merged, or its local time comes twice. */
export function clockChangeNote(source: OccurrenceSource, zone: ZoneTable, atMs: number): string | null {
  return gapNote(source, zone, atMs) ?? repeatNote(source, zone, atMs);
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
  return `${mergedTimes(nominal, write)} run once: ${why}`;
}

function mergedTimes(nominal: number[], write: (wallMs: number) => string): string {
  if (nominal.length <= MAX_LISTED) return joinWords(nominal.map(write));
  const count = nominal.length > MAX_COUNTED ? `More than ${MAX_COUNTED}` : String(nominal.length);
  return `${count} times of day from ${write(nominal[0]!)} to ${write(nominal.at(-1)!)}`;
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

/** Writes times of day, with their date when the change touches two dates. A clock that goes back at midnight goes back from 24:00. */
function wallWriter(change: ClockChange): (wallMs: number) => string {
  const low = Math.min(change.fromWallMs, change.toWallMs);
  const high = Math.max(change.fromWallMs, change.toWallMs);
  if (dayNumberOfWall(low) === dayNumberOfWall(high)) return formatTimeOfDay;
  const goesBackFromMidnight = change.fromWallMs === high && dayNumberOfWall(high - 1) === dayNumberOfWall(low);
  if (!goesBackFromMidnight || high % DAY_MS !== 0) return formatDateTime;
  return (wallMs) => (wallMs === high ? '24:00' : formatTimeOfDay(wallMs));
}
