import { describe, expect, it } from 'vitest';

import { ScheduleError } from '../schedule.errors.js';
import { cronFields, parseCron } from './cron-expression.js';
import { plainValues } from './cron-values.js';
import { nextWallTime } from './wall-search.js';

function refusal(expression: string): ScheduleError {
  try {
    parseCron(expression);
  } catch (error) {
    if (error instanceof ScheduleError) return error;
  }
  throw new Error(`"${expression}" was accepted`);
}

/** The first matching days of 2026 as MM-DD. */
function daysOf2026(expression: string, count: number): string[] {
  const days: string[] = [];
  for (let wallMs = Date.UTC(2026, 0, 1); days.length < count;) {
    const found = nextWallTime(parseCron(expression), wallMs);
    days.push(new Date(found).toISOString().slice(5, 10));
    wallMs = found + 1000;
  }
  return days;
}

describe('parseCron', () => {
  it.each([
    ['0 25 * * *', 'hour field "25" is out of range 0-23 in "0 25 * * *"'],
    ['0 0 31-32 * *', 'day-of-month field "31-32" is out of range 1-31 in "0 0 31-32 * *"'],
    ['61 0 0 * * *', 'second field "61" is out of range 0-59 in "61 0 0 * * *"'],
    ['0 0 * 0 *', 'month field "0" is out of range 1-12 in "0 0 * 0 *"'],
    ['0 0 * * monday', 'day-of-week field "monday" cannot be read in "0 0 * * monday": write "MON"'],
    ['0 0 * * 5-0', 'day-of-week field "5-0" is a range that runs backwards in "0 0 * * 5-0": write "5-7"'],
    ['*/0 * * * *', 'minute field "*/0" has step 0 in "*/0 * * * *": a step is at least 1'],
    ['0 0 * * 1#6', 'day-of-week field "1#6" is out of range in "0 0 * * 1#6": the number after "#" is 1-5'],
    ['? * * * *', '"?" belongs to the day-of-month or day-of-week field'],
    ['1,,2 * * * *', 'minute field "1,,2" cannot be read'],
    ['0 0 L/2 * *', 'day-of-month field "L/2" cannot be read'],
    ['0 0 L-31 * *', 'L-0 to L-30 are allowed'],
    ['0 0 * * L', 'day-of-week field "L" cannot be read'],
    ['0 0 * *', '"0 0 * *" has 4 fields'],
    ['0 0 0 1 1 * 2026', 'has 7 fields'],
    ['@reboot', 'unknown alias "@reboot": use one of @yearly'],
    ['', 'the expression is empty'],
    ['1,'.repeat(600), 'longer than 1000 characters'],
  ])('refuses "%s" and says why', (expression, message) => {
    const error = refusal(expression);
    expect(error.message).toContain(message);
    expect(error).toMatchObject({ kind: 'impossible', code: 'INVALID_INTERVAL' });
    expect(error.details).toMatchObject([{ path: 'interval', message: error.message }]);
  });

  it.each([
    ['@yearly', '0 0 1 1 *'],
    ['@annually', '0 0 1 1 *'],
    ['@monthly', '0 0 1 * *'],
    ['@weekly', '0 0 * * 0'],
    ['@Daily', '0 0 * * *'],
    ['@midnight', '0 0 * * *'],
    ['@hourly', '0 * * * *'],
    ['0 0 * * 7', '0 0 * * 0'],
    ['0 0 * * FRI-SUN', '0 0 * * 5-7'],
    ['0 0 * * 7/2', '0 0 * * 0,2,4,6'],
    ['0 0 * * Mon/2', '0 0 * * 1,3,5'],
    ['0/15 * * * *', '*/15 * * * *'],
    ['0 0 ? jan-MAR ?', '0 0 * 1-3 *'],
    ['00 09 * * *', '0 9 * * *'],
  ])('reads "%s" as "%s"', (alias, expression) => {
    const ignored = { fieldTexts: [] };
    expect({ ...parseCron(alias), ...ignored }).toEqual({ ...parseCron(expression), ...ignored });
  });

  it.each([
    ['0 0 L * *', ['01-31', '02-28', '03-31', '04-30']],
    ['0 0 L-2 * *', ['01-29', '02-26', '03-29', '04-28']],
    ['0 0 LW * *', ['01-30', '02-27', '03-31', '04-30', '05-29']],
    ['0 0 L-1W * *', ['01-30', '02-27', '03-30', '04-29', '05-29']],
    ['0 0 1W * *', ['01-01', '02-02', '03-02', '04-01', '05-01', '06-01', '07-01', '08-03']],
    ['0 0 15W 2,3,8 *', ['02-16', '03-16', '08-14']],
    ['0 0 31W * *', ['01-30', '03-31', '05-29']],
    ['0 0 W 2 *', ['02-02', '02-03', '02-04', '02-05', '02-06', '02-09']],
    ['0 0 * * 5L', ['01-30', '02-27', '03-27']],
    ['0 0 * * friL', ['01-30', '02-27', '03-27']],
    ['0 0 * * MON#5', ['03-30', '06-29', '08-31']],
    ['0 0 * * 1#1,3#3', ['01-05', '01-21', '02-02', '02-18']],
    ['0 0 13 * FRI', ['01-02', '01-09', '01-13', '01-16']],
    ['0 0 */10 * MON', ['05-11', '06-01', '08-31', '09-21']],
    ['0 0 1-7 * */7', ['01-04', '02-01', '03-01', '04-05']],
    ['0 0 ? * 3', ['01-07', '01-14']],
  ])('finds the days of "%s"', (expression, days) => {
    expect(daysOf2026(expression, days.length)).toEqual(days);
  });

  it.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *', '0 0 31W 2 *', '0 0 L-30 4 *', '0 0 30 2 */2'])(
    'knows from the parsed masks alone that "%s" never matches',
    (expression) => {
      expect(parseCron(expression).isImpossible).toBe(true);
    },
  );

  it.each(['0 0 29 2 *', '0 0 * 2 MON#5', '0 0 30 2 MON', '0 0 29 2 */7', '0 0 L-30 * *'])(
    'knows that "%s" does match some day',
    (expression) => {
      expect(parseCron(expression).isImpossible).toBe(false);
    },
  );

  it('calls an expression wild if its second, minute or hour field starts with a star', () => {
    const isWild = (expression: string) => parseCron(expression).isWild;
    expect(['* 2 * * *', '0 */2 * * *', '* 0 2 * * *', '@hourly', '*/5,7 2 * * *'].map(isWild)).not.toContain(false);
    expect(['0 2 * * *', '0/5 2 * * *', '0-59 0-23 * * *', '@daily', '0 0 2 * * *'].map(isWild)).not.toContain(true);
  });

  it('gives the same object for the same text', () => {
    expect(parseCron('1 2 3 4 *')).toBe(parseCron('1 2 3 4 *'));
  });
});

describe('plainValues', () => {
  it('expands ranges, steps and Sunday as 7', () => {
    const fields = cronFields(parseCron('5-20/5,7 8/6 1,15-17 */4 FRI-7'));
    expect(plainValues(fields.minute)).toEqual([5, 7, 10, 15, 20]);
    expect(plainValues(fields.hour)).toEqual([8, 14, 20]);
    expect(plainValues(fields.dayOfMonth)).toEqual([1, 15, 16, 17]);
    expect(plainValues(fields.month)).toEqual([1, 5, 9]);
    expect(plainValues(fields.dayOfWeek, true)).toEqual([0, 5, 6]);
  });
});
