import type { NonRun } from '../ledger/ledger.repository.js';
import { nonRunRows } from '../ledger/non-runs.js';
import type { RunReason, RunTrigger } from '../ledger/run-vocabulary.js';
import { effectivePolicies } from '../jobs/job-policies.js';
import type { JobPolicies } from '../jobs/job-policies.js';
import { compileSchedule } from '../schedules/schedule.js';
import type { IntervalType, Schedule } from '../schedules/schedule.js';

/** A schedule that is due, locked by the claim. */
export interface DueSchedule {
  jobId: string;
  dueAt: Date;
  queue: string;
  priority: number;
  type: string;
  intervalType: IntervalType | null;
  interval: string | null;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  anchor: Date;
  locked: boolean;
  policies: Partial<JobPolicies> | null;
}

/** What of the job already runs or waits. A run that waits for its retry counts as running. */
export interface Busy {
  manual: boolean;
  scheduled: boolean;
  /** Occurrences that wait for their turn. */
  waiting: boolean;
}

/** An occurrence that gets a run. */
export interface PlannedRun {
  scheduledFor: Date;
  trigger: Extract<RunTrigger, 'schedule' | 'catchup'>;
}

/** What a claim does with one due schedule. Every due instant is in exactly one of start, wait and nonRuns. */
export interface ClaimPlan {
  /** The next occurrence after now. */
  dueAt: Date | null;
  /** The newest occurrence that this plan disposes of. */
  lastClaimedFor: Date;
  start?: PlannedRun;
  /** Start beside other runs of the job. */
  shared: boolean;
  /** Runs that wait for those before them, oldest first. */
  wait: PlannedRun[];
  /** What waits already is dropped in favour of `wait`. */
  replaceWaiting: boolean;
  cancelRunning: boolean;
  nonRuns: NonRun[];
}

/** Up to this late an occurrence is on time, not missed. */
const ON_TIME_MS = 60_000;

/** Decides what becomes of every instant that has fallen due, up to `nowMs` of the database's clock. Pure. */
export function planClaim(due: DueSchedule, nowMs: number, busy: Busy): ClaimPlan {
  const policies = effectivePolicies(due.policies ?? {});
  const schedule = scheduleOf(due);
  const occurrences = dueOccurrences(due, schedule, nowMs);
  const newest = occurrences.at(-1)!;
  const next = schedule?.next(Math.max(nowMs, newest)) ?? null;
  const plan: ClaimPlan = {
    dueAt: next === null ? null : new Date(next),
    lastClaimedFor: new Date(newest),
    shared: false,
    wait: [],
    replaceWaiting: false,
    cancelRunning: false,
    nonRuns: [],
  };
  const drop = (instants: number[], status: NonRun['status'], reason: RunReason): void => {
    for (const row of nonRunRows(instants, policies.catchUpLimit))
      plan.nonRuns.push({ ...row, jobId: due.jobId, status, reason, trigger: 'schedule' });
  };
  if (due.locked) drop(occurrences, 'skipped', 'locked');
  else {
    const chosen = chooseToRun(occurrences, nowMs, policies);
    drop(chosen.missed, 'missed', 'outside_window');
    drop(chosen.coalesced, 'coalesced', 'coalesced');
    place(plan, chosen.run, { policies, busy, nowMs, drop });
  }
  return plan;
}

/** For a schedule that can't be computed any more (its expression or zone was valid once): it stops, with a record. */
export function planOfInvalid(due: DueSchedule): ClaimPlan {
  const [row] = nonRunRows([due.dueAt.getTime()], 1);
  return {
    dueAt: null,
    lastClaimedFor: due.dueAt,
    shared: false,
    wait: [],
    replaceWaiting: false,
    cancelRunning: false,
    nonRuns: [{ ...row!, jobId: due.jobId, status: 'skipped', reason: 'invalid_schedule', trigger: 'schedule' }],
  };
}

function scheduleOf(due: DueSchedule): Schedule | undefined {
  if (!due.intervalType) return undefined;
  return compileSchedule({ ...due, intervalType: due.intervalType });
}

/** From the stored due instant to now, oldest first. */
function dueOccurrences(due: DueSchedule, schedule: Schedule | undefined, nowMs: number): number[] {
  const occurrences = [due.dueAt.getTime()];
  for (let at = schedule?.next(occurrences[0]!) ?? null; at !== null && at <= nowMs; at = schedule?.next(at) ?? null)
    occurrences.push(at);
  return occurrences;
}

interface Choice {
  run: number[];
  coalesced: number[];
  missed: number[];
}

/** Catch-up: which of the due instants get a run. */
function chooseToRun(occurrences: number[], nowMs: number, policies: JobPolicies): Choice {
  const oldest = nowMs - Math.max(policies.catchUpWindowMs, ON_TIME_MS);
  const missed = occurrences.filter((at) => at < oldest);
  const inWindow = occurrences.filter((at) => at >= oldest);
  if (policies.catchUp === 'all') {
    const run = inWindow.slice(-policies.catchUpLimit);
    return { run, coalesced: [], missed: [...missed, ...inWindow.slice(0, inWindow.length - run.length)] };
  }
  const runnable = policies.catchUp === 'none' ? inWindow.filter((at) => at >= nowMs - ON_TIME_MS) : inWindow;
  return {
    run: runnable.slice(-1),
    coalesced: runnable.slice(0, -1),
    missed: [...missed, ...inWindow.slice(0, inWindow.length - runnable.length)],
  };
}

interface Placement {
  policies: JobPolicies;
  busy: Busy;
  nowMs: number;
  drop: (instants: number[], status: NonRun['status'], reason: RunReason) => void;
}

/** Overlap: start now, wait, or skip. Caught-up runs go one after another and are exempt from the overlap rule. */
function place(plan: ClaimPlan, run: number[], { policies, busy, nowMs, drop }: Placement): void {
  const planned = run.map((at): PlannedRun => ({
    scheduledFor: new Date(at),
    trigger: nowMs - at > ON_TIME_MS ? 'catchup' : 'schedule',
  }));
  const [first, ...rest] = planned;
  if (!first) return;
  // Several go one after another even if they may run beside others.
  plan.shared = policies.overlap === 'allow' && rest.length === 0;
  if (plan.shared || (!busy.manual && !busy.scheduled && !busy.waiting)) {
    plan.start = first;
    plan.wait = rest;
  } else if (busy.manual || rest.length > 0 || first.trigger === 'catchup') {
    plan.wait = planned;
    plan.replaceWaiting = busy.manual && !busy.scheduled && rest.length === 0;
  } else if (policies.overlap === 'cancel') {
    plan.wait = planned;
    plan.replaceWaiting = true;
    plan.cancelRunning = true;
  } else if (policies.overlap === 'queue' && !busy.waiting) plan.wait = planned;
  else drop(run, 'skipped', 'overlap');
}
