import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, dayNumberOf, daysInMonth } from './calendar.js';
import { ScheduleError } from './schedule.errors.js';
import { zoneTable } from './zones.js';
import { firstInstantAt, lastInstantBefore } from './zones/local-time.js';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}[\d:.]*)\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Reads what people write into startOn (`edge` start) and endOn (`edge` end): an ISO 8601 instant; a local date-time
 * without offset, read in `timezone` (in a gap: the first instant after it, repeated: the first pass); or a date, read in
 * `timezone` (start: its first instant; end: its last millisecond). Throws ScheduleError INVALID_DATE or INVALID_TIMEZONE.
 */
export function parseDateInput(text: string, timezone: string, edge: 'start' | 'end'): Date {
  const zone = zoneTable(timezone);
  const trimmed = text.trim();
  const day = dateNumber(trimmed);
  if (day !== null) {
    const isStart = edge === 'start';
    return new Date(isStart ? firstInstantAt(zone, day * DAY_MS) : lastInstantBefore(zone, (day + 1) * DAY_MS));
  }
  const [, date = '', time = '', offset] = DATE_TIME.exec(trimmed) ?? [];
  const dayOfTime = dateNumber(date);
  const timeMs = timeOfDay(time);
  const offsetMs = offset === undefined ? 0 : readOffset(offset);
  if (dayOfTime === null || timeMs === null || offsetMs === null) throw invalidDate(text, edge);
  const wallMs = dayOfTime * DAY_MS + timeMs;
  return new Date(offset === undefined ? firstInstantAt(zone, wallMs) : wallMs - offsetMs);
}

function dateNumber(text: string): number | null {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (!year || !month || !day || month > 12 || day > daysInMonth(year, month)) return null;
  return dayNumberOf(year, month, day);
}

function timeOfDay(text: string): number | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  const second = Number(match[3] ?? 0);
  const millisecond = Number((match[4] ?? '').slice(0, 3).padEnd(3, '0'));
  const timeMs = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + millisecond;
  // 24:00 is the end of the day in ISO 8601; nothing comes after it.
  return minute > 59 || second > 59 || timeMs > DAY_MS ? null : timeMs;
}

function readOffset(text: string): number | null {
  if (text.toUpperCase() === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = text.length > 3 ? Number(text.slice(-2)) : 0;
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}

function invalidDate(text: string, edge: 'start' | 'end'): ScheduleError {
  const path = edge === 'start' ? 'startOn' : 'endOn';
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  const advice = 'use ISO 8601, such as "2026-03-29", "2026-03-29T09:00" or "2026-03-29T09:00:00Z"';
  return new ScheduleError('INVALID_DATE', path, `${path} "${shown}" is not an existing date: ${advice}`, shown);
}
