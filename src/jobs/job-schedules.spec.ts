import { describe, expect, it } from 'vitest';
import {
  dueOccurrence,
  nextDue,
  sameOccurrence,
  scheduleChanged,
  scheduleOf,
  scheduleSpecOf,
} from './job-schedules.js';
import type { ScheduledJob } from './job-schedules.js';

const fields: ScheduledJob = {
  id: '01900000-0000-7000-8000-000000000007',
  policies: {},
  enabled: true,
  interval: '0 9 * * *',
  intervalType: 'cron',
  timezone: 'UTC',
  startOn: null,
  endOn: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  editingId: null,
};
const now = new Date('2026-03-01T08:00:00Z');
const due = (changes: Partial<ScheduledJob>, lastClaimedFor: string | null = null): string | undefined =>
  nextDue(
    { ...fields, ...changes },
    now,
    lastClaimedFor === null ? null : new Date(lastClaimedFor),
  )?.dueAt.toISOString();

describe('nextDue', () => {
  it('is the first occurrence after now', () => {
    expect(due({})).toBe('2026-03-01T09:00:00.000Z');
    expect(nextDue(fields, new Date('2026-03-01T09:00:00Z'), null)?.dueAt).toEqual(new Date('2026-03-02T09:00:00Z'));
  });

  it('never is an instant that was already claimed', () => {
    expect(due({}, '2026-03-01T09:00:00Z')).toBe('2026-03-02T09:00:00.000Z');
    expect(due({}, '2026-02-01T09:00:00Z')).toBe('2026-03-01T09:00:00.000Z');
  });

  it.each([
    ['disabled', { enabled: false }],
    ['a draft', { editingId: '01900000-0000-7000-8000-000000000001' }],
    ['without an interval', { interval: null, intervalType: null }],
    ['past its end', { endOn: new Date('2026-02-01T00:00:00Z') }],
    ['impossible', { interval: '0 0 30 2 *' }],
    ['once, in the past', { intervalType: 'once' as const, interval: null, startOn: new Date('2026-02-01T00:00:00Z') }],
    ['once, without a start', { intervalType: 'once' as const, interval: null }],
  ])('is null for a job that is %s', (_, changes) => expect(due(changes)).toBeUndefined());

  it('waits for the start, which counts as an occurrence itself', () => {
    expect(due({ startOn: new Date('2026-04-01T09:00:00Z') })).toBe('2026-04-01T09:00:00.000Z');
    const start = new Date('2026-04-01T10:10:10Z');
    expect(due({ intervalType: 'once', interval: null, startOn: start })).toBe(start.toISOString());
  });

  it('counts simple intervals from the start, else from the creation', () => {
    expect(due({ intervalType: 'simple', interval: '7 days' })).toBe('2026-03-05T00:00:00.000Z');
    const startOn = new Date('2026-02-28T12:30:00Z');
    expect(due({ intervalType: 'simple', interval: '1 day', startOn })).toBe('2026-03-01T12:30:00.000Z');
  });
});

describe('scheduleSpecOf', () => {
  it('is undefined without a type or without what the type needs', () => {
    expect(scheduleSpecOf({ ...fields, intervalType: null })).toBeUndefined();
    expect(scheduleSpecOf({ ...fields, interval: null })).toBeUndefined();
    expect(scheduleOf({ ...fields, interval: '' })).toBeUndefined();
    expect(scheduleSpecOf({ ...fields, interval: null, intervalType: 'once' })).toBeDefined();
  });
});

describe('scheduleChanged', () => {
  it('is true when a field that decides the next run differs', () => {
    const changes: Partial<ScheduledJob>[] = [
      { enabled: false },
      { interval: '0 10 * * *' },
      { intervalType: 'once' },
      { timezone: 'Europe/Berlin' },
      { startOn: now },
      { endOn: now },
    ];
    for (const change of changes) expect(scheduleChanged(fields, { ...fields, ...change })).toBe(true);
  });

  it('is false for the same instants in other objects', () => {
    const before = { ...fields, startOn: new Date(now), endOn: new Date(now) };
    expect(scheduleChanged(before, { ...fields, startOn: new Date(now), endOn: new Date(now) })).toBe(false);
    expect(scheduleChanged(fields, { ...fields, createdAt: now })).toBe(false);
  });
});

describe('jitter', () => {
  const jittered = { ...fields, policies: { jitterMs: 600_000 } };
  const delayOf = (job: ScheduledJob, from: Date): number => {
    const start = nextDue(job, from, null)!;
    return start.dueAt.getTime() - start.occurrenceAt.getTime();
  };

  it('delays every occurrence of a job alike, by less than jitterMs', () => {
    const delay = delayOf(jittered, now);
    expect(delay).toBeGreaterThan(0);
    expect(delay).toBeLessThan(600_000);
    expect(delayOf(jittered, new Date('2026-07-01T00:00:00Z'))).toBe(delay);
  });

  it('spreads jobs evenly', () => {
    const delays = Array.from({ length: 400 }, (_, index) =>
      delayOf({ ...jittered, id: `01900000-0000-7000-8000-${String(index).padStart(12, '0')}` }, now),
    );
    const quarters = [0, 1, 2, 3].map((quarter) => delays.filter((ms) => Math.floor(ms / 150_000) === quarter).length);
    for (const count of quarters) expect(count).toBeGreaterThan(60);
  });

  it('never reaches the next occurrence', () => {
    const every = { ...jittered, intervalType: 'simple' as const, interval: '5 seconds' };
    for (let from = now.getTime(); from < now.getTime() + 60_000; from += 1_000)
      expect(delayOf(every, new Date(from))).toBeLessThan(5_000);
  });

  it('moves the start of the same occurrence when it is changed', () => {
    const occurrenceAt = new Date('2026-03-01T09:00:00Z');
    expect(sameOccurrence(fields, occurrenceAt)).toEqual({ occurrenceAt, dueAt: occurrenceAt });
    expect(sameOccurrence(jittered, occurrenceAt).dueAt.getTime()).toBeGreaterThan(occurrenceAt.getTime());
  });
});

describe('dueOccurrence', () => {
  const at = (text: string): Date => new Date(`2026-03-01T${text}Z`);
  const stored = {
    dueAt: at('09:03:00'),
    occurrenceAt: at('09:00:00'),
    lastClaimedFor: null,
    policies: { jitterMs: 600_000 },
  };

  it('is the stored occurrence, which lies at most the jitter before the start', () => {
    expect(dueOccurrence(stored)).toEqual(at('09:00:00'));
    expect(dueOccurrence({ ...stored, policies: { jitterMs: 60_000 } })).toEqual(stored.dueAt);
    expect(dueOccurrence({ ...stored, policies: null })).toEqual(stored.dueAt);
  });

  it('is the start itself when an older version advanced the schedule without knowing of occurrences', () => {
    expect(dueOccurrence({ ...stored, lastClaimedFor: at('09:00:00') })).toEqual(stored.dueAt);
    expect(dueOccurrence({ ...stored, occurrenceAt: null })).toEqual(stored.dueAt);
    expect(dueOccurrence({ ...stored, occurrenceAt: at('10:00:00') })).toEqual(stored.dueAt);
  });

  it('is none when nothing is due', () => expect(dueOccurrence({ ...stored, dueAt: null })).toBeNull());
});
