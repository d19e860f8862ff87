import { dueOccurrence, scheduleSpecOf } from '../jobs/job-schedules.js';
import { effectivePolicies } from '../jobs/job-policies.js';
import { notServed } from '../ledger/served-queues.js';
import { compileBlackouts } from '../schedules/blackouts.js';
import type { IsBlackedOut } from '../schedules/blackouts.js';
import { occurrencesBetween } from '../schedules/occurrences.js';
import { compileSchedule } from '../schedules/schedule.js';
import type { Schedule, ScheduleSpec } from '../schedules/schedule.js';
import { ScheduleError } from '../schedules/schedule.errors.js';
import { startOf } from '../schedules/starts.js';
import type { OccurrencePlanRow, Period } from './occurrence-rows.js';

/** An occurrence that nobody has claimed yet. */
export interface PlannedOccurrence {
  atMs: number;
  startMs: number;
  /** It will not run, and be recorded as skipped for that reason. */
  isBlackedOut: boolean;
}

/** What of a job's schedule is not claimed yet: what has fallen due, and what comes. */
export interface ComingOccurrences {
  /** The schedule that made them, if it can be computed. */
  spec: ScheduleSpec | undefined;
  /** At most so many of a period, oldest first. */
  in(period: Period, limit: number): number[];
  describe(atMs: number): PlannedOccurrence;
  /** Why there are none, and what keeps the job from starting. */
  warnings: string[];
}

/** Of a job that does not start by itself (a draft, disabled, paused, locked) nothing comes, and the warnings say why. */
export function comingOccurrences(row: OccurrencePlanRow): ComingOccurrences {
  try {
    const spec = scheduleSpecOf(row);
    const schedule = spec && compileSchedule(spec);
    const isBlackedOut = compileBlackouts(effectivePolicies(row.policies).blackouts, row.timezone);
    const obstacle = obstacleOf(row, schedule);
    const first = obstacle === undefined ? (dueOccurrence(row)?.getTime() ?? null) : null;
    return {
      spec,
      in: (period, limit) => (first === null ? [] : instantsIn(schedule, first, period, limit)),
      describe: (atMs) => planned(row, { schedule, first, isBlackedOut }, atMs),
      warnings: obstacle === undefined ? hindrances(row) : [obstacle],
    };
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    const warnings = [`Its schedule can't be computed: ${error.message}.`];
    const describe = (atMs: number) => ({ atMs, startMs: atMs, isBlackedOut: false });
    return { spec: undefined, in: () => [], describe, warnings };
  }
}

/** `first` is stored, and stands also if the schedule would not say so. */
function instantsIn(schedule: Schedule | undefined, first: number, { from, to }: Period, limit: number): number[] {
  const fromMs = from.getTime();
  const toMs = to.getTime() - 1;
  const isFirstIn = first >= fromMs && first <= toMs;
  const after = Math.max(first, fromMs - 1);
  const rest = schedule ? occurrencesBetween(schedule, after, toMs, limit - (isFirstIn ? 1 : 0)) : [];
  return isFirstIn ? [first, ...rest] : [...rest];
}

interface Plan {
  schedule: Schedule | undefined;
  first: number | null;
  isBlackedOut: IsBlackedOut;
}

function planned(row: OccurrencePlanRow, { schedule, first, isBlackedOut }: Plan, atMs: number): PlannedOccurrence {
  const { jitterMs } = effectivePolicies(row.policies);
  const startMs = atMs === first ? row.dueAt!.getTime() : startOf(schedule, atMs, { jobId: row.id, jitterMs });
  return { atMs, startMs, isBlackedOut: isBlackedOut(atMs) };
}

function obstacleOf(row: OccurrencePlanRow, schedule: Schedule | undefined): string | undefined {
  if (row.editingId !== null) return 'This is a draft: it is never scheduled.';
  if (!schedule) return 'The job has no interval: it runs only by hand.';
  if (!row.enabled) return 'The job is disabled: nothing is planned until it is enabled.';
  if (row.lockedAt) return `A superuser locked the job at ${row.lockedAt.toISOString()}: what falls due is skipped.`;
  if (row.pausedAt)
    return `The job is paused since ${row.pausedAt.toISOString()}${row.pauseReason ? ` (${row.pauseReason})` : ''}: what falls due is skipped.`;
  if (!row.dueAt) return 'Its schedule has no further occurrence.';
  return undefined;
}

function hindrances({ allPausedAt, isServed, policies }: OccurrencePlanRow): string[] {
  const warnings: string[] = [];
  if (allPausedAt)
    warnings.push(
      `All jobs are paused since ${allPausedAt.toISOString()}: nothing starts until a superuser resumes them.`,
    );
  if (!isServed) warnings.push(notServed(effectivePolicies(policies).queue));
  return warnings;
}
