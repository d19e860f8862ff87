import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobPolicies } from '../jobs/job-policies.js';
import type { Blackout } from '../schedules/blackouts.js';
import { effectivePolicies } from '../jobs/job-policies.js';
import { planAhead, planClaim, planInFull } from './claim-plan.js';
import type { ClaimPlan, DueSchedule } from './claim-plan.js';
import type { Busy } from './overlap.js';

const MINUTE = 60_000;
const NOW = Date.parse('2026-03-01T12:00:30Z');
const FREE: Busy = { manual: false, scheduled: false, waiting: false };

/** Every minute, due since `minutesAgo` whole minutes before 12:00. */
function everyMinute(minutesAgo: number, policies: Partial<JobPolicies> = {}, locked = false): DueSchedule {
  return {
    jobId: 'job',
    dueAt: new Date(Date.parse('2026-03-01T12:00:00Z') - minutesAgo * MINUTE),
    occurrenceAt: null,
    concurrencyKeys: null,
    lastClaimedFor: null,
    queue: 'default',
    priority: 0,
    type: 'noop',
    intervalType: 'cron',
    interval: '* * * * *',
    timezone: 'UTC',
    startOn: null,
    endOn: null,
    anchor: new Date(0),
    locked,
    paused: false,
    policies,
  };
}

const at = (minutesAgo: number): string =>
  new Date(Date.parse('2026-03-01T12:00:00Z') - minutesAgo * MINUTE).toISOString();
const times = (plan: ClaimPlan): string[] => plan.wait.map((run) => run.scheduledFor.toISOString());
const fates = (plan: ClaimPlan): string[] => plan.nonRuns.map((row) => `${row.status}/${row.reason}`);

/** How many due instants a plan accounts for. */
function accountedFor(plan: ClaimPlan): number {
  const dropped = plan.nonRuns.reduce((sum, row) => sum + (row.rangeCount ?? 1), 0);
  return (plan.start ? 1 : 0) + plan.wait.length + dropped;
}

it('decides what is on time as it decides everything', () => {
  const jobs = fc.record({
    overlap: fc.constantFrom('skip', 'queue', 'cancel', 'allow') as fc.Arbitrary<JobPolicies['overlap']>,
    catchUp: fc.constantFrom('last', 'all', 'none') as fc.Arbitrary<JobPolicies['catchUp']>,
    interval: fc.constantFrom('* * * * *', '*/2 * * * * *', '0 0 30 2 *', '0 12 1 3 *'),
    lateMs: fc.integer({ min: 0, max: 90_000 }),
    ends: fc.boolean(),
  });
  const busyOnes = fc.record({ manual: fc.boolean(), scheduled: fc.boolean(), waiting: fc.boolean() });
  fc.assert(
    fc.property(jobs, fc.oneof(fc.constant(FREE), busyOnes), ({ interval, lateMs, ends, ...policies }, busy) => {
      const dueAt = new Date('2026-03-01T12:00:00Z');
      const due = {
        ...everyMinute(0, policies),
        interval,
        dueAt,
        endOn: ends ? new Date(dueAt.getTime() + 1_000) : null,
      };
      const moment = { nowMs: dueAt.getTime() + lateMs, busy };
      expect(planClaim(due, moment.nowMs, busy)).toEqual(planInFull(due, effectivePolicies(policies), moment));
    }),
    { numRuns: 500 },
  );
});

describe('planAhead', () => {
  const soon = NOW - 40_000;

  it('says a moment before what planClaim says when it is due', () => {
    const due = everyMinute(0);
    expect(planAhead(due, soon, FREE)).toEqual(planClaim(due, due.dueAt.getTime(), FREE));
  });

  it.each<[string, DueSchedule, Busy]>([
    ['a run of the job is under way', everyMinute(0), { ...FREE, scheduled: true }],
    ['the job is locked', everyMinute(0, {}, true), FREE],
    ['the job is paused', { ...everyMinute(0), paused: true }, FREE],
    ['the job needs a slot of its key', { ...everyMinute(0), concurrencyKeys: ['a key'] }, FREE],
    ['the job has blackouts', everyMinute(0, { blackouts: [{ dates: ['2026-03-01'] } as unknown as Blackout] }), FREE],
  ])('leaves it to the instant itself when %s', (_, due, busy) => {
    expect(planAhead(due, soon, busy)).toBeUndefined();
  });
});

describe('planClaim', () => {
  it('starts what is on time and advances to the next occurrence after now', () => {
    const plan = planClaim(everyMinute(0), NOW, FREE);
    expect(plan.start).toEqual({ scheduledFor: new Date(at(0)), trigger: 'schedule' });
    expect(plan.dueAt?.toISOString()).toBe('2026-03-01T12:01:00.000Z');
    expect(plan.nonRuns).toEqual([]);
  });

  it('runs the newest of several due instants and records the older ones as coalesced', () => {
    const plan = planClaim(everyMinute(3), NOW, FREE);
    expect(plan.start?.scheduledFor.toISOString()).toBe(at(0));
    expect(fates(plan)).toEqual(['coalesced/coalesced', 'coalesced/coalesced', 'coalesced/coalesced']);
  });

  it('calls a run that is more than a minute late a catch-up', () => {
    const hourly = { ...everyMinute(20), interval: '40 * * * *' };
    expect(planClaim(hourly, NOW, FREE).start).toEqual({ scheduledFor: new Date(at(20)), trigger: 'catchup' });
  });

  it('catches up all missed occurrences one after another, up to the limit', () => {
    const plan = planClaim(everyMinute(5, { catchUp: 'all', catchUpLimit: 3 }), NOW, FREE);
    expect(plan.start?.scheduledFor.toISOString()).toBe(at(2));
    expect(times(plan)).toEqual([at(1), at(0)]);
    expect(fates(plan)).toEqual(['missed/outside_window', 'missed/outside_window', 'missed/outside_window']);
  });

  it('catches up nothing with catchUp none, but runs what is on time', () => {
    const late = { ...everyMinute(20, { catchUp: 'none' as const }), interval: '40 * * * *' };
    expect(planClaim(late, NOW, FREE).start).toBeUndefined();
    expect(fates(planClaim(late, NOW, FREE))).toEqual(['missed/outside_window']);
    expect(planClaim(everyMinute(5, { catchUp: 'none' }), NOW, FREE).start?.scheduledFor.toISOString()).toBe(at(0));
  });

  it('records what lies outside the catch-up window as missed, the oldest part as one range', () => {
    const plan = planClaim(everyMinute(300, { catchUpWindowMs: 60 * MINUTE, catchUpLimit: 10 }), NOW, FREE);
    const range = plan.nonRuns.find((row) => row.rangeCount !== null && row.status === 'missed');
    expect(range).toMatchObject({ reason: 'outside_window', scheduledFor: new Date(at(300)) });
    expect(accountedFor(plan)).toBe(301);
  });

  it('skips everything of a locked job', () => {
    const plan = planClaim(everyMinute(2, {}, true), NOW, FREE);
    expect(plan.start).toBeUndefined();
    expect(fates(plan)).toEqual(['skipped/locked', 'skipped/locked', 'skipped/locked']);
  });

  it.each([
    ['skip', { start: false, wait: 0, fates: ['skipped/overlap'] }],
    ['queue', { start: false, wait: 1, fates: [] }],
    ['cancel', { start: false, wait: 1, fates: [] }],
    ['allow', { start: true, wait: 0, fates: [] }],
  ] as const)('with overlap %s treats an occurrence that meets a running one as told', (overlap, expected) => {
    const plan = planClaim(everyMinute(0, { overlap }), NOW, { ...FREE, scheduled: true });
    expect(Boolean(plan.start)).toBe(expected.start);
    expect(plan.wait).toHaveLength(expected.wait);
    expect(fates(plan)).toEqual(expected.fates);
    expect(plan.cancelRunning).toBe(overlap === 'cancel');
  });

  it('runs caught-up occurrences one after another even where runs may overlap', () => {
    const plan = planClaim(everyMinute(3, { overlap: 'allow', catchUp: 'all' }), NOW, FREE);
    expect([plan.shared, plan.wait.length]).toEqual([false, 3]);
    expect(
      planClaim(everyMinute(3, { overlap: 'allow', catchUp: 'all' }), NOW, { ...FREE, scheduled: true }).wait,
    ).toHaveLength(4);
  });

  it('lets only one occurrence queue', () => {
    const plan = planClaim(everyMinute(0, { overlap: 'queue' }), NOW, {
      manual: false,
      scheduled: true,
      waiting: true,
    });
    expect(fates(plan)).toEqual(['skipped/overlap']);
  });

  it('lets an occurrence wait for the end of a manual run, in place of an older one', () => {
    const plan = planClaim(everyMinute(0), NOW, { ...FREE, manual: true });
    expect(times(plan)).toEqual([at(0)]);
    expect(plan.replaceWaiting).toBe(true);
  });

  it('has no next occurrence after once', () => {
    const once: DueSchedule = { ...everyMinute(0), intervalType: 'once', interval: null, startOn: new Date(at(0)) };
    const plan = planClaim(once, NOW, FREE);
    expect(plan.start?.scheduledFor.toISOString()).toBe(at(0));
    expect(plan.dueAt).toBeNull();
  });

  it('accounts for every due instant exactly once, whatever the policy', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.record({
          overlap: fc.constantFrom('skip', 'queue', 'cancel', 'allow'),
          catchUp: fc.constantFrom('last', 'all', 'none'),
          catchUpWindowMs: fc.integer({ min: 0, max: 4_000 * MINUTE }),
          catchUpLimit: fc.integer({ min: 1, max: 200 }),
        }),
        fc.record({ manual: fc.boolean(), scheduled: fc.boolean(), waiting: fc.boolean() }),
        fc.boolean(),
        (minutesAgo, policies, busy, locked) => {
          const plan = planClaim(everyMinute(minutesAgo, policies, locked), NOW, busy);
          expect(accountedFor(plan)).toBe(minutesAgo + 1);
          expect(plan.dueAt!.getTime()).toBeGreaterThan(NOW);
        },
      ),
    );
  });
});

describe('planClaim with jitter and blackouts', () => {
  const jitterMs = 45_000;

  it('starts an occurrence with its jitter, and leaves one whose start has not come', () => {
    const due = { ...everyMinute(0, { jitterMs }), jobId: 'a job with much jitter 5' };
    const delayMs = planClaim(due, NOW, FREE).dueAt!.getTime() - planClaim(due, NOW, FREE).occurrenceAt!.getTime();
    expect(delayMs).toBeGreaterThan(0);
    const noon = Date.parse('2026-03-01T12:00:00Z');
    const late = { ...due, dueAt: new Date(noon - MINUTE + delayMs), occurrenceAt: new Date(noon - MINUTE) };
    const early = planClaim(late, noon + delayMs - 1, FREE);
    expect(early.start?.scheduledFor).toEqual(new Date(noon - MINUTE));
    expect(early).toMatchObject({ occurrenceAt: new Date(noon), dueAt: new Date(noon + delayMs), nonRuns: [] });
    const onTime = planClaim(late, noon + delayMs, FREE);
    expect(onTime.start?.scheduledFor).toEqual(new Date(noon));
    expect(fates(onTime)).toEqual(['coalesced/coalesced']);
  });

  it('accounts for every instant, whatever the policies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.record({
          catchUp: fc.constantFrom('last' as const, 'all' as const, 'none' as const),
          catchUpLimit: fc.integer({ min: 1, max: 200 }),
          catchUpWindowMs: fc.integer({ min: 0, max: 4_000 * MINUTE }),
          overlap: fc.constantFrom('skip' as const, 'queue' as const, 'cancel' as const, 'allow' as const),
          jitterMs: fc.constantFrom(0, 1_000, 30_000, 3_600_000),
          blackouts: fc.constantFrom<Blackout[]>([], [{ start: '11:00', end: '12:30' }], [{ date: '2026-02-28' }]),
        }),
        fc.record({ manual: fc.boolean(), scheduled: fc.boolean(), waiting: fc.boolean() }),
        (minutesAgo, policies, busy) => {
          const plan = planClaim(everyMinute(minutesAgo, policies), NOW, busy);
          const newest = plan.lastClaimedFor.getTime();
          expect(accountedFor(plan)).toBe((newest - Date.parse(at(minutesAgo))) / MINUTE + 1);
          expect(plan.dueAt!.getTime()).toBeGreaterThan(NOW);
          expect(plan.occurrenceAt!.getTime()).toBe(newest + MINUTE);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('runs nothing in a blackout and says so', () => {
    const plan = planClaim(everyMinute(2, { blackouts: [{ start: '11:59', end: '13:00' }] }), NOW, FREE);
    expect(plan.start?.scheduledFor.toISOString()).toBe(at(2));
    expect(fates(plan)).toEqual(['skipped/blackout', 'skipped/blackout']);
  });

  it('skips all that falls due while the job is paused', () => {
    const plan = planClaim({ ...everyMinute(2), paused: true }, NOW, FREE);
    expect(fates(plan)).toEqual(['skipped/paused', 'skipped/paused', 'skipped/paused']);
  });
});
