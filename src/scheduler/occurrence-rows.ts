import type { JobPolicies } from '../jobs/job-policies.js';
import type { RunReason, RunStatus, RunTrigger } from '../ledger/run-vocabulary.js';
import type { IntervalType } from '../schedules/schedule.js';

/** What a job's coming occurrences depend on, in one snapshot with what is recorded. */
export interface OccurrencePlanRow {
  id: string;
  enabled: boolean;
  editingId: string | null;
  interval: string | null;
  intervalType: IntervalType | null;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  createdAt: Date;
  policies: Partial<JobPolicies>;
  lockedAt: Date | null;
  pausedAt: Date | null;
  pauseReason: string | null;
  dueAt: Date | null;
  occurrenceAt: Date | null;
  lastClaimedFor: Date | null;
  /** A living node runs jobs of its queue. */
  isServed: boolean;
  /** When all jobs were paused, if they are. */
  allPausedAt: Date | null;
  /** The database's clock. */
  now: Date;
}

/** A due instant whose fate is known, or whose run waits or runs. */
export interface OccurrenceRow {
  id: string;
  /** The instant; the first one of a range. */
  at: Date;
  status: RunStatus;
  reason: RunReason | null;
  trigger: RunTrigger;
  idempotencyKey: string | null;
  /** When a run that waits may start. */
  notBefore: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  rangeTo: Date | null;
  rangeCount: number | null;
}

/** From `from` on, before `to`. */
export interface Period {
  from: Date;
  to: Date;
}
