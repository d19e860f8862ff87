import { describe, expect, it } from 'vitest';
import type { ZoneRules } from '../schedules/zones/zone-rules.js';
import type { ZoneFingerprint } from './zone-fingerprint.entity.js';
import { decideZone } from './zone-plans.js';

const now = new Date('2026-11-22T00:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const decide = (stored: ZoneFingerprint | undefined, tzVersion = '2025b', at = now) =>
  decideZone('Asia/Tokyo', stored, { tzVersion, now: at });

const known = decide(undefined).fingerprint!;
const otherRules: ZoneRules = [[now.toISOString(), 480]];
const older: ZoneFingerprint = { ...known, tzVersion: '2024a', rules: otherRules };

describe('decideZone', () => {
  it('writes down a zone that it sees for the first time, twenty years of it', () => {
    const { plan, fingerprint } = decide(undefined);
    expect(plan).toBeNull();
    expect(fingerprint).toMatchObject({
      timezone: 'Asia/Tokyo',
      tzVersion: '2025b',
      rules: [[now.toISOString(), 540]],
    });
    expect(fingerprint!.coversUntil.getUTCFullYear()).toBe(2046);
  });

  it('does nothing about a zone written down by tz data of the same version', () => {
    expect(decide(known)).toEqual({ timezone: 'Asia/Tokyo', plan: null, fingerprint: null });
  });

  it('leaves alone what newer tz data wrote, whatever it says', () => {
    expect(decide({ ...older, tzVersion: '2025c' })).toEqual({ timezone: 'Asia/Tokyo', plan: null, fingerprint: null });
  });

  it('signs what older tz data wrote when the rules are the same', () => {
    const { plan, fingerprint } = decide({ ...known, tzVersion: '2024a' });
    expect(plan).toBeNull();
    expect(fingerprint).toMatchObject({ tzVersion: '2025b', previousRules: null, watchUntil: null });
  });

  it('finds rules that changed, and keeps those before for a week', () => {
    const { plan, fingerprint } = decide(older, '2025b', later(1));
    expect(plan).toMatchObject({
      kind: 'changed',
      tzFrom: '2024a',
      previousRules: otherRules,
      differsFromMs: later(1).getTime(),
    });
    expect(fingerprint).toMatchObject({ tzVersion: '2025b', previousRules: otherRules, watchUntil: later(8) });
    expect(decide(fingerprint!, '2025b', later(2)).plan).toMatchObject({ kind: 'watched', previousRules: otherRules });
    expect(decide(fingerprint!, '2025b', later(9)).plan).toBeNull();
  });

  it('finds no change in rules that differ in the past only', () => {
    const rules: ZoneRules = [
      [now.toISOString(), 480],
      [later(1).toISOString(), 540],
    ];
    expect(decide({ ...older, rules }, '2025b', later(2)).plan).toBeNull();
  });

  it('writes down anew what covers less than fifteen years, and goes on watching', () => {
    const watched = decide(older).fingerprint!;
    const { plan, fingerprint } = decide({ ...watched, coversUntil: later(3_000) }, '2025b', later(1));
    expect(plan).toMatchObject({ kind: 'watched' });
    expect(fingerprint).toMatchObject({ previousRules: otherRules, watchUntil: watched.watchUntil });
    expect(fingerprint!.coversUntil.getTime()).toBeGreaterThan(later(7_000).getTime());
  });

  it('says so when it does not know the zone', () => {
    expect(() => decideZone('Mars/Olympus', undefined, { tzVersion: '2025b', now })).toThrow('Mars/Olympus');
  });
});
