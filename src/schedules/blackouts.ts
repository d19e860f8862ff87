import { DAY_MS, HOUR_MS, MINUTE_MS, dayNumberOf, daysInMonth } from './calendar.js';
import { ScheduleError } from './schedule.errors.js';
import { zoneTable } from './zones.js';

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A time in which a job does not run, by local dates and times: a day, a span of days, or a weekly window. */
export interface Blackout {
  /** One whole day, `2026-12-25`. */
  date?: string;
  /** First and last day of a span. */
  from?: string;
  to?: string;
  /** Days on which a window starts; all when absent. */
  days?: Weekday[];
  /** The window, `22:00` to `06:00` (excluded): one that ends before it starts goes on past midnight. */
  start?: string;
  end?: string;
  /** For people. */
  note?: string;
}

/** Whether an instant (epoch ms) lies in a blackout. */
export type IsBlackedOut = (atMs: number) => boolean;

/** Whether a local wall time, in ms since 1970 as if it were UTC, lies in one blackout. */
type Contains = (wallMs: number) => boolean;

/**
 * Compiles blackouts in a zone. Local times are what clocks on the wall show: in an hour that comes twice a window covers both passes.
 * @throws ScheduleError INVALID_BLACKOUT (path `blackouts[i]`) when one can't be read, INVALID_TIMEZONE
 */
export function compileBlackouts(blackouts: readonly Blackout[], timezone: string): IsBlackedOut {
  if (blackouts.length === 0) return () => false;
  const zone = zoneTable(timezone);
  const windows = blackouts.map(compile);
  return (atMs) => {
    const wallMs = atMs + zone.segmentAt(atMs).offsetMs;
    return windows.some((contains) => contains(wallMs));
  };
}

function compile(blackout: Blackout, index: number): Contains {
  const { date, from, to, days, start, end } = blackout;
  const refuse = (why: string): ScheduleError =>
    new ScheduleError(
      'INVALID_BLACKOUT',
      `blackouts[${index}]`,
      `blackouts[${index}] ${why}: give a date, from and to, or start and end (with days, if not daily)`,
      JSON.stringify(blackout),
    );
  const kinds = [date, from ?? to, start ?? end].filter((given) => given !== undefined).length;
  if (kinds !== 1) throw refuse(kinds === 0 && !days ? 'names no time' : 'mixes or lacks parts');
  if (days && start === undefined) throw refuse('has days without a window');
  if (start !== undefined || end !== undefined) {
    if (start === undefined || end === undefined) throw refuse('needs both start and end');
    return weekly(timeMs(start), timeMs(end), days, refuse);
  }
  if ((from === undefined) !== (to === undefined)) throw refuse('needs both from and to');
  const [first, last] = [dayOf(date ?? from!), dayOf(date ?? to!)];
  if (first === null || last === null) throw refuse('names a date that does not exist');
  if (last < first) throw refuse('ends before it starts');
  return (wallMs) => wallMs >= first * DAY_MS && wallMs < (last + 1) * DAY_MS;
}

function weekly(
  startMs: number,
  endMs: number,
  days: Weekday[] | undefined,
  refuse: (why: string) => ScheduleError,
): Contains {
  if (startMs === endMs || startMs === DAY_MS) throw refuse('is an empty window');
  const starts = new Set((days ?? WEEKDAYS).map((day) => WEEKDAYS.indexOf(day)));
  return (wallMs) => {
    const day = Math.floor(wallMs / DAY_MS);
    const timeOfDayMs = wallMs - day * DAY_MS;
    // 1 January 1970 was a Thursday.
    const weekday = (((day + 4) % 7) + 7) % 7;
    if (endMs > startMs) return starts.has(weekday) && timeOfDayMs >= startMs && timeOfDayMs < endMs;
    if (timeOfDayMs >= startMs) return starts.has(weekday);
    return timeOfDayMs < endMs && starts.has((weekday + 6) % 7);
  };
}

function timeMs(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return hours! * HOUR_MS + minutes! * MINUTE_MS;
}

function dayOf(text: string): number | null {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  if (!year || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayNumberOf(year, month, day);
}
