import type { JobPolicies } from '../jobs/job-policies.js';

/** What of the job already runs or waits. A run that waits for its retry counts as running. */
export interface Busy {
  /** A run that people asked for: by hand, a replay, a backfill. */
  manual: boolean;
  scheduled: boolean;
  /** Occurrences that wait for their turn. */
  waiting: boolean;
}

/** What becomes of runs that are due, given what is busy. */
export type Placement =
  /** The first starts, the others wait behind it. */
  | { kind: 'start'; shared: boolean }
  /** All wait; what waits already may give way, and what runs may be canceled. */
  | { kind: 'wait'; replaceWaiting: boolean; cancelRunning: boolean }
  | { kind: 'skip' };

/** The overlap policy. Caught-up runs go one after another and are exempt from it. @param count how many are due, at least 1 */
export function placeRuns(
  overlap: JobPolicies['overlap'],
  busy: Busy,
  { count, isCaughtUp }: { count: number; isCaughtUp: boolean },
): Placement {
  // Several go one after another even if they may run beside others.
  const shared = overlap === 'allow' && count === 1;
  if (shared || (!busy.manual && !busy.scheduled && !busy.waiting)) return { kind: 'start', shared };
  if (busy.manual || count > 1 || isCaughtUp)
    return { kind: 'wait', replaceWaiting: busy.manual && !busy.scheduled && count === 1, cancelRunning: false };
  if (overlap === 'cancel') return { kind: 'wait', replaceWaiting: true, cancelRunning: true };
  if (overlap === 'queue' && !busy.waiting) return { kind: 'wait', replaceWaiting: false, cancelRunning: false };
  return { kind: 'skip' };
}
