/** Every `step`-th value from `from` to `to`, both included. A single value is a range of one. */
export interface RangeTerm {
  kind: 'range';
  from: number;
  to: number;
  step: number;
}

/** Days of the month that depend on the month: `L`, `L-3`, `LW`, `15W`, `W`. */
export type MonthDayTerm =
  | { kind: 'lastDay'; daysBefore: number }
  | { kind: 'lastWeekday'; daysBefore: number }
  | { kind: 'nearestWeekday'; day: number }
  | { kind: 'anyWeekday' };

/** Weekdays that depend on the month: `MON#2` (`nth` 1-5) and `5L` (`nth` null: the last). Sunday = 0. */
export interface NthWeekdayTerm {
  kind: 'nthWeekday';
  weekday: number;
  nth: number | null;
}

export type CronTerm = RangeTerm | MonthDayTerm | NthWeekdayTerm;

/** One field, read: the union of its terms, and whether it starts with a star (or is `?`). */
export interface CronFieldTerms {
  terms: CronTerm[];
  isStar: boolean;
}
