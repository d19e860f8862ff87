import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { instants, zones } from './testdata/arbitraries.js';
import { isValidTimezone, offsetAt, zoneTable } from './zones.js';

/** The offset from the calendar fields that Intl shows: another way than the table takes. */
function offsetFromFields(timezone: string, instantMs: number): number {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: timezone, hourCycle: 'h23', ...options }).formatToParts(
    instantMs,
  );
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wallMs = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return wallMs - Math.floor(instantMs / 1000) * 1000;
}

describe('offsetAt', () => {
  it('is what Intl says, at any instant of any zone', () => {
    fc.assert(
      fc.property(zones, instants, (zone, atMs) => {
        expect(offsetAt(zone, atMs)).toBe(offsetFromFields(zone, atMs));
      }),
      { numRuns: 500 },
    );
  });

  it('is exact to the second at a change and to the second in size', () => {
    const change = Date.UTC(2026, 2, 29, 1);
    expect([change - 1, change].map((atMs) => offsetAt('Europe/Berlin', atMs) / 60_000)).toEqual([60, 120]);
    expect(offsetAt('America/New_York', Date.UTC(1850, 0, 1))).toBe(-(4 * 3600 + 56 * 60 + 2) * 1000);
  });

  it('sees spells between two changes that last less than a week', () => {
    const noronha = [7, 8, 14, 15].map((day) => offsetAt('America/Noronha', Date.UTC(2000, 9, day, 12)) / 3_600_000);
    expect(noronha).toEqual([-2, -1, -1, -2]);
    for (const [year, month] of [
      [2040, 9],
      [2054, 2],
      [2072, 9],
    ] as const) {
      for (let day = 1; day <= 31; day++) {
        const atMs = Date.UTC(year, month, day, 12);
        expect(offsetAt('Asia/Gaza', atMs)).toBe(offsetFromFields('Asia/Gaza', atMs));
      }
    }
  });
});

describe('zone names', () => {
  it('are what Intl takes: any letter case, aliases, no offsets of the host', () => {
    for (const zone of ['UTC', 'utc', 'Europe/Berlin', 'EUROPE/berlin', 'Asia/Calcutta', 'US/Pacific', 'Etc/GMT+5']) {
      expect(isValidTimezone(zone)).toBe(true);
    }
    for (const zone of ['', ' ', 'Local', 'Mars/Olympus', 'Europe/Berlin ']) expect(isValidTimezone(zone)).toBe(false);
  });

  it('share one table with their canonical zone', () => {
    expect(zoneTable('europe/berlin')).toBe(zoneTable('Europe/Berlin'));
  });

  it.each([
    ['Europe/Berln', 'did you mean "Europe/Berlin"?'],
    ['berlin', 'did you mean "Europe/Berlin"?'],
    ['New York', 'did you mean "America/New_York"?'],
    ['America/Los Angeles', 'did you mean "America/Los_Angeles"?'],
    ['Mars/Olympus', 'use an IANA name'],
    ['', 'use an IANA name'],
  ])('are suggested for "%s": %s', (given, advice) => {
    expect(() => zoneTable(given)).toThrow(`unknown time zone "${given}": ${advice}`);
  });
});
