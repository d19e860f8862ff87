import { describe, expect, it } from 'vitest';
import type { ActionCondition } from '../actions/action-condition.js';
import { isDue } from './run-action-conditions.js';

const due = (
  condition: ActionCondition,
  status: 'succeeded' | 'warned' | 'failed' | 'timed_out' | 'canceled',
  { before = 0, after = null }: { before?: number; after?: number | null } = {},
): boolean => isDue({ condition, afterFailures: after }, status, before);

describe('an action', () => {
  it('always follows a run that came to its own end', () => {
    for (const status of ['succeeded', 'warned', 'failed', 'timed_out'] as const)
      expect(due('always', status)).toBe(true);
  });

  it('follows nothing that was canceled', () => {
    for (const condition of ['always', 'onSuccess', 'onFailure', 'onRecovery'] as const)
      expect(due(condition, 'canceled', { before: 2 })).toBe(false);
  });

  it('takes a warned run for a success and a timeout for a failure', () => {
    expect([due('onSuccess', 'succeeded'), due('onSuccess', 'warned')]).toEqual([true, true]);
    expect([due('onSuccess', 'failed'), due('onSuccess', 'timed_out')]).toEqual([false, false]);
    expect([due('onFailure', 'failed'), due('onFailure', 'timed_out')]).toEqual([true, true]);
    expect([due('onFailure', 'succeeded'), due('onFailure', 'warned')]).toEqual([false, false]);
  });

  it('follows exactly the failure with its number', () => {
    const fires = [0, 1, 2, 3, 4].filter((before) => due('onFailure', 'failed', { before, after: 3 }));
    expect(fires).toEqual([2]);
  });

  it('recovers only what had failed', () => {
    expect(due('onRecovery', 'succeeded')).toBe(false);
    expect(due('onRecovery', 'succeeded', { before: 1 })).toBe(true);
    expect(due('onRecovery', 'failed', { before: 1 })).toBe(false);
  });

  it('never follows a run that came late', () => {
    expect(due('onOverdue', 'succeeded')).toBe(false);
    expect(due('onOverdue', 'failed', { before: 1 })).toBe(false);
  });
});
