import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OccurrenceSpan } from './occurrence-span.js';
import { countOccurrences } from './counting/count-occurrences.js';
import { compileSchedule } from './schedule.js';
import type { ScheduleSpec } from './schedule.js';

const FIRST = Date.parse('2026-03-28T00:00:00Z');

/** A schedule whose occurrences come in bursts, with the list of those from the first on. */
const spans = fc
  .record({
    interval: fc.constantFrom('* * * * *', '*/7 9-17 * * 1-5', '0 0 1 * *', '*/20 * 2 * * *', '30 2 * * *'),
    lengthMs: fc.integer({ min: 0, max: 4 * 86_400_000 }),
  })
  .map(({ interval, lengthMs }) => {
    const spec: ScheduleSpec = {
      intervalType: 'cron',
      interval,
      timezone: 'Europe/Berlin',
      startOn: null,
      endOn: null,
      anchor: new Date(0),
    };
    const schedule = compileSchedule(spec);
    const members = [FIRST];
    for (let at = schedule.next(FIRST); at !== null && at <= FIRST + lengthMs; at = schedule.next(at)) members.push(at);
    const countMany = (from: number, to: number): number => countOccurrences(spec, from, to);
    return { span: new OccurrenceSpan(schedule, FIRST, FIRST + lengthMs, countMany), members };
  });

describe('OccurrenceSpan', () => {
  it('answers as the list of its members would', () => {
    fc.assert(
      fc.property(
        spans,
        fc.integer({ min: 1, max: 150 }),
        fc.double({ min: -0.1, max: 1.1, noNaN: true }),
        (given, count, share) => {
          const { span, members } = given;
          expect(span.count()).toBe(members.length);
          expect(span.newest(count)).toEqual(members.slice(-count));
          expect(span.lastMs).toBe(members.at(-1));
          const cutMs = FIRST + Math.round(share * (members.at(-1)! - FIRST + 1_000));
          expect(span.before(cutMs)?.newest(10_000)).toEqual(
            orNothing(members.filter((at) => at < cutMs).slice(-10_000)),
          );
          expect(span.from(cutMs)?.newest(10_000)).toEqual(
            orNothing(members.filter((at) => at >= cutMs).slice(-10_000)),
          );
          expect(OccurrenceSpan.of(members)!.newest(count)).toEqual(members.slice(-count));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has its first member whatever the schedule says, and is that alone without one', () => {
    const span = new OccurrenceSpan(undefined, FIRST, FIRST + 1_000_000);
    expect(span.newest(5)).toEqual([FIRST]);
    expect(span.count()).toBe(1);
    expect(span.from(FIRST + 1)).toBeUndefined();
    expect(OccurrenceSpan.of([])).toBeUndefined();
  });

  it('looks at few occurrences to find the newest of many', () => {
    let asked = 0;
    const everySecond = {
      isImpossible: false,
      next: (ms: number) => (asked++, Math.floor(ms / 1_000) * 1_000 + 1_000),
    };
    const newest = new OccurrenceSpan(everySecond, FIRST, FIRST + 365 * 86_400_000).newest(100);
    expect(newest).toHaveLength(100);
    expect(newest.at(-1)).toBe(FIRST + 365 * 86_400_000);
    expect(asked).toBeLessThan(10_000);
  });
});

function orNothing(members: number[]): number[] | undefined {
  return members.length > 0 ? members : undefined;
}
