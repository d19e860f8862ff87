import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { occurrencesBetween } from './occurrences.js';
import { compileSchedule, type Schedule, type ScheduleSpec } from './schedule.js';
import { durations, expressions } from './testdata/arbitraries.js';
import { zonedInstants } from './testdata/clock-changes.js';
import { cronSpec, simpleSpec } from './testdata/schedule-specs.js';

interface Case {
  spec: ScheduleSpec;
  schedule: Schedule;
  fromMs: number;
}

function caseOf(spec: ScheduleSpec, fromMs: number): Case {
  return { spec, schedule: compileSchedule(spec), fromMs };
}

const crons = fc
  .tuple(expressions, zonedInstants)
  .map(([cron, { timezone, atMs }]) => caseOf(cronSpec(cron, timezone), atMs));
const origins = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2030, 0, 1) });
const simples = fc
  .tuple(durations, origins, zonedInstants)
  .map(([text, origin, { timezone, atMs }]) =>
    caseOf(simpleSpec(text, timezone, new Date(origin).toISOString()), atMs),
  );

function expectLaws({ schedule, fromMs }: Case, fraction: number): void {
  const next = schedule.next(fromMs);
  if (next === null) return;
  expect(next).toBeGreaterThan(fromMs);
  const between = fromMs + Math.floor((next - fromMs) * fraction);
  expect(schedule.next(between)).toBe(next);
  expect(schedule.next(next - 1)).toBe(next);
  expect(schedule.next(next) ?? Infinity).toBeGreaterThan(next);
}

describe.each([
  ['cron', crons],
  ['simple', simples],
] as const)('every %s schedule', (_, cases) => {
  it('has a next that lies ahead and is the same from every instant before it', () => {
    const fractions = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(fc.property(cases, fractions, expectLaws), { numRuns: 1500 });
  });

  it('runs strictly forward in time, through all clock changes on the way', () => {
    fc.assert(
      fc.property(cases, ({ schedule, fromMs }) => {
        let last = fromMs;
        for (const atMs of occurrencesBetween(schedule, fromMs, Infinity, 30)) {
          expect(atMs).toBeGreaterThan(last);
          last = atMs;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps startOn and endOn, both included', () => {
    fc.assert(
      fc.property(cases, ({ spec, schedule, fromMs }) => {
        const [first, second, third] = occurrencesBetween(schedule, fromMs, Infinity, 3);
        fc.pre(first !== undefined && second !== undefined && third !== undefined);
        // startOn moves the origin of a simple interval, so only its end is cut here.
        const startOn = spec.intervalType === 'cron' ? new Date(first) : null;
        const cut = compileSchedule({ ...spec, startOn, endOn: new Date(second) });
        expect([...occurrencesBetween(cut, startOn ? -Infinity : fromMs, Infinity, 10)]).toEqual([first, second]);
      }),
      { numRuns: 300 },
    );
  });
});
