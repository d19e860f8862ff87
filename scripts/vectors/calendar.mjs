// Days, fields, and what never or hardly ever comes: in UTC, where no clock changes.

/**
 * @typedef {import('./vector-files.mjs').CronCase} CronCase
 * @typedef {import('./vector-files.mjs').SimpleCase} SimpleCase
 * @typedef {[id: string, expression: string, why: string, count?: number]} Row
 */

/** @type {(from: string) => (rows: Row[]) => CronCase[]} */
const from = (instant) => (rows) =>
  rows.map(([id, expression, why, count = 3]) => ({ id, expression, why, from: instant, zone: 'UTC', count }));

export const DAY_CASES = from('2023-12-31T23:59:59Z')([
  ['last-day', '0 0 L * *', 'L: the last day of the month'],
  ['last-day-of-february', '0 0 L 2 *', 'the last day of February is the 29th in leap years'],
  ['day-before-last', '0 0 L-1 * *', 'L-1: the day before the last'],
  ['last-working-day', '0 0 LW * *', 'LW: the last Monday to Friday of the month'],
  ['nearest-working-day', '0 0 15W * *', '15W: the Monday to Friday nearest to the 15th'],
  ['nearest-to-the-first', '0 0 1W * *', '1W does not leave the month: a Saturday 1st gives Monday the 3rd', 6],
  ['third-friday', '0 0 * * 5#3', '5#3: the third Friday'],
  ['fifth-monday', '0 0 * * MON#5', 'months without a fifth Monday have no run'],
  ['last-friday', '0 0 * * 5L', '5L: the last Friday of the month'],
  ['either-day', '0 0 13 * FRI', 'both day fields restricted: the 13th or a Friday', 5],
  [
    'star-step-day-and-weekday',
    '0 0 */2 * MON',
    'a field that starts with * is unrestricted: odd days that are Mondays',
  ],
  [
    'day-and-star-step-weekday',
    '0 0 1-7 * */7',
    'a field that starts with * is unrestricted: the first Sunday of the month',
  ],
  ['question-mark', '0 0 ? * WED', '? is *'],
  ['sunday-is-0-and-7', '0 0 * * 7', '7 is Sunday'],
  ['range-over-sunday', '0 0 * * FRI-SUN', 'names make ranges; Sunday may be the end'],
  ['day-31', '0 0 31 * *', 'months without a 31st have no run', 4],
  ['leap-day', '0 0 29 2 *', 'every four years'],
  ['weekdays-in-a-month', '0 9 * MAR MON-FRI', 'month and weekday must both match'],
]);

export const FIELD_CASES = from('2024-01-01T10:07:30Z')([
  ['every-minute', '* * * * *', 'strictly after'],
  ['steps', '*/15 * * * *', 'steps start at 0'],
  ['steps-from', '7/20 * * * *', '7/20: from 7 to the end in steps of 20', 4],
  ['steps-in-range', '10-40/10 9-11 * * *', 'a range in steps', 6],
  ['uneven-steps', '*/25 * * * *', 'after 50 it starts again at 0', 4],
  ['list', '5,10,40 10,12 * * *', 'lists of both fields are combined', 5],
  ['seconds', '*/20 * * * * *', 'six fields: seconds first', 4],
  ['seconds-at-noon', '15,45 0 12 * * *', 'six fields: seconds first'],
  ['hourly-alias', '@hourly', '0 * * * *'],
  ['daily-alias', '@daily', '0 0 * * *'],
  ['weekly-alias', '@weekly', 'Sunday at midnight'],
  ['monthly-alias', '@monthly', 'the first at midnight'],
  ['yearly-alias', '@yearly', '1 January at midnight'],
  ['names', '0 0 1 jan,JUL *', 'names in any letter case'],
]);

export const RARE_CASES = from('2024-03-01T00:00:00Z')([
  ['30-february', '0 0 30 2 *', 'there is no 30 February', 1],
  ['31-april', '0 0 31 4,6,9,11 *', 'these months have 30 days', 1],
  ['31-february-nearest', '0 0 31W 2 *', 'there is no 31 February to be near to', 1],
  ['leap-day-once-a-century', '0 0 29 2 *', 'every four years', 2],
  ['leap-sunday', '0 0 29 2 */7', '29 February on a Sunday: every 28 years'],
  ['fifth-monday-of-february', '0 0 * 2 MON#5', '29 February on a Monday: 40 years where a century is no leap year', 5],
]);

/** @type {[id: string, interval: string, zone: string, startOn: string, from: string, count: number, why: string][]} */
const SIMPLE_ROWS = [
  [
    'day-into-gap',
    '1 day',
    'Europe/Berlin',
    '2024-03-30T01:30:00Z',
    '2024-03-30T01:30:00Z',
    3,
    'a calendar step keeps the time of day; in a gap it runs right after it',
  ],
  [
    '24-hours-through-gap',
    '24 hours',
    'Europe/Berlin',
    '2024-03-30T01:30:00Z',
    '2024-03-30T01:30:00Z',
    3,
    'elapsed time does not know of clock changes',
  ],
  [
    'day-into-repeated-hour',
    '1 day',
    'Europe/Berlin',
    '2024-10-26T00:30:00Z',
    '2024-10-26T00:30:00Z',
    3,
    'a calendar step into a repeated time runs in the first pass',
  ],
  ['week', '1 week', 'America/New_York', '2024-03-03T14:00:00Z', '2024-03-03T14:00:00Z', 3, 'the time of day stays'],
  [
    'month-end',
    '1 month',
    'UTC',
    '2024-01-31T09:00:00Z',
    '2024-01-31T09:00:00Z',
    4,
    'computed from the origin: the end of a month clamps, and does not drift',
  ],
  [
    'year-from-leap-day',
    '1 year',
    'UTC',
    '2024-02-29T00:00:00Z',
    '2024-02-29T00:00:00Z',
    4,
    '29 February clamps to the 28th',
  ],
  [
    'skipped-date',
    '1 day',
    'Pacific/Apia',
    '2011-12-28T18:00:00Z',
    '2011-12-28T18:00:00Z',
    3,
    '30 December 2011 did not exist there',
  ],
  [
    'ninety-minutes',
    'PT1H30M',
    'UTC',
    '2024-01-01T00:00:00Z',
    '2024-01-01T02:00:00Z',
    3,
    'from the origin, not from the last run',
  ],
  [
    'origin-ahead',
    '1 hour',
    'UTC',
    '2024-01-01T12:34:56Z',
    '2024-01-01T00:00:00Z',
    2,
    'the origin is the first occurrence',
  ],
];

/** @type {SimpleCase[]} */
export const SIMPLE_CASES = SIMPLE_ROWS.map(([id, interval, zone, startOn, after, count, why]) => ({
  id,
  interval,
  zone,
  startOn,
  from: after,
  count,
  why,
}));
