import { describe, expect, it } from 'vitest';

import { compileSchedule, inferIntervalType } from './schedule.js';
import { cronSpec, simpleSpec } from './testdata/schedule-specs.js';

const START = new Date('2026-05-01T00:00:00Z');

describe('compileSchedule', () => {
  it('includes startOn and endOn themselves', () => {
    const schedule = compileSchedule(
      cronSpec('0 0 * * *', 'UTC', { startOn: START, endOn: new Date('2026-05-02T00:00:00Z') }),
    );
    expect(schedule.next(0)).toBe(START.getTime());
    expect(schedule.next(START.getTime())).toBe(Date.parse('2026-05-02T00:00:00Z'));
    expect(schedule.next(Date.parse('2026-05-02T00:00:00Z'))).toBeNull();
  });

  it('runs once at startOn, and never without it', () => {
    const once = compileSchedule(cronSpec('ignored', 'UTC', { intervalType: 'once', startOn: START }));
    expect(once.next(START.getTime() - 1)).toBe(START.getTime());
    expect(once.next(START.getTime())).toBeNull();
    const never = compileSchedule(cronSpec('ignored', 'UTC', { intervalType: 'once' }));
    expect([never.next(0), never.isImpossible]).toEqual([null, true]);
  });

  it('has no occurrence without an interval', () => {
    for (const intervalType of ['cron', 'simple'] as const) {
      const schedule = compileSchedule(cronSpec('', 'UTC', { intervalType, interval: null }));
      expect([schedule.next(0), schedule.isImpossible]).toEqual([null, true]);
    }
  });

  it('counts simple intervals from startOn, else from the anchor', () => {
    const spec = simpleSpec('1 hour', 'UTC', '2026-01-01T00:20:00Z');
    expect(compileSchedule(spec).next(START.getTime())).toBe(Date.parse('2026-05-01T00:20:00Z'));
    const started = compileSchedule({ ...spec, startOn: new Date('2026-04-01T00:45:00Z') });
    expect(started.next(START.getTime())).toBe(Date.parse('2026-05-01T00:45:00Z'));
  });

  it.each([
    ['INVALID_INTERVAL', 'interval', cronSpec('nonsense')],
    ['INVALID_INTERVAL', 'interval', simpleSpec('nonsense', 'UTC', '2026-01-01')],
    ['INVALID_TIMEZONE', 'timezone', cronSpec('0 0 * * *', 'Mars/Olympus')],
    ['INVALID_RANGE', 'endOn', cronSpec('0 0 * * *', 'UTC', { startOn: START, endOn: new Date(0) })],
    ['INVALID_DATE', 'startOn', cronSpec('0 0 * * *', 'UTC', { startOn: new Date('x') })],
    ['INVALID_DATE', 'endOn', cronSpec('0 0 * * *', 'UTC', { endOn: new Date('x') })],
    ['INVALID_DATE', 'startOn', simpleSpec('1 day', 'UTC', 'x')],
  ])('refuses with %s at %s', (code, path, spec) => {
    expect(() => compileSchedule(spec)).toThrow(
      expect.objectContaining({
        name: 'ScheduleError',
        kind: 'impossible',
        code,
        details: [expect.objectContaining({ path })],
      }),
    );
  });
});

describe('inferIntervalType', () => {
  it.each([
    ['0 9 * * *', 'cron'],
    ['@daily', 'cron'],
    ['*/5 * * * * *', 'cron'],
    ['2 seconds', 'simple'],
    ['1 day 12 hours 5 minutes', 'simple'],
    ['PT1H30M', 'simple'],
    ['every hour', 'simple'],
  ])('takes "%s" for %s', (interval, type) => {
    expect(inferIntervalType(interval)).toBe(type);
  });

  it('explains a refusal in the terms of what was meant', () => {
    expect(() => inferIntervalType('0 25 * * *')).toThrow('hour field "25"');
    expect(() => inferIntervalType('5 bananas')).toThrow('unknown unit "bananas"');
    expect(() => inferIntervalType('-1 hours')).toThrow('cannot be read at "-1 hours"');
    expect(() => inferIntervalType('')).toThrow('the expression is empty');
  });
});
