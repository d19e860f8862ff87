import type { PlannedStart, ScheduledJob, StoredStart } from '../jobs/job-schedules.js';
import { dueOccurrence, nextDue, scheduleSpecOf } from '../jobs/job-schedules.js';
import type { IntervalType, ScheduleSpec } from '../schedules/schedule.js';
import { compileSchedule, occurrenceSource } from '../schedules/schedule.js';
import { firstInstantUnderPresentRules } from '../schedules/zones/zone-rules.js';
import type { ZonePlan } from './zone-plans.js';

/** A row of `job_schedules` that is due some day. */
export interface PlannedJob extends StoredStart {
  jobId: string;
  intervalType: IntervalType | null;
  interval: string | null;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  anchor: Date;
}

/** Where a job's next start moves; null: it has none any more. */
export type Move = { to: PlannedStart | null };

/**
 * Whether the present rules of its zone put a job's next occurrence elsewhere. What is due already stays: its claim deals
 * with it. No instant that was ever claimed comes back.
 *
 * A fixed time of day keeps its date: the pending occurrence moves to where its time of day lies now. If that is in the
 * past, it is due at once, not lost; if today's ran already, today has no second one. What follows real time is counted
 * from now. Throws ScheduleError when the schedule can't be computed.
 */
export function moveOf(job: PlannedJob, plan: ZonePlan, now: Date): Move | undefined {
  const occurrence = dueOccurrence(job);
  if (!occurrence || occurrence <= now) return undefined;
  const to = startUnderPresentRules({ job, occurrence, now }, plan);
  return to?.occurrenceAt.getTime() === occurrence.getTime() ? undefined : { to };
}

interface Pending {
  job: PlannedJob;
  occurrence: Date;
  now: Date;
}

function startUnderPresentRules(pending: Pending, plan: ZonePlan): PlannedStart | null {
  const { job, occurrence, now } = pending;
  const fields = scheduledJob(job);
  const asPlanned = { occurrenceAt: occurrence, dueAt: job.dueAt! };
  const spec = scheduleSpecOf(fields);
  if (!spec) return asPlanned;
  const isFixed = occurrenceSource(spec).hasFixedWallTimes;
  // Which rules it was planned by is not known: it may come earlier, and stays if the present ones know it.
  if (plan.kind === 'watched') {
    const first = nextDue(fields, isFixed ? afterLastClaim(pending, plan) : now, job.lastClaimedFor);
    if (first && first.occurrenceAt < occurrence) return first;
    if (isOccurrence(spec, occurrence)) return asPlanned;
  }
  if (occurrence.getTime() < plan.differsFromMs) return asPlanned;
  if (!isFixed || occurrence.getTime() >= plan.coversUntilMs) return nextDue(fields, now, job.lastClaimedFor);
  const fromMs = firstInstantUnderPresentRules(plan.previousRules, job.timezone, occurrence.getTime()) - 1;
  return nextDue(fields, new Date(fromMs), job.lastClaimedFor);
}

/** The time of day that was claimed last has run, also if the present rules put it somewhat later. */
function afterLastClaim({ job, now }: Pending, plan: ZonePlan): Date {
  const lastMs = job.lastClaimedFor?.getTime() ?? 0;
  if (lastMs < plan.differsFromMs) return now;
  return new Date(Math.max(now.getTime(), firstInstantUnderPresentRules(plan.previousRules, job.timezone, lastMs)));
}

function isOccurrence(spec: ScheduleSpec, at: Date): boolean {
  return compileSchedule(spec).next(at.getTime() - 1) === at.getTime();
}

/** Only what is enabled and no draft is ever due. */
function scheduledJob({ jobId, anchor, policies, ...rest }: PlannedJob): ScheduledJob {
  return { ...rest, id: jobId, createdAt: anchor, policies: policies ?? {}, enabled: true, editingId: null };
}
