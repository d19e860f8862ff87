import type { Jitter } from '../schedules/starts.js';
import { nextStart, startOf } from '../schedules/starts.js';
import { compileSchedule } from '../schedules/schedule.js';
import { effectivePolicies } from './job-policies.js';
import type { JobPolicies } from './job-policies.js';
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

/** The same of one job, whose jitter is its own. */
export interface ScheduledJob extends ScheduleFields {
  id: string;
  policies: Partial<JobPolicies>;
}

/** The occurrence that comes next, and when it starts: the same instant, unless the job has jitter. */
export interface PlannedStart {
  occurrenceAt: Date;
  dueAt: Date;
}

/** What the schedule row says of the next occurrence. */
export interface StoredStart {
  dueAt: Date | null;
  occurrenceAt: Date | null;
  lastClaimedFor: Date | null;
  policies: Partial<JobPolicies> | null;
}

/**
 * The occurrence that starts at `dueAt`. A node of an older version advances `dueAt` alone: what it left behind in
 * `occurrenceAt` is claimed already, or too far away to be jitter, and is not believed.
 */
export function dueOccurrence({ dueAt, occurrenceAt, lastClaimedFor, policies }: StoredStart): Date | null {
  if (!dueAt || !occurrenceAt) return dueAt;
  const delayMs = dueAt.getTime() - occurrenceAt.getTime();
  const isClaimed = lastClaimedFor !== null && occurrenceAt <= lastClaimedFor;
  return isClaimed || delayMs < 0 || delayMs > effectivePolicies(policies ?? {}).jitterMs ? dueAt : occurrenceAt;
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
export function nextDue(fields: ScheduledJob, now: Date, lastClaimedFor: Date | null): PlannedStart | null {
  const schedule = scheduleOf(fields);
  if (!schedule || !fields.enabled || fields.editingId) return null;
  const next = nextStart(schedule, Math.max(now.getTime(), lastClaimedFor?.getTime() ?? 0), jitterOf(fields));
  return next && { occurrenceAt: new Date(next.occurrenceMs), dueAt: new Date(next.startMs) };
}

/** The same occurrence under other policies: only its jitter may differ. */
export function sameOccurrence(fields: ScheduledJob, occurrenceAt: Date): PlannedStart {
  return { occurrenceAt, dueAt: new Date(startOf(scheduleOf(fields), occurrenceAt.getTime(), jitterOf(fields))) };
}

function jitterOf({ id, policies }: ScheduledJob): Jitter {
  return { jobId: id, jitterMs: effectivePolicies(policies).jitterMs };
}

const SCHEDULE_FIELDS = ['enabled', 'interval', 'intervalType', 'timezone', 'startOn', 'endOn'] as const;

/** Whether an edit changes when the job is due. Only then nextRunAt is computed anew. */
export function scheduleChanged(before: ScheduleFields, after: ScheduleFields): boolean {
  return SCHEDULE_FIELDS.some((field) => comparable(before[field]) !== comparable(after[field]));
}

function comparable(value: Date | string | boolean | null): string | number | boolean | null {
  return value instanceof Date ? value.getTime() : value;
}
