import { describe, expect, it } from 'vitest';

import { HOUR_MS } from '../calendar.js';
import { firstDifference, firstInstantUnderPresentRules, zoneRules, type ZoneRules } from './zone-rules.js';

const FROM = Date.parse('2026-01-01T00:00:00Z');
const UNTIL = Date.parse('2028-01-01T00:00:00Z');

describe('zoneRules', () => {
  it('are the offset at the beginning and every change after it', () => {
    expect(zoneRules('Europe/Berlin', FROM, Date.parse('2027-01-01T00:00:00Z'))).toEqual([
      ['2026-01-01T00:00:00.000Z', 60],
      ['2026-03-29T01:00:00.000Z', 120],
      ['2026-10-25T01:00:00.000Z', 60],
    ]);
  });

  it('have one entry for a zone without changes, over any length of time', () => {
    expect(zoneRules('Asia/Kathmandu', FROM, FROM + 20 * 366 * 24 * HOUR_MS)).toEqual([
      ['2026-01-01T00:00:00.000Z', 345],
    ]);
  });
});

describe('firstDifference', () => {
  const berlin = zoneRules('Europe/Berlin', FROM, UNTIL);

  it('is null between the same rules, and where they differ in the past only', () => {
    const other: ZoneRules = [['2026-01-01T00:00:00.000Z', 0], ...berlin.slice(1)];
    expect(firstDifference(berlin, zoneRules('Europe/Paris', FROM, UNTIL), FROM)).toBeNull();
    expect(firstDifference(other, berlin, Date.parse('2026-04-01T00:00:00Z'))).toBeNull();
  });

  it('is now when the present offset differs', () => {
    expect(firstDifference(berlin, zoneRules('Europe/London', FROM, UNTIL), FROM)).toBe(FROM);
  });

  it('is the change that one of them does not make, or makes at another time', () => {
    const withoutSummer: ZoneRules = [berlin[0]!];
    expect(firstDifference(withoutSummer, berlin, FROM)).toBe(Date.parse('2026-03-29T01:00:00Z'));
    const later: ZoneRules = [berlin[0]!, ['2026-04-05T01:00:00.000Z', 120], ...berlin.slice(2)];
    expect(firstDifference(later, berlin, FROM)).toBe(Date.parse('2026-03-29T01:00:00Z'));
    expect(firstDifference(later, berlin, Date.parse('2026-05-01T00:00:00Z'))).toBeNull();
  });
});

describe('firstInstantUnderPresentRules', () => {
  const present = (rules: ZoneRules, at: string): string =>
    new Date(firstInstantUnderPresentRules(rules, 'Europe/Berlin', Date.parse(at))).toISOString();

  it('keeps the time of day', () => {
    expect(present([['2026-01-01T00:00:00.000Z', 0]], '2026-02-01T09:00:00Z')).toBe('2026-02-01T08:00:00.000Z');
    expect(present([['2026-01-01T00:00:00.000Z', 60]], '2026-07-01T08:00:00Z')).toBe('2026-07-01T07:00:00.000Z');
  });

  it('takes what stood at the end of a gap for the first time inside', () => {
    const gapInFebruary: ZoneRules = [
      ['2026-01-01T00:00:00.000Z', 60],
      ['2026-02-01T01:00:00.000Z', 120],
    ];
    expect(present(gapInFebruary, '2026-02-01T01:00:00Z')).toBe('2026-02-01T01:00:00.000Z');
  });

  it('moves what lies in a gap now to its end', () => {
    expect(present([['2026-01-01T00:00:00.000Z', 60]], '2026-03-29T01:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });
});
