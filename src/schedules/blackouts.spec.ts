import { describe, expect, it } from 'vitest';
import { compileBlackouts } from './blackouts.js';
import type { Blackout } from './blackouts.js';

const inBlackout = (blackout: Blackout, at: string, zone = 'Europe/Berlin'): boolean =>
  compileBlackouts([blackout], zone)(Date.parse(at));

describe('compileBlackouts', () => {
  it('takes days as they are in the zone', () => {
    expect(inBlackout({ date: '2026-12-25' }, '2026-12-24T22:59:59.999Z')).toBe(false);
    expect(inBlackout({ date: '2026-12-25' }, '2026-12-24T23:00:00Z')).toBe(true);
    expect(inBlackout({ date: '2026-12-25' }, '2026-12-25T22:59:59.999Z')).toBe(true);
    expect(inBlackout({ date: '2026-12-25' }, '2026-12-25T23:00:00Z')).toBe(false);
  });

  it('takes both ends of a span', () => {
    const holidays = { from: '2026-12-24', to: '2027-01-02' };
    const days = ['2026-12-23', '2026-12-24', '2027-01-02', '2027-01-03'];
    expect(days.map((day) => inBlackout(holidays, `${day}T12:00:00Z`))).toEqual([false, true, true, false]);
  });

  it('takes a window without its end, on the days on which it starts', () => {
    // 2026-11-21 is a Saturday.
    const weekend = { days: ['sat' as const], start: '22:00', end: '06:00' };
    const instants = ['21T20:59', '21T21:00', '22T04:59', '22T05:00', '20T22:00', '22T22:00'];
    expect(instants.map((at) => inBlackout(weekend, `2026-11-${at}:00Z`))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(inBlackout({ start: '09:00', end: '24:00' }, '2026-11-21T22:59:59Z')).toBe(true);
  });

  it('covers both passes of an hour that comes twice', () => {
    const night = { start: '02:00', end: '03:00' };
    expect(inBlackout(night, '2026-10-25T00:30:00Z')).toBe(true);
    expect(inBlackout(night, '2026-10-25T01:30:00Z')).toBe(true);
    expect(inBlackout(night, '2026-10-25T02:00:00Z')).toBe(false);
  });

  it('is any of several', () => {
    const isBlackedOut = compileBlackouts([{ date: '2026-01-01' }, { date: '2026-01-03' }], 'UTC');
    const days = ['01', '02', '03', '04'].map((day) => isBlackedOut(Date.parse(`2026-01-${day}T12:00:00Z`)));
    expect(days).toEqual([true, false, true, false]);
  });

  it.each<[Blackout, string]>([
    [{}, 'blackouts[0] names no time'],
    [{ date: '2026-02-30' }, 'blackouts[0] names a date that does not exist'],
    [{ from: '2026-02-01' }, 'blackouts[0] needs both from and to'],
    [{ start: '10:00' }, 'blackouts[0] needs both start and end'],
    [{ start: '24:00', end: '10:00' }, 'blackouts[0] is an empty window'],
    [{ days: ['mon'], date: '2026-02-01' }, 'blackouts[0] has days without a window'],
    [{ date: '2026-02-01', from: '2026-02-01', to: '2026-02-02' }, 'blackouts[0] mixes or lacks parts'],
  ])('refuses %j', (blackout, message) => {
    expect(() => compileBlackouts([blackout], 'UTC')).toThrow(message);
  });
});
