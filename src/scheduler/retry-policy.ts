import type { JobPolicies } from '../jobs/job-policies.js';
import type { ClaimedRun } from './claimed-run.js';
import type { FollowUp, RunOutcome } from './run-outcome.js';

const MAX_DELAY_MS = 24 * 60 * 60 * 1000;

/** What decides whether a run is followed by another attempt. */
export interface RetryQuestion {
  claimed: ClaimedRun;
  outcome: Pick<RunOutcome, 'status' | 'reason'>;
  policies: JobPolicies;
  permanent: boolean;
  /** From 0 to 1; spreads retries of jobs that failed together. */
  random: number;
}

/**
 * Exponential backoff with jitter: half to all of retryDelay · 2^(failures − 1). An interrupted run goes back at once as
 * the same attempt, unless it must not repeat (`retryLost` false). Manual runs and replays are not repeated. Attempts lost with a node do not count against maxAttempts.
 */
export function followUpOf({ claimed, outcome, policies, permanent, random }: RetryQuestion): FollowUp | null {
  if (claimed.scheduledFor === null || claimed.trigger === 'replay') return null;
  if (outcome.reason === 'node_stopped') return policies.retryLost ? { attempt: claimed.attempt, delayMs: 0 } : null;
  const failed = outcome.status === 'failed' || outcome.status === 'timed_out';
  const failures = claimed.attempt - claimed.lostCount;
  if (!failed || permanent || failures >= policies.maxAttempts) return null;
  const ceiling = Math.min(policies.retryDelayMs * 2 ** (failures - 1), MAX_DELAY_MS);
  return { attempt: claimed.attempt + 1, delayMs: Math.round(ceiling * (0.5 + random / 2)) };
}
