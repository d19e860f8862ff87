import { effectivePolicies } from '../jobs/job-policies.js';
import type { JobPolicies } from '../jobs/job-policies.js';
import { dueOccurrence } from '../jobs/job-schedules.js';
import type { NonRun } from '../ledger/ledger.repository.js';
import { nonRunRows, single } from '../ledger/non-runs.js';
import type { RunReason, RunTrigger } from '../ledger/run-vocabulary.js';
import { OccurrenceSpan } from '../schedules/occurrence-span.js';
import { compileSchedule } from '../schedules/schedule.js';
import type { IntervalType } from '../schedules/schedule.js';
import { ON_TIME_MS, chooseToRun } from './catch-up.js';
import { dueInstants } from './due-instants.js';
import type { DueInstants } from './due-instants.js';
import { placeRuns } from './overlap.js';
import type { Busy } from './overlap.js';

/** A schedule that is due, locked by the claim. */
export interface DueSchedule {
  jobId: string;
  dueAt: Date;
  occurrenceAt: Date | null;
  lastClaimedFor: Date | null;
  queue: string;
  priority: number;
  type: string;
  intervalType: IntervalType | null;
  interval: string | null;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  anchor: Date;
  /** Not null: its runs start only under the lock of these keys. */
  concurrencyKeys: string[] | null;
  locked: boolean;
  paused: boolean;
  policies: Partial<JobPolicies> | null;
}

/** An occurrence that gets a run. */
export interface PlannedRun {
  scheduledFor: Date;
  trigger: Extract<RunTrigger, 'schedule' | 'catchup'>;
}

/** What a claim does with one due schedule. Every due instant is in exactly one of start, wait and nonRuns. */
export interface ClaimPlan {
  /** When the next occurrence starts. */
  dueAt: Date | null;
  /** That occurrence. */
  occurrenceAt: Date | null;
  /** The newest occurrence that this plan disposes of. */
  lastClaimedFor: Date;
  start: PlannedRun | undefined;
  /** Start beside other runs of the job. */
  shared: boolean;
  /** Runs that wait for those before them, oldest first. */
  wait: PlannedRun[];
  /** What waits already is dropped in favour of `wait`. */
  replaceWaiting: boolean;
  cancelRunning: boolean;
  nonRuns: NonRun[];
}

type Drop = (instants: OccurrenceSpan | undefined, status: NonRun['status'], reason: RunReason) => void;

/** Decides what becomes of every instant that has fallen due, up to `nowMs` of the database's clock. Pure. */
export function planClaim(due: DueSchedule, nowMs: number, busy: Busy): ClaimPlan {
  const policies = effectivePolicies(due.policies ?? {});
  return planOnTime(due, policies, { nowMs, busy }) ?? planInFull(due, policies, { nowMs, busy });
}

/**
 * For a schedule that falls due in a moment: what will be done then, if that is clear by now (it runs, and nothing is in its
 * way). Undefined: wait until it is due. Pure.
 */
export function planAhead(due: DueSchedule, nowMs: number, busy: Busy): ClaimPlan | undefined {
  return due.concurrencyKeys ? undefined : planOnTime(due, effectivePolicies(due.policies ?? {}), { nowMs, busy });
}

type Moment = Pick<Circumstances, 'nowMs' | 'busy'>;

/** The plan of nearly every claim, decided at a fraction of the cost: one instant, just due, of a job that is free. */
function planOnTime(due: DueSchedule, policies: JobPolicies, { nowMs, busy }: Moment): ClaimPlan | undefined {
  const isHeld = due.locked || due.paused || policies.blackouts.length > 0;
  if (isHeld || policies.jitterMs > 0 || busy.manual || busy.scheduled || busy.waiting) return undefined;
  const at = dueOccurrence(due)!;
  if (nowMs - at.getTime() > ON_TIME_MS) return undefined;
  const nextMs = due.intervalType && compileSchedule({ ...due, intervalType: due.intervalType }).next(at.getTime());
  if (nextMs !== null && nextMs <= nowMs) return undefined;
  const plan = idlePlan(at);
  if (nextMs !== null) plan.dueAt = plan.occurrenceAt = new Date(nextMs);
  plan.start = { scheduledFor: at, trigger: 'schedule' };
  plan.shared = policies.overlap === 'allow';
  return plan;
}

/** The same, whatever has happened. */
export function planInFull(due: DueSchedule, policies: JobPolicies, { nowMs, busy }: Moment): ClaimPlan {
  const instants = dueInstants(due, policies, nowMs);
  const { next } = instants;
  const plan: ClaimPlan = {
    ...idlePlan(new Date(instants.newestMs)),
    dueAt: next && new Date(next.startMs),
    occurrenceAt: next && new Date(next.occurrenceMs),
  };
  const drop: Drop = (span, status, reason) => {
    for (const row of span ? nonRunRows(span, policies.catchUpLimit) : [])
      plan.nonRuns.push({ ...row, jobId: due.jobId, status, reason, trigger: 'schedule' });
  };
  if (due.locked) drop(instants.all, 'skipped', 'locked');
  else if (due.paused) drop(instants.all, 'skipped', 'paused');
  else dispose(plan, instants, { policies, busy, nowMs, drop });
  return plan;
}

/** For a schedule that can't be computed any more (its expression or zone was valid once): it stops, with a record. */
export function planOfInvalid(due: DueSchedule): ClaimPlan {
  const row = { ...single(due.dueAt.getTime()), jobId: due.jobId };
  return {
    ...idlePlan(due.dueAt),
    nonRuns: [{ ...row, status: 'skipped', reason: 'invalid_schedule', trigger: 'schedule' }],
  };
}

function idlePlan(lastClaimedFor: Date): ClaimPlan {
  return {
    dueAt: null,
    occurrenceAt: null,
    lastClaimedFor,
    start: undefined,
    shared: false,
    wait: [],
    replaceWaiting: false,
    cancelRunning: false,
    nonRuns: [],
  };
}

interface Circumstances {
  policies: JobPolicies;
  busy: Busy;
  nowMs: number;
  drop: Drop;
}

/** Blackouts first: what lies in one stands for nothing. Then catch-up, then overlap. */
function dispose(plan: ClaimPlan, instants: DueInstants, { policies, busy, nowMs, drop }: Circumstances): void {
  const { allowed, blackedOut, tooMany, startOf } = instants;
  drop(tooMany, 'missed', 'outside_window');
  drop(blackedOut, 'skipped', 'blackout');
  if (!allowed) return;
  const chosen = chooseToRun(allowed, policies, { nowMs, startOf });
  for (const span of chosen.missed) drop(span, 'missed', 'outside_window');
  drop(chosen.coalesced, 'coalesced', 'coalesced');
  const runs = chosen.run.map((at): PlannedRun => ({
    scheduledFor: new Date(at),
    trigger: nowMs - startOf(at) > ON_TIME_MS ? 'catchup' : 'schedule',
  }));
  const [first, ...rest] = runs;
  if (!first) return;
  const placement = placeRuns(policies.overlap, busy, {
    count: runs.length,
    isCaughtUp: first.trigger === 'catchup',
  });
  if (placement.kind === 'start') {
    plan.start = first;
    plan.wait = rest;
    plan.shared = placement.shared;
  } else if (placement.kind === 'wait') {
    plan.wait = runs;
    plan.replaceWaiting = placement.replaceWaiting;
    plan.cancelRunning = placement.cancelRunning;
  } else drop(OccurrenceSpan.of(chosen.run), 'skipped', 'overlap');
}
