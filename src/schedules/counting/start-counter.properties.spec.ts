import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blackout } from '../blackouts.js';
import { compileBlackouts } from '../blackouts.js';
import { jitterShare } from '../jitter.js';
import { compileSchedule } from '../schedule.js';
import type { ScheduleSpec } from '../schedule.js';
import { startOf } from '../starts.js';
import { durations, expressions } from '../testdata/arbitraries.js';
import { zonedInstants } from '../testdata/clock-changes.js';
import { cronSpec } from '../testdata/schedule-specs.js';
import { BucketGrid } from './bucket-grid.js';
import { scheduleOfComing } from './coming-job.js';
import type { ComingJob } from './coming-job.js';
import { StartCounter } from './start-counter.js';

const HOUR_MS = 3_600_000;
const MOST_VISITED = 6_000;

interface Case {
  job: ComingJob;
  jobId: string;
  grid: BucketGrid;
}

/** The scheduler's own way: one occurrence after the other. Undefined when that would take too long. */
function visited({ job, jobId, grid }: Case): Float64Array | undefined {
  const counts = new Float64Array(grid.count);
  const isBlackedOut = compileBlackouts(job.blackouts, job.timezone);
  if (!isBlackedOut(job.firstMs)) grid.add(counts, job.firstStartMs, 1);
  const schedule = scheduleOfComing(job);
  let steps = 0;
  for (let at = schedule?.next(job.firstMs) ?? null; at !== null && at < grid.toMs; at = schedule!.next(at)) {
    if (++steps > MOST_VISITED) return undefined;
    if (!isBlackedOut(at)) grid.add(counts, startOf(schedule, at, { jobId, jitterMs: job.jitterMs }), 1);
  }
  return counts;
}

function counted({ job, grid }: Case): Float64Array {
  const counts = new Float64Array(grid.count);
  for (const _ of new StartCounter(grid).plan(job).count(counts, 1));
  return counts;
}

const buckets = fc.oneof(
  fc.constantFrom(1_000, 7_000, 60_000, 90_000, 300_000, HOUR_MS, 5 * HOUR_MS, 24 * HOUR_MS),
  fc.integer({ min: 1_000, max: 3 * HOUR_MS }),
);
const someJitter = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(1, 10_000, 20_000, 60_000, 600_000, HOUR_MS, 30 * HOUR_MS) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 * HOUR_MS }) },
);
const blackouts: fc.Arbitrary<Blackout[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Blackout[]>([]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Blackout[]>(
      [{ start: '22:00', end: '06:00' }],
      [{ start: '01:30', end: '02:30', days: ['sun'] }, { date: '2020-03-29' }],
    ),
  },
);
/** Where and how it is counted; most grids hold a change of the zone's clock. */
const circumstances = {
  place: zonedInstants,
  distance: fc.integer({ min: -8 * HOUR_MS, max: 3 * HOUR_MS }),
  bucketMs: buckets,
  count: fc.integer({ min: 1, max: 90 }),
  /** The next occurrence lies about so long before the grid begins, or after. */
  ahead: fc.integer({ min: -20 * HOUR_MS, max: 8 * HOUR_MS }),
  end: fc.option(fc.integer({ min: -HOUR_MS, max: 60 * HOUR_MS }), { nil: null, freq: 4 }),
  jobId: fc.uuid(),
  blackouts,
  /** What is stored as the next occurrence is none, as after a change of zone rules. */
  isOff: fc.boolean(),
};

/** Expressions that have occurrences on each day, most of them in the hours in which clocks change. */
const daily = fc
  .tuple(
    fc.constantFrom('', '', '17 ', '*/20 ', '5,55 '),
    fc.constantFrom('0', '30', '59', '15,45', '0-59', '0-59/13', '*', '*/7'),
    fc.constantFrom('*', '0-23', '0-4', '2', '1,3', '0,23', '*/2'),
    fc.constantFrom('* * *', '* * 1-5', '*/2 * *'),
  )
  .map(([second, minute, hour, days]) => `${second}${minute} ${hour} ${days}`);
interface Kind {
  intervalType: 'cron' | 'simple';
  interval: string;
  originMs: number;
}

const cron = (text: fc.Arbitrary<string>): fc.Arbitrary<Kind> =>
  text.map((interval) => ({ intervalType: 'cron', interval, originMs: 0 }));
const kinds: fc.Arbitrary<Kind> = fc.oneof(
  { weight: 2, arbitrary: cron(expressions) },
  { weight: 6, arbitrary: cron(daily) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(durations, fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 0, 1) }))
      .map(([interval, originMs]) => ({ intervalType: 'simple' as const, interval, originMs })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('1 minute', '7s', 'PT1H', '90 minutes', '1.5s'), fc.integer({ min: 0, max: 9e11 }))
      .map(([interval, originMs]) => ({ intervalType: 'simple' as const, interval, originMs })),
  },
);

function casesOf(jitterMs: fc.Arbitrary<number>): fc.Arbitrary<Case | null> {
  return fc.record({ kind: kinds, jitterMs, ...circumstances }).map(({ kind, jitterMs: jitter, place, ...at }) => {
    const grid = new BucketGrid(place.atMs + at.distance, at.bucketMs, at.count);
    const { intervalType, interval, originMs } = kind;
    const spec = cronSpec(interval, place.timezone, { intervalType, anchor: new Date(originMs) });
    const first = compileSchedule(spec).next(grid.fromMs + at.ahead);
    if (first === null) return null;
    const endOn = at.end === null ? null : new Date(Math.max(first, grid.fromMs + at.end));
    return caseOf({ ...spec, endOn }, grid, {
      firstMs: first - (at.isOff ? 1 : 0),
      jitterMs: jitter,
      jobId: at.jobId,
      blackouts: at.blackouts,
    });
  });
}

interface Particulars {
  firstMs: number;
  jitterMs: number;
  jobId: string;
  blackouts?: Blackout[];
}

function caseOf(spec: ScheduleSpec, grid: BucketGrid, particulars: Particulars): Case {
  const { firstMs, jitterMs, jobId, blackouts: times = [] } = particulars;
  const job: ComingJob = {
    intervalType: spec.intervalType,
    interval: spec.interval,
    timezone: spec.timezone,
    startOnMs: spec.startOn?.getTime() ?? null,
    endOnMs: spec.endOn?.getTime() ?? null,
    anchorMs: spec.anchor.getTime(),
    firstMs,
    firstStartMs: startOf(compileSchedule(spec), firstMs, { jobId, jitterMs }),
    jitterMs,
    share: jitterMs === 0 ? 0 : jitterShare(jobId),
    blackouts: times,
  };
  return { job, jobId, grid };
}

describe('the starts of any job', () => {
  it.each([
    ['without jitter', casesOf(fc.constant(0))],
    ['with jitter', casesOf(someJitter)],
  ])('are counted as the scheduler would make them, %s, around any clock change', (_, cases) => {
    fc.assert(
      fc.property(cases, (given) => {
        fc.pre(given !== null);
        const expected = visited(given);
        fc.pre(expected !== undefined);
        expect([...counted(given)]).toEqual([...expected]);
      }),
      { numRuns: 1200 },
    );
  });

  it.each([
    ['a gap brings two nearer together than their jitter', '30 0-4 * * *', HOUR_MS, '2027-03-28T00:00:00Z'],
    ['a repeated hour does', '*/30 1,2 * * *', 0.5 * HOUR_MS, '2027-10-30T23:00:00Z'],
    ['their jitter is longer than the least distance', '5,55 * * * * *', 20_000, '2027-06-01T00:00:00Z'],
    ['their jitter is longer than the even distance', '*/15 * * * *', HOUR_MS, '2027-06-01T00:00:00Z'],
    ['times of a minute lie a second apart', '0,1,30 * * * * *', 500, '2027-06-01T00:00:00Z'],
  ])('are counted as the scheduler would make them where %s', (_, interval, jitterMs, from) => {
    for (const jobId of ['0b', '17', 'a', 'zz', 'q9']) {
      const grid = new BucketGrid(Date.parse(from), 1000, 18_000);
      const given = caseOf(cronSpec(interval, 'Europe/Berlin'), grid, { firstMs: grid.fromMs - 1, jitterMs, jobId });
      expect(counted(given).join()).toBe(visited(given)!.join());
    }
  });

  it('are counted where a repeated hour lies so far back that only the longest jitter reaches the grid', () => {
    for (const jobId of Array.from({ length: 30 }, (_, index) => `job-${index}`)) {
      const grid = new BucketGrid(Date.parse('2027-10-31T02:00:00Z'), 60_000, 300);
      const firstMs = Date.parse('2027-10-30T20:59:00Z');
      const spec = cronSpec('59 0-23 * * *', 'Europe/Berlin');
      const given = caseOf(spec, grid, { firstMs, jitterMs: 2 * HOUR_MS, jobId });
      expect(counted(given).join()).toBe(visited(given)!.join());
    }
  });

  it('are the same for jobs whose plans have the same key', () => {
    const shares = fc.array(fc.uuid(), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(casesOf(someJitter), shares, (given, jobIds) => {
        fc.pre(given !== null);
        const byKey = new Map<string, string>();
        for (const jobId of jobIds) {
          const job = { ...given.job, share: jitterShare(jobId) };
          job.firstStartMs = startOf(scheduleOfComing(job), job.firstMs, { jobId, jitterMs: job.jitterMs });
          const plan = new StartCounter(given.grid).plan(job);
          if (plan.key === null) continue;
          const expected = visited({ job, jobId, grid: given.grid })?.join();
          if (expected === undefined) continue;
          expect(byKey.get(plan.key) ?? expected).toBe(expected);
          byKey.set(plan.key, expected);
        }
      }),
      { numRuns: 300 },
    );
  });
});
