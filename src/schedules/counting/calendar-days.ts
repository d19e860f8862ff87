import { dateOf, daysInMonth, weekdayOf } from '../calendar.js';
import type { CronExpression } from '../cron/cron-expression.js';
import { monthShape } from '../cron/month-days.js';

/** The days of a period, each with what decides whether an expression names it; shared by all expressions. */
export class CalendarDays {
  readonly #firstDay: number;
  readonly #months: Int8Array;
  readonly #shapes: Int8Array;
  readonly #bits: Int8Array;

  /** Day numbers, both included. */
  constructor(firstDay: number, lastDay: number) {
    const length = lastDay - firstDay + 1;
    this.#firstDay = firstDay;
    this.#months = new Int8Array(length);
    this.#shapes = new Int8Array(length);
    this.#bits = new Int8Array(length);
    for (let index = 0; index < length; index++) {
      const { year, month, day } = dateOf(firstDay + index);
      this.#months[index] = month;
      this.#shapes[index] = monthShape(daysInMonth(year, month), weekdayOf(firstDay + index - day + 1));
      this.#bits[index] = day - 1;
    }
  }

  /** Whether the expression names a day of the period. */
  isNamed({ monthBits, dayMasks }: CronExpression, day: number): boolean {
    const index = day - this.#firstDay;
    if (((monthBits >>> this.#months[index]!) & 1) === 0) return false;
    return ((dayMasks[this.#shapes[index]!]! >>> this.#bits[index]!) & 1) === 1;
  }
}
