/** One of the six positions of an expression: its name in messages, its limits, the names it takes. */
export interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Largest value of `*` and of an open step such as `1/2`: below `max` for weekdays, where 7 is Sunday again. */
  readonly last: number;
  readonly names: ReadonlyMap<string, number> | null;
  readonly isDay: boolean;
}

function numbered(names: string, first: number): Map<string, number> {
  return new Map(names.split(' ').map((name, index) => [name, index + first]));
}

const MONTHS = numbered('JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC', 1);
const WEEKDAYS = numbered('SUN MON TUE WED THU FRI SAT', 0);

function plain(name: string, min: number, max: number): CronField {
  return { name, min, max, last: max, names: null, isDay: false };
}

export const SECOND_FIELD = plain('second', 0, 59);
export const MINUTE_FIELD = plain('minute', 0, 59);
export const HOUR_FIELD = plain('hour', 0, 23);
export const DAY_OF_MONTH_FIELD: CronField = { ...plain('day-of-month', 1, 31), isDay: true };
export const MONTH_FIELD: CronField = { ...plain('month', 1, 12), names: MONTHS };
export const DAY_OF_WEEK_FIELD: CronField = {
  ...plain('day-of-week', 0, 7),
  last: 6,
  names: WEEKDAYS,
  isDay: true,
};
