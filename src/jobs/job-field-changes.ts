import { DomainError } from '../errors/domain-error.js';
import { parseDateInput } from '../schedules/dates.js';
import { compileBlackouts } from '../schedules/blackouts.js';
import { compileSchedule, inferIntervalType } from '../schedules/schedule.js';
import { isSame } from './job-content-diff.js';
import type { JobFieldsDto } from './job-fields.dto.js';
import { DEFAULT_POLICIES } from './job-policies.js';
import type { JobPolicies } from './job-policies.js';
import { scheduleOf } from './job-schedules.js';
import type { JobRecord } from './jobs.repository.js';

/**
 * A job with the given fields written over it; what is not given stays, null clears. `data`, `name` and `lockedAt` are
 * the callers' business. @throws ScheduleError when the schedule that results is impossible
 */
export function withFields(job: JobRecord, fields: JobFieldsDto): JobRecord {
  const next: JobRecord = { ...job, policies: withPolicies(job.policies, fields) };
  if (fields.description !== undefined) next.description = fields.description;
  if (fields.notes !== undefined) next.notes = fields.notes;
  if (fields.enabled !== undefined) next.enabled = fields.enabled;
  if (fields.timezone !== undefined) next.timezone = fields.timezone;
  if (fields.interval !== undefined) next.interval = fields.interval;
  next.intervalType = intervalTypeOf(next, fields);
  if (fields.startOn !== undefined) next.startOn = dateOf(fields.startOn, next.timezone, 'start');
  if (fields.endOn !== undefined) next.endOn = dateOf(fields.endOn, next.timezone, 'end');
  refuseImpossibleBounds(next);
  refuseTypeWithoutInterval(next, fields);
  scheduleOf(next);
  compileBlackouts(next.policies.blackouts ?? [], next.timezone);
  return next;
}

/** As given; else, or when null beside an interval (a GET of a job without one, filled in and sent back), inferred. */
function intervalTypeOf({ interval, intervalType }: JobRecord, fields: JobFieldsDto): JobRecord['intervalType'] {
  if (fields.intervalType) return fields.intervalType;
  const isAsked = fields.intervalType === null || typeof fields.interval === 'string';
  if (isAsked) return interval === null ? null : inferIntervalType(interval);
  return fields.interval === null && intervalType !== 'once' ? null : intervalType;
}

function dateOf(text: string | null, timezone: string, edge: 'start' | 'end'): Date | null {
  return text === null ? null : parseDateInput(text, timezone, edge);
}

/** Zone and dates are checked for jobs without an interval too: they would be in the way of the interval that comes later. */
function refuseImpossibleBounds({ timezone, startOn, endOn, createdAt }: JobRecord): void {
  compileSchedule({ intervalType: 'once', interval: null, timezone, startOn, endOn, anchor: createdAt });
}

function refuseTypeWithoutInterval(job: JobRecord, fields: JobFieldsDto): void {
  if (!fields.intervalType || fields.intervalType === 'once' || job.interval) return;
  throw new DomainError(
    'impossible',
    'INVALID_INTERVAL',
    `intervalType "${fields.intervalType}" needs an interval, such as ${fields.intervalType === 'cron' ? '"0 9 * * *"' : '"30 minutes"'}.`,
    [{ path: 'interval', message: 'is missing' }],
  );
}

/** Only what differs from the defaults is kept. */
function withPolicies(present: Partial<JobPolicies>, fields: JobFieldsDto): Partial<JobPolicies> {
  const given = Object.keys(DEFAULT_POLICIES)
    .filter((name) => (fields as Record<string, unknown>)[name] !== undefined)
    .map((name) => [name, (fields as Record<string, unknown>)[name]] as const);
  const merged: Record<string, unknown> = { ...present, ...Object.fromEntries(given) };
  const defaults = DEFAULT_POLICIES as unknown as Record<string, unknown>;
  return Object.fromEntries(Object.entries(merged).filter(([name, value]) => !isSame(value, defaults[name])));
}
