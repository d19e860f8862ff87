import { parseCron } from './cron/cron-expression.js';
import { CronSource } from './cron/cron-source.js';
import type { OccurrenceSource } from './occurrence-source.js';
import { OnceSource } from './once-source.js';
import { ScheduleError } from './schedule.errors.js';
import { parseDuration } from './simple/duration-parser.js';
import { SimpleSource } from './simple/simple-source.js';
import { zoneTable } from './zones.js';

/** How `interval` is to be read: a cron expression, a duration, or not at all (one run at `startOn`). */
export type IntervalType = 'cron' | 'simple' | 'once';

/** What a schedule is made of. */
export interface ScheduleSpec {
  intervalType: IntervalType;
  /** Cron expression or duration; null: no occurrence (`once` does not look at it). */
  interval: string | null;
  /** IANA name, as Intl takes it. */
  timezone: string;
  /** No occurrence before it (inclusive); origin of simple intervals; the instant of `once`. */
  startOn: Date | null;
  /** No occurrence after it (inclusive). */
  endOn: Date | null;
  /** Origin of simple intervals when startOn is null: the job's creation. */
  anchor: Date;
}

/** A compiled schedule: tiny, immutable, independent of the host's clock and zone. */
export interface Schedule {
  /** First occurrence strictly after `afterMs` (epoch ms), not before startOn, not after endOn; null when there is none. */
  next(afterMs: number): number | null;
  /** true if no instant can ever match (30 February; no interval; `once` without startOn). */
  readonly isImpossible: boolean;
}

/**
 * Validates and compiles. Expressions and zones are parsed once and kept in bounded caches; the schedule itself is tiny.
 * Throws ScheduleError: INVALID_INTERVAL, INVALID_TIMEZONE, INVALID_RANGE (endOn before startOn), INVALID_DATE.
 */
export function compileSchedule(spec: ScheduleSpec): Schedule {
  return new BoundedSchedule(occurrenceSource(spec), spec.startOn?.getTime() ?? null, spec.endOn?.getTime() ?? null);
}

/** The source behind a schedule, before startOn and endOn cut it. Validates and throws as compileSchedule does. */
export function occurrenceSource(spec: ScheduleSpec): OccurrenceSource {
  checkDates(spec);
  const zone = zoneTable(spec.timezone);
  const { intervalType, interval, startOn } = spec;
  if (intervalType === 'once') return new OnceSource(startOn?.getTime() ?? null);
  if (interval === null) return new OnceSource(null);
  if (intervalType === 'cron') return new CronSource(parseCron(interval), zone);
  return new SimpleSource(parseDuration(interval), zone, (startOn ?? spec.anchor).getTime());
}

/** What an interval without a type is: cron if it reads as cron, else a duration. Throws ScheduleError INVALID_INTERVAL. */
export function inferIntervalType(interval: string): 'cron' | 'simple' {
  try {
    parseCron(interval);
    return 'cron';
  } catch (cronError) {
    try {
      parseDuration(interval);
      return 'simple';
    } catch (durationError) {
      throw looksLikeDuration(interval) ? durationError : cronError;
    }
  }
}

class BoundedSchedule implements Schedule {
  constructor(
    private readonly source: OccurrenceSource,
    private readonly startMs: number | null,
    private readonly endMs: number | null,
  ) {}

  get isImpossible(): boolean {
    return this.source.isImpossible;
  }

  next(afterMs: number): number | null {
    const fromMs = this.startMs !== null && afterMs < this.startMs ? this.startMs - 1 : afterMs;
    const found = this.source.next(fromMs);
    return found === null || (this.endMs !== null && found > this.endMs) ? null : found;
  }
}

function checkDates({ startOn, endOn, anchor, intervalType }: ScheduleSpec): void {
  for (const [path, date] of [
    ['startOn', startOn],
    ['endOn', endOn],
  ] as const) {
    if (date && Number.isNaN(date.getTime()))
      throw new ScheduleError('INVALID_DATE', path, `${path} is not a date`, null);
  }
  if (intervalType === 'simple' && !startOn && Number.isNaN(anchor.getTime())) {
    throw new ScheduleError('INVALID_DATE', 'startOn', 'a simple interval needs startOn or a creation date', null);
  }
  if (startOn && endOn && endOn < startOn) {
    const message = `endOn ${endOn.toISOString()} lies before startOn ${startOn.toISOString()}`;
    throw new ScheduleError('INVALID_RANGE', 'endOn', message, endOn.toISOString());
  }
}

function looksLikeDuration(interval: string): boolean {
  return /^\s*(?:every\b|p\s*[\dt]|-?[\d.,]+\s*[a-z])/i.test(interval);
}
