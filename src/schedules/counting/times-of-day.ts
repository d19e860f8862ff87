import { HOUR_MS, MINUTE_MS, SECOND_MS, DAY_MS } from '../calendar.js';
import type { CronExpression } from '../cron/cron-expression.js';

const tables = new WeakMap<CronExpression, TimesOfDay>();

/** The times of day of an expression; the days are left out. */
export function timesOfDay(expression: CronExpression): TimesOfDay {
  let table = tables.get(expression);
  if (!table) tables.set(expression, (table = new TimesOfDay(expression)));
  return table;
}

/** On any day that an expression names it runs at the same times: every hour × every minute × every second of its fields. */
export class TimesOfDay {
  /** How many a day. */
  readonly perDay: number;
  /** Two of them are never nearer to each other, by the clock on the wall. */
  readonly leastGapMs: number;
  /** The second of the minute that all of them have, or null. */
  readonly onlySecond: number | null;
  readonly #hours: number[];
  readonly #minutes: number[];
  readonly #seconds: number[];
  #list: Int32Array | undefined;
  #ranks: { hours: Uint8Array; minutes: Uint8Array; seconds: Uint8Array } | undefined;

  constructor({ nextHour, nextMinute, nextSecond }: CronExpression) {
    this.#hours = valuesOf(nextHour);
    this.#minutes = valuesOf(nextMinute);
    this.#seconds = valuesOf(nextSecond);
    this.perDay = this.#hours.length * this.#minutes.length * this.#seconds.length;
    this.leastGapMs =
      gapOf(this.#seconds, 60, SECOND_MS) ??
      gapOf(this.#minutes, 60, MINUTE_MS) ??
      gapOf(this.#hours, 24, HOUR_MS) ??
      DAY_MS;
    this.onlySecond = this.#seconds.length === 1 ? this.#seconds[0]! : null;
  }

  /** All of them in seconds, ascending. */
  get list(): Int32Array {
    return (this.#list ??= Int32Array.from(
      this.#hours.flatMap((hour) =>
        this.#minutes.flatMap((minute) => this.#seconds.map((second) => hour * 3600 + minute * 60 + second)),
      ),
    ));
  }

  /** How many lie before a second of the day (0 to 86400). */
  countBefore(secondOfDay: number): number {
    const { hours, minutes, seconds } = (this.#ranks ??= {
      hours: ranksOf(this.#hours, 24),
      minutes: ranksOf(this.#minutes, 60),
      seconds: ranksOf(this.#seconds, 60),
    });
    const hour = Math.floor(secondOfDay / 3600);
    const before = hours[hour]! * this.#minutes.length * this.#seconds.length;
    if (hour === 24 || hours[hour + 1] === hours[hour]) return before;
    const minute = Math.floor(secondOfDay / 60) % 60;
    const beforeMinute = before + minutes[minute]! * this.#seconds.length;
    return minutes[minute + 1] === minutes[minute] ? beforeMinute : beforeMinute + seconds[secondOfDay % 60]!;
  }
}

/** The values whose table entry is themselves. */
function valuesOf(next: Int8Array): number[] {
  const values: number[] = [];
  for (let value = 0; value < next.length; value++) if (next[value] === value) values.push(value);
  return values;
}

/** The least distance between two values, round the clock; null when there is only one. */
function gapOf(values: number[], round: number, unitMs: number): number | null {
  if (values.length === 1) return null;
  let least = values[0]! + round - values.at(-1)!;
  for (let index = 1; index < values.length; index++) least = Math.min(least, values[index]! - values[index - 1]!);
  return least * unitMs;
}

/** At each place how many values lie below it. */
function ranksOf(values: number[], length: number): Uint8Array {
  const ranks = new Uint8Array(length + 1);
  for (const value of values) ranks[value + 1] = 1;
  for (let index = 1; index <= length; index++) ranks[index]! += ranks[index - 1]!;
  return ranks;
}
