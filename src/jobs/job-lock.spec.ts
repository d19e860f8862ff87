import { describe, expect, it } from 'vitest';
import type { Caller } from '../auth/caller.js';
import { lockDate } from './job-lock.js';

const caller = (superuser: boolean): Caller => ({ superuser }) as Caller;
const present = new Date('2026-01-01T00:00:00Z');

describe('lockDate', () => {
  it('keeps the present lock when the body says nothing of it, or the same', () => {
    for (const superuser of [true, false]) {
      expect(lockDate({}, caller(superuser), present)).toBe(present);
      expect(lockDate({ lockedAt: '2026-01-01T01:00:00+01:00' }, caller(superuser), present)).toBe(present);
      expect(lockDate({ lockedAt: null }, caller(superuser), null)).toBeNull();
    }
  });

  it('is changed by superusers only', () => {
    expect(lockDate({ lockedAt: null }, caller(true), present)).toBeNull();
    expect(lockDate({ lockedAt: '2026-02-01' }, caller(true), null)).toEqual(new Date('2026-02-01T00:00:00Z'));
    for (const lockedAt of [null, '2026-02-01'])
      expect(() => lockDate({ lockedAt }, caller(false), present)).toThrow(/superuser/);
  });
});
