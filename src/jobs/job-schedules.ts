import { compileSchedule } from '../schedules/schedule.js';
import type { IntervalType, Schedule, ScheduleSpec } from '../schedules/schedule.js';

/** What of a job decides when it is due. */
export interface ScheduleFields {
  enabled: boolean;
  interval: string | null;
  intervalType: IntervalType | null;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  /** The job's creation: origin of simple intervals without startOn. */
  createdAt: Date;
  /** Drafts are never scheduled. */
  editingId: string | null;
}

/** The schedule of a job, or undefined if it has none. @throws ScheduleError when its fields are impossible */
export function scheduleOf(fields: ScheduleFields): Schedule | undefined {
  const spec = scheduleSpecOf(fields);
  return spec && compileSchedule(spec);
}

export function scheduleSpecOf(fields: ScheduleFields): ScheduleSpec | undefined {
  const { intervalType, interval, timezone, startOn, endOn, createdAt } = fields;
  if (!intervalType || (intervalType !== 'once' && !interval)) return undefined;
  return { intervalType, interval, timezone, startOn, endOn, anchor: createdAt };
}

/**
 * When the job is due next, seen from `now` (the database's clock): strictly after now and after every instant that was
 * already claimed, so that no edit runs an occurrence twice. Null when disabled, a draft, or past its end.
 */
export function nextDue(fields: ScheduleFields, now: Date, lastClaimedFor: Date | null): Date | null {
  const schedule = scheduleOf(fields);
  if (!schedule || !fields.enabled || fields.editingId) return null;
  const next = schedule.next(Math.max(now.getTime(), lastClaimedFor?.getTime() ?? 0));
  return next === null ? null : new Date(next);
}

const SCHEDULE_FIELDS = ['enabled', 'interval', 'intervalType', 'timezone', 'startOn', 'endOn'] as const;

/** Whether an edit changes when the job is due. Only then nextRunAt is computed anew. */
export function scheduleChanged(before: ScheduleFields, after: ScheduleFields): boolean {
  return SCHEDULE_FIELDS.some((field) => comparable(before[field]) !== comparable(after[field]));
}

function comparable(value: Date | string | boolean | null): string | number | boolean | null {
  return value instanceof Date ? value.getTime() : value;
}
