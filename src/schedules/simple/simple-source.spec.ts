import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatLocal } from '../local-format.js';
import { occurrencesBetween } from '../occurrences.js';
import { compileSchedule } from '../schedule.js';
import { instants, zones } from '../testdata/arbitraries.js';
import { simpleSpec } from '../testdata/schedule-specs.js';
import { offsetAt } from '../zones.js';

function runs(interval: string, timezone: string, origin: string, after: string, count: number): string[] {
  const schedule = compileSchedule(simpleSpec(interval, timezone, origin));
  return Array.from(occurrencesBetween(schedule, Date.parse(after), Infinity, count), (atMs) =>
    formatLocal(atMs, offsetAt(timezone, atMs)),
  );
}

describe('a simple interval', () => {
  it('begins with its origin', () => {
    expect(runs('1 day', 'UTC', '2026-01-01T09:00:00Z', '2020-01-01', 2)).toEqual([
      '2026-01-01T09:00:00+00:00',
      '2026-01-02T09:00:00+00:00',
    ]);
  });

  it('clamps to the end of short months and never drifts', () => {
    expect(runs('1 month', 'Europe/Berlin', '2026-01-31T08:00:00Z', '2026-01-31T08:00:00Z', 4)).toEqual([
      '2026-02-28T09:00:00+01:00',
      '2026-03-31T09:00:00+02:00',
      '2026-04-30T09:00:00+02:00',
      '2026-05-31T09:00:00+02:00',
    ]);
    expect(runs('1 year', 'UTC', '2024-02-29T00:00:00Z', '2027-01-01', 2)).toEqual([
      '2027-02-28T00:00:00+00:00',
      '2028-02-29T00:00:00+00:00',
    ]);
  });

  it('takes days as calendar steps and hours as elapsed time across a clock change', () => {
    const origin = '2026-03-28T11:00:00Z';
    expect(runs('1 day', 'Europe/Berlin', origin, origin, 1)).toEqual(['2026-03-29T12:00:00+02:00']);
    expect(runs('24 hours', 'Europe/Berlin', origin, origin, 1)).toEqual(['2026-03-29T13:00:00+02:00']);
    expect(runs('1 day 12 hours', 'Europe/Berlin', origin, origin, 2)).toEqual([
      '2026-03-30T00:00:00+02:00',
      '2026-03-31T12:00:00+02:00',
    ]);
  });

  it('moves a local time out of a gap, takes the first pass of a repeated one, skips a missing date', () => {
    expect(runs('1 day', 'Europe/Berlin', '2026-03-28T01:30:00Z', '2026-03-28T01:30:00Z', 2)).toEqual([
      '2026-03-29T03:00:00+02:00',
      '2026-03-30T02:30:00+02:00',
    ]);
    expect(runs('1 week', 'Europe/Berlin', '2026-10-18T00:30:00Z', '2026-10-18T00:30:00Z', 2)).toEqual([
      '2026-10-25T02:30:00+02:00',
      '2026-11-01T02:30:00+01:00',
    ]);
    expect(runs('1 day', 'Pacific/Apia', '2011-12-29T22:00:00Z', '2011-12-29T22:00:00Z', 1)).toEqual([
      '2011-12-31T12:00:00+14:00',
    ]);
  });

  it('keeps an origin in the second pass of a repeated hour where it is', () => {
    expect(runs('1 day', 'Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T00:00:00Z', 2)).toEqual([
      '2026-10-25T02:30:00+01:00',
      '2026-10-26T02:30:00+01:00',
    ]);
  });

  it('runs at whole multiples of an exact duration, whatever the zone does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), zones, instants, instants, (seconds, zone, origin, from) => {
        const next = compileSchedule(simpleSpec(`${seconds} seconds`, zone, new Date(origin).toISOString())).next(from);
        const stepMs = seconds * 1000;
        expect(next).toBe(from < origin ? origin : from + stepMs - ((from - origin) % stepMs));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same occurrences from far away as by counting from the origin', () => {
    const steps = fc.constantFrom(
      '1 month',
      '5 days',
      '1 month 3 days',
      '2 weeks 5 hours',
      '1 year 1 second',
      '13 months',
    );
    fc.assert(
      fc.property(steps, zones, fc.integer({ min: 0, max: 40 }), (text, zone, index) => {
        const origin = '2001-01-30T22:15:30Z';
        const schedule = compileSchedule(simpleSpec(text, zone, origin));
        const counted = [...occurrencesBetween(schedule, Date.parse(origin) - 1, Infinity, 42)];
        expect(counted[0]).toBe(Date.parse(origin));
        expect(schedule.next(counted[index]!)).toBe(counted[index + 1]);
        expect(schedule.next(counted[index + 1]! - 1)).toBe(counted[index + 1]);
      }),
      { numRuns: 300 },
    );
  });
});
