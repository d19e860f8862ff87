import type { ActionCondition } from '../actions/action-condition.js';
import type { RunOutcome } from './run-outcome.js';

/**
 * Whether an action follows a run that ended so, after that many failures in a row. Counted are runs that decide: the
 * last attempt of an occurrence, and manual runs. Canceled and lost ones neither count nor break the row.
 */
export function isDue(
  action: { condition: ActionCondition; afterFailures: number | null },
  status: RunOutcome['status'],
  failuresBefore: number,
): boolean {
  if (status === 'canceled') return false;
  const failed = status === 'failed' || status === 'timed_out';
  const due: Record<ActionCondition, boolean> = {
    always: true,
    onSuccess: !failed,
    onRecovery: !failed && failuresBefore > 0,
    onFailure: failed && (action.afterFailures === null || action.afterFailures === failuresBefore + 1),
    // Runs instead of a run, never after one.
    onOverdue: false,
  };
  return due[action.condition];
}
