import type { ProgressStep, RunError, RunReason, RunStatus } from '../ledger/run-vocabulary.js';
import type { ClaimedRun } from './claimed-run.js';

/** How a run ended, before it is written. */
export interface RunOutcome {
  status: Extract<RunStatus, 'succeeded' | 'warned' | 'failed' | 'timed_out' | 'canceled'>;
  reason: RunReason | null;
  error: RunError | null;
  progress: ProgressStep[];
  data: Record<string, unknown> | null;
  /** Wall time of the whole run in this process, in milliseconds. */
  durationMs: number;
}

/** The attempt that follows, if any. */
export interface FollowUp {
  attempt: number;
  delayMs: number;
}

/** A run with its outcome, ready for the ledger. */
export interface FinishedRun {
  claimed: ClaimedRun;
  ownerId: string;
  outcome: RunOutcome;
  followUp: FollowUp | null;
}
