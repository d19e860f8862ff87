import { describe, expect, it } from 'vitest';
import { effectivePolicies } from '../jobs/job-policies.js';
import type { JobPolicies } from '../jobs/job-policies.js';
import type { ClaimedRun } from './claimed-run.js';
import { followUpOf } from './retry-policy.js';
import type { RetryQuestion } from './retry-policy.js';

function question(
  claimed: Partial<ClaimedRun>,
  policies: Partial<JobPolicies>,
  rest: Partial<RetryQuestion> = {},
): RetryQuestion {
  return {
    claimed: { scheduledFor: new Date(), attempt: 1, lostCount: 0, ...claimed } as ClaimedRun,
    outcome: { status: 'failed', reason: null },
    policies: effectivePolicies(policies),
    permanent: false,
    random: 1,
    ...rest,
  };
}

describe('followUpOf', () => {
  it('does not repeat by default', () => {
    expect(followUpOf(question({}, {}))).toBeNull();
  });

  it('doubles the delay with each failure', () => {
    const policies = { maxAttempts: 5, retryDelayMs: 1_000 };
    const delays = [1, 2, 3, 4].map((attempt) => followUpOf(question({ attempt }, policies))?.delayMs);
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(followUpOf(question({ attempt: 5 }, policies))).toBeNull();
  });

  it('spreads retries over the second half of the delay', () => {
    expect(followUpOf(question({}, { maxAttempts: 2, retryDelayMs: 1_000 }, { random: 0 }))?.delayMs).toBe(500);
  });

  it('does not count attempts that were lost with a node', () => {
    const policies = { maxAttempts: 2, retryDelayMs: 1_000 };
    expect(followUpOf(question({ attempt: 3, lostCount: 2 }, policies))).toEqual({ attempt: 4, delayMs: 1_000 });
  });

  it('repeats neither manual runs nor permanent failures nor successes', () => {
    const policies = { maxAttempts: 3 };
    expect(followUpOf(question({ scheduledFor: null }, policies))).toBeNull();
    expect(followUpOf(question({}, policies, { permanent: true }))).toBeNull();
    expect(followUpOf(question({}, policies, { outcome: { status: 'succeeded', reason: null } }))).toBeNull();
  });

  it('lets an interrupted run go back as the same attempt', () => {
    const outcome = { status: 'canceled', reason: 'node_stopped' } as const;
    expect(followUpOf(question({ attempt: 2 }, {}, { outcome }))).toEqual({ attempt: 2, delayMs: 0 });
    expect(followUpOf(question({ attempt: 2 }, { retryLost: false }, { outcome }))).toBeNull();
  });
});
