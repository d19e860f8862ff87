import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { describeSchedule } from './describe.js';
import { expressions } from './testdata/arbitraries.js';
import { cronSpec, simpleSpec } from './testdata/schedule-specs.js';

describe('describeSchedule', () => {
  it.each([
    ['0 9 * * *', 'At 09:00 every day (Europe/Berlin)'],
    ['@daily', 'At 00:00 every day (Europe/Berlin)'],
    ['*/15 * * * *', 'Every 15 minutes'],
    ['0/15 * * * *', 'Every 15 minutes'],
    ['0,15,30,45 * * * *', 'Every 15 minutes'],
    ['* * * * *', 'Every minute'],
    ['@hourly', 'Every hour'],
    ['30 * * * *', 'At minute 30 of every hour'],
    ['*/7 * * * *', 'At minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour'],
    ['0 */2 * * *', 'Every 2 hours (Europe/Berlin)'],
    ['30 */2 * * *', 'At minute 30 of every 2nd hour (Europe/Berlin)'],
    ['30 8 * * 1-5', 'At 08:30 on Monday to Friday (Europe/Berlin)'],
    ['0 9-17 * * *', 'Every hour from 09:00 to 17:00 (Europe/Berlin)'],
    ['*/15 9-17 * * MON-FRI', 'Every 15 minutes between 09:00 and 17:59 on Monday to Friday (Europe/Berlin)'],
    ['5,35 1,3,5,7 * * *', 'At minutes 5 and 35 of hours 01, 03, 05 and 07 (Europe/Berlin)'],
    ['* * * * * *', 'Every second'],
    ['*/10 * * * * *', 'Every 10 seconds'],
    ['30 0 9 * * *', 'At 09:00:30 every day (Europe/Berlin)'],
    ['30 */10 * * * *', 'At second 30 of every 10th minute'],
    ['*/20 30 */3 * * *', 'Every 20 seconds of minute 30 of every 3rd hour (Europe/Berlin)'],
    [
      '15,50 20,35 1,2 * * *',
      'At seconds 15 and 50 of minutes 20 and 35 of every hour between 01:00 and 02:59 (Europe/Berlin)',
    ],
    ['0 0 1,15 * *', 'At 00:00 on day 1 and 15 of the month (Europe/Berlin)'],
    ['0 0 1,L * *', 'At 00:00 on day 1 and the last day of the month (Europe/Berlin)'],
    ['0 0 L-2 * *', 'At 00:00 on the 3rd to last day of the month (Europe/Berlin)'],
    ['0 0 LW 5 *', 'At 00:00 on the last weekday (Monday to Friday) of the month in May (Europe/Berlin)'],
    ['0 0 15W * *', 'At 00:00 on the weekday (Monday to Friday) nearest day 15 of the month (Europe/Berlin)'],
    ['0 0 * * 5L', 'At 00:00 on the last Friday of the month (Europe/Berlin)'],
    ['0 0 * * MON#2', 'At 00:00 on the 2nd Monday of the month (Europe/Berlin)'],
    ['0 0 * * 5-7', 'At 00:00 on Friday to Sunday (Europe/Berlin)'],
    ['0 12 1 * MON', 'At 12:00 on day 1 of the month or on Monday (Europe/Berlin)'],
    ['0 12 */2 * MON', 'At 12:00 on every 2nd day from day 1 of the month, but only on Monday (Europe/Berlin)'],
    ['0 12 1-31 * MON', 'At 12:00 every day (Europe/Berlin)'],
    ['0 0 * 4-10 *', 'At 00:00 every day in April to October (Europe/Berlin)'],
    ['*/15 * * * MON', 'Every 15 minutes on Monday (Europe/Berlin)'],
    ['* * * 1 *', 'Every minute every day in January (Europe/Berlin)'],
  ])('says of "%s": %s', (expression, words) => {
    expect(describeSchedule(cronSpec(expression, 'Europe/Berlin'))).toBe(words);
  });

  it.each([
    ['2 seconds', 'Every 2 seconds'],
    ['PT1H30M', 'Every 1 hour and 30 minutes'],
    ['1 hour', 'Every hour'],
    ['1 month', 'Every month, from 2026-01-31 10:00 (Europe/Berlin)'],
    ['1 day 12 hours', 'Every 1 day and 12 hours, from 2026-01-31 10:00 (Europe/Berlin)'],
  ])('says of the interval "%s": %s', (interval, words) => {
    expect(describeSchedule(simpleSpec(interval, 'Europe/Berlin', '2026-01-31T09:00:00Z'))).toBe(words);
  });

  it('says when a schedule runs once or never', () => {
    const once = cronSpec('', 'UTC', { intervalType: 'once', startOn: new Date('2026-01-01T09:00:00Z') });
    expect(describeSchedule(once)).toBe('Once, at 2026-01-01 09:00 (UTC)');
    expect(describeSchedule({ ...once, startOn: null })).toBe('Once, but startOn is not set');
    expect(describeSchedule(cronSpec('', 'UTC', { interval: null }))).toBe('Never: no interval is set');
  });

  it('has words for everything the parser accepts', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(describeSchedule(cronSpec(expression))).not.toMatch(/undefined|null|NaN| {2}/);
      }),
      { numRuns: 1000 },
    );
  });
});
