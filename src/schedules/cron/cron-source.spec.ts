import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DAY_MS, HOUR_MS, dayNumberOfWall } from '../calendar.js';
import { formatLocal } from '../local-format.js';
import { occurrencesBetween } from '../occurrences.js';
import { compileSchedule } from '../schedule.js';
import { cronSpec } from '../testdata/schedule-specs.js';
import { clockChanges } from '../testdata/clock-changes.js';
import { wallAt } from '../zones/local-time.js';
import { offsetAt, zoneTable } from '../zones.js';

const STEP_MS = 60_000;

function runs(expression: string, timezone: string, after: string, count: number): string[] {
  const schedule = compileSchedule(cronSpec(expression, timezone));
  return Array.from(occurrencesBetween(schedule, Date.parse(after), Infinity, count), (atMs) =>
    formatLocal(atMs, offsetAt(timezone, atMs)),
  );
}

/**
 * The rule, acted out minute by minute: a fixed job runs when the clock first reaches or passes one of its times, unless
 * that time lies on a date the clock never shows.
 */
function simulateFixed(timezone: string, matches: (wallMs: number) => boolean, fromMs: number, toMs: number): number[] {
  const zone = zoneTable(timezone);
  const shownDates = new Set<number>();
  for (let atMs = fromMs; atMs <= toMs; atMs += STEP_MS) shownDates.add(dayNumberOfWall(wallAt(zone, atMs)));
  const found: number[] = [];
  let reachedMs = wallAt(zone, fromMs);
  for (let atMs = fromMs + STEP_MS; atMs <= toMs; atMs += STEP_MS) {
    let isDue = false;
    for (; reachedMs < wallAt(zone, atMs);) {
      reachedMs += STEP_MS;
      isDue ||= matches(reachedMs) && shownDates.has(dayNumberOfWall(reachedMs));
    }
    if (isDue) found.push(atMs);
  }
  return found;
}

describe('a fixed expression', () => {
  it('runs as the acted-out rule says, two days around any clock change', () => {
    const times = fc.record({
      minutes: fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 4 }),
      hours: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...clockChanges), times, ({ timezone, atMs }, { minutes, hours }) => {
        const schedule = compileSchedule(cronSpec(`${minutes.join(',')} ${hours.join(',')} * * *`, timezone));
        const [fromMs, toMs] = [atMs - 36 * HOUR_MS, atMs + 36 * HOUR_MS];
        const matches = (wallMs: number) => {
          const wall = new Date(wallMs);
          return minutes.includes(wall.getUTCMinutes()) && hours.includes(wall.getUTCHours());
        };
        expect([...occurrencesBetween(schedule, fromMs, toMs, Infinity)]).toEqual(
          simulateFixed(timezone, matches, fromMs, toMs),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('runs once at the end of a gap for all its times inside, also when the gap crosses midnight', () => {
    expect(runs('0,20,40 2 * * *', 'Europe/Berlin', '2026-03-28T23:00:00Z', 2)).toEqual([
      '2026-03-29T03:00:00+02:00',
      '2026-03-30T02:00:00+02:00',
    ]);
    expect(runs('30 23 * * *', 'America/Nuuk', '2024-03-30T12:00:00Z', 2)).toEqual([
      '2024-03-31T00:00:00-01:00',
      '2024-03-31T23:30:00-01:00',
    ]);
  });

  it('runs in the first pass of a repeated time only', () => {
    expect(runs('15 0,1,2 * * *', 'America/New_York', '2026-11-01T04:00:00Z', 4)).toEqual([
      '2026-11-01T00:15:00-04:00',
      '2026-11-01T01:15:00-04:00',
      '2026-11-01T02:15:00-05:00',
      '2026-11-02T00:15:00-05:00',
    ]);
    expect(runs('15 0,1,2 * * *', 'America/New_York', '2026-11-01T06:05:00Z', 1)).toEqual([
      '2026-11-01T02:15:00-05:00',
    ]);
  });

  it('does not run for a civil date that does not exist', () => {
    expect(runs('0 0 * * *', 'Pacific/Apia', '2011-12-29T00:00:00Z', 2)).toEqual([
      '2011-12-29T00:00:00-10:00',
      '2011-12-31T00:00:00+14:00',
    ]);
    expect(runs('0 12 30 12 *', 'Pacific/Apia', '2011-01-01T00:00:00Z', 1)).toEqual(['2012-12-30T12:00:00+14:00']);
  });
});

describe('a wild expression', () => {
  it('runs at the instants whose local time matches, in all passes, and at no others, around any clock change', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 4, maxLength: 24 });
    const hoursBefore = fc.constantFrom(0.25, 0.75, 1, 2, 30);
    fc.assert(
      fc.property(
        fc.constantFrom(...clockChanges),
        hours,
        fc.constantFrom(1, 7, 15, 30),
        hoursBefore,
        (change, hour, step, before) => {
          const zone = zoneTable(change.timezone);
          const [fromMs, toMs] = [change.atMs - before * HOUR_MS, change.atMs + 30 * HOUR_MS];
          const date = new Date(wallAt(zone, change.atMs));
          const [day, month] = [date.getUTCDate(), date.getUTCMonth()];
          const expected: number[] = [];
          for (let atMs = fromMs + STEP_MS; atMs <= toMs; atMs += STEP_MS) {
            const wall = new Date(wallAt(zone, atMs));
            const isToday = wall.getUTCDate() === day && wall.getUTCMonth() === month;
            if (isToday && hour.includes(wall.getUTCHours()) && wall.getUTCMinutes() % step === 0) expected.push(atMs);
          }
          const expression = `*/${step} ${hour.join(',')} ${day} ${month + 1} *`;
          const schedule = compileSchedule(cronSpec(expression, change.timezone));
          expect([...occurrencesBetween(schedule, fromMs, toMs, Infinity)]).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('runs in both passes of a repeated hour and not in a missing one', () => {
    expect(runs('30 * * * *', 'Europe/Berlin', '2026-10-25T00:00:00Z', 3)).toEqual([
      '2026-10-25T02:30:00+02:00',
      '2026-10-25T02:30:00+01:00',
      '2026-10-25T03:30:00+01:00',
    ]);
    expect(runs('*/30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 1)).toEqual(['2026-03-30T02:00:00+02:00']);
  });
});

describe('far ahead', () => {
  it('follows the rules of a zone in years nobody has looked at before', () => {
    expect(runs('30 2 * * *', 'Europe/Berlin', '2040-03-24T12:00:00Z', 2)).toEqual([
      '2040-03-25T03:00:00+02:00',
      '2040-03-26T02:30:00+02:00',
    ]);
    expect(runs('0 12 1 7 *', 'Europe/Berlin', '2525-01-01T00:00:00Z', 1)).toEqual(['2525-07-01T12:00:00+02:00']);
  });

  it('finds gaps of forty years, fixed and wild', () => {
    expect(runs('0 0 * 2 MON#5', 'Europe/Berlin', '2072-03-01T00:00:00Z', 1)).toEqual(['2112-02-29T00:00:00+01:00']);
    expect(runs('*/30 * * 2 MON#5', 'Europe/Berlin', '2072-03-01T00:00:00Z', 1)).toEqual(['2112-02-29T00:00:00+01:00']);
  });

  it('ends with the year 9999', () => {
    expect(runs('0 0 1 1 *', 'UTC', '9998-06-01T00:00:00Z', 5)).toEqual(['9999-01-01T00:00:00+00:00']);
    expect(runs('* * * * *', 'UTC', '9999-12-31T23:58:00Z', 5)).toHaveLength(1);
  });

  it('starts with the year 1 when asked from the beginning of time', () => {
    const first = compileSchedule(cronSpec('0 0 1 1 *')).next(-Infinity);
    expect(first).toBe(Date.parse('0001-01-01T00:00:00Z') + 365 * DAY_MS);
  });
});
