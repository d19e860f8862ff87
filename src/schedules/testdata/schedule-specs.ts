import type { ScheduleSpec } from '../schedule.js';

/** A cron schedule without start and end. */
export function cronSpec(interval: string, timezone = 'UTC', rest: Partial<ScheduleSpec> = {}): ScheduleSpec {
  return { intervalType: 'cron', interval, timezone, startOn: null, endOn: null, anchor: new Date(0), ...rest };
}

/** A simple interval counted from `origin` (ISO 8601). */
export function simpleSpec(interval: string, timezone: string, origin: string): ScheduleSpec {
  return { ...cronSpec(interval, timezone), intervalType: 'simple', anchor: new Date(origin) };
}
