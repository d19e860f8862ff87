import type { Blackout } from '../schedules/blackouts.js';

/** How a job behaves when things overlap, fail, come late or pile up. Durations are milliseconds. */
export interface JobPolicies {
  /** Due while a run of the job is running: drop it, let one wait, cancel the running one, or run both. */
  overlap: 'skip' | 'queue' | 'cancel' | 'allow';
  /** Occurrences missed by a downtime: run the last, all of them one after another, or none. */
  catchUp: 'last' | 'all' | 'none';
  /** How far back a missed occurrence is still caught up. */
  catchUpWindowMs: number;
  /** How many missed occurrences are caught up (and recorded one by one) at most. */
  catchUpLimit: number;
  /** Attempts per occurrence, the first included. */
  maxAttempts: number;
  /** Delay before the second attempt; doubles with each further one. */
  retryDelayMs: number;
  /** Whether an occurrence whose node died runs again. */
  retryLost: boolean;
  /** How many times at most one occurrence runs again because its node died. */
  maxLost: number;
  /** A run is aborted after this long; null: never. */
  timeoutMs: number | null;
  /** Spreads starts: each begins up to this long after its instant, the same share of it for every occurrence of the job. */
  jitterMs: number;
  /** The job is paused when so many occurrences in a row have failed; null: never. */
  pauseAfterFailures: number | null;
  /** An alert (action `onOverdue`) when an occurrence has not started so long after it should have; null: never. */
  overdueAfterMs: number | null;
  /** Among what is due and what waits, higher goes first. */
  priority: number;
  /** The worker pool whose nodes may run it. */
  queue: string;
  /** Jobs of one owner with the same key share a limit on how many of them run at once, on all nodes together. */
  concurrencyKey: string | null;
  concurrencyLimit: number;
  /** Days and windows in the job's zone in which it does not run by itself. */
  blackouts: Blackout[];
  /** How many occurrences the history keeps; null: as long as the installation does (`RETENTION_DAYS`). */
  keepRuns: number | null;
}

export const DEFAULT_POLICIES: JobPolicies = {
  overlap: 'skip',
  catchUp: 'last',
  catchUpWindowMs: 24 * 60 * 60 * 1000,
  catchUpLimit: 100,
  maxAttempts: 1,
  retryDelayMs: 30_000,
  retryLost: true,
  maxLost: 3,
  timeoutMs: null,
  jitterMs: 0,
  pauseAfterFailures: null,
  overdueAfterMs: 300_000,
  priority: 0,
  queue: 'default',
  concurrencyKey: null,
  concurrencyLimit: 1,
  blackouts: [],
  keepRuns: null,
};

/** The policies of a job with every default filled in. */
export function effectivePolicies(policies: Partial<JobPolicies>): JobPolicies {
  return { ...DEFAULT_POLICIES, ...policies };
}
