import type { JobPolicies } from '../jobs/job-policies.js';
import { dueOccurrence } from '../jobs/job-schedules.js';
import { compileBlackouts } from '../schedules/blackouts.js';
import { countOccurrences } from '../schedules/counting/count-occurrences.js';
import { OccurrenceSpan } from '../schedules/occurrence-span.js';
import { compileSchedule } from '../schedules/schedule.js';
import type { Schedule } from '../schedules/schedule.js';
import { nextStart, startOf } from '../schedules/starts.js';
import type { Jitter, Start } from '../schedules/starts.js';
import type { DueSchedule } from './claim-plan.js';

/** Of so many due instants of a job each is compared with its blackouts; what is older is too late to run anyway. */
const MAX_COMPARED = 50_000;

/** What has fallen due of a schedule. */
export interface DueInstants {
  /** All of them. */
  all: OccurrenceSpan;
  /** Those that may run. */
  allowed: OccurrenceSpan | undefined;
  /** Those that lie in a blackout. */
  blackedOut: OccurrenceSpan | undefined;
  /** Older ones of which nobody looks whether they lie in a blackout. */
  tooMany: OccurrenceSpan | undefined;
  newestMs: number;
  /** What comes after them. */
  next: Start | null;
  /** When the run of an occurrence should start. */
  startOf: (occurrenceMs: number) => number;
}

/** From the stored due instant to `nowMs` of the database's clock. @throws ScheduleError when the schedule can't be computed */
export function dueInstants(due: DueSchedule, policies: JobPolicies, nowMs: number): DueInstants {
  const spec = due.intervalType ? { ...due, intervalType: due.intervalType } : undefined;
  const schedule = spec && compileSchedule(spec);
  const jitter = { jobId: due.jobId, jitterMs: policies.jitterMs };
  const first = dueOccurrence(due)!.getTime();
  const newestMs = newestStarted(schedule, first, { nowMs, jitter });
  const all = new OccurrenceSpan(schedule, first, newestMs, spec && ((from, to) => countOccurrences(spec, from, to)));
  return {
    all,
    ...withoutBlackouts(all, policies, due.timezone),
    newestMs,
    next: schedule ? nextStart(schedule, newestMs, jitter) : null,
    startOf: (occurrenceMs) => startOf(schedule, occurrenceMs, jitter),
  };
}

/** The newest occurrence whose start has come. The first one's has: that is why it was claimed. */
function newestStarted(
  schedule: Schedule | undefined,
  first: number,
  { nowMs, jitter }: { nowMs: number; jitter: Jitter },
): number {
  const [older, newest] = new OccurrenceSpan(schedule, first, Math.max(first, nowMs)).newest(2);
  if (newest === undefined) return older!;
  return startOf(schedule, newest, jitter) <= nowMs ? newest : older!;
}

function withoutBlackouts(
  all: OccurrenceSpan,
  { blackouts }: JobPolicies,
  timezone: string,
): Pick<DueInstants, 'allowed' | 'blackedOut' | 'tooMany'> {
  if (blackouts.length === 0) return { allowed: all, blackedOut: undefined, tooMany: undefined };
  const isBlackedOut = compileBlackouts(blackouts, timezone);
  const compared = all.newest(MAX_COMPARED);
  return {
    allowed: OccurrenceSpan.of(compared.filter((at) => !isBlackedOut(at))),
    blackedOut: OccurrenceSpan.of(compared.filter(isBlackedOut)),
    tooMany: all.before(compared[0]!),
  };
}
