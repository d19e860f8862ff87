import type { ProgressStep, RunError, RunReason, RunStatus } from '../ledger/run-vocabulary.js';
import type { ProgressResult } from '../drivers/job-context.js';
import type { ClaimedRun } from './claimed-run.js';
import type { RunProgress } from './run-progress.js';
import type { AbortCause } from './running-run.js';

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
  /** Job type. */
  type: string;
  ownerId: string;
  outcome: RunOutcome;
  followUp: FollowUp | null;
}

/** The steps so far, which can be stored as they are; results that come later do not change them. */
export function recordedSteps(progress: RunProgress): ProgressStep[] {
  return progress.steps.map(({ task, result }) => (result ? { task, result } : { task }));
}

/** How a step ended that threw. */
export function endedBadly(cause: AbortCause | undefined, message: string): ProgressResult {
  if (cause === 'timed_out') return { key: 'job:status.timed_out', success: false };
  if (cause) return { key: 'job:status.canceled', success: false };
  return { key: 'job:status.failed', message, success: false };
}
