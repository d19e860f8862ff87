import { describe, expect, it } from 'vitest';
import { nextDue, scheduleChanged, scheduleOf, scheduleSpecOf } from './job-schedules.js';
import type { ScheduleFields } from './job-schedules.js';

const fields: ScheduleFields = {
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
const due = (changes: Partial<ScheduleFields>, lastClaimedFor: string | null = null): string | undefined =>
  nextDue({ ...fields, ...changes }, now, lastClaimedFor === null ? null : new Date(lastClaimedFor))?.toISOString();

describe('nextDue', () => {
  it('is the first occurrence after now', () => {
    expect(due({})).toBe('2026-03-01T09:00:00.000Z');
    expect(nextDue(fields, new Date('2026-03-01T09:00:00Z'), null)).toEqual(new Date('2026-03-02T09:00:00Z'));
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
    const changes: Partial<ScheduleFields>[] = [
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
