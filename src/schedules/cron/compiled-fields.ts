import { BoundedCache } from '../bounded-cache.js';
import { parseCronField } from './cron-field-parser.js';
import { DAY_OF_MONTH_FIELD, DAY_OF_WEEK_FIELD, type CronField } from './cron-fields.js';
import type { CronTerm } from './cron-terms.js';
import { monthDayMasks, plainBits, type MonthDayMasks } from './month-days.js';

/** A field of plain values, compiled. */
export interface TimeField {
  /** For each value the smallest matching value that is not below it, or -1. */
  readonly next: Int8Array;
  /** The matching values as bits; meaningful for fields whose values stay below 32. */
  readonly bits: number;
  readonly isStar: boolean;
}

/** Both day fields, combined. */
export interface DayFields {
  readonly masks: MonthDayMasks;
  /** Months that can ever have a matching day (bit 1 = January). */
  readonly possibleMonths: number;
}

// Bits of the months that can have 28, 29, 30 and 31 days (bit 1 = January).
const MONTHS_BY_LENGTH = [0b100, 0b100, 0b101001010000, 0b1010110101010];

// Most expressions share most of their fields: these make a new expression five times cheaper to compile.
const timeFields = new BoundedCache<string, TimeField>(4000);
const dayFieldPairs = new BoundedCache<string, DayFields>(4000);

/** Compiles one field. Throws ScheduleError INVALID_INTERVAL; `expression` is for its message. */
export function timeField(field: CronField, text: string, expression: string): TimeField {
  return timeFields.getOrCreate(`${field.name} ${text}`, () => {
    const { terms, isStar } = parseCronField(field, text, expression);
    return { next: nextTable(terms, field.max), bits: plainBits(terms), isStar };
  });
}

/** Compiles the two day fields. Throws ScheduleError INVALID_INTERVAL; `expression` is for its message. */
export function dayFields(dayOfMonth: string, dayOfWeek: string, expression: string): DayFields {
  return dayFieldPairs.getOrCreate(`${dayOfMonth} ${dayOfWeek}`, () => {
    const masks = monthDayMasks(
      parseCronField(DAY_OF_MONTH_FIELD, dayOfMonth, expression),
      parseCronField(DAY_OF_WEEK_FIELD, dayOfWeek, expression),
    );
    let possibleMonths = 0;
    // Every month length meets every weekday of the 1st within 400 years, so the masks decide for all time.
    MONTHS_BY_LENGTH.forEach((months, index) => {
      if (masks.subarray(index * 7, index * 7 + 7).some((days) => days !== 0)) possibleMonths |= months;
    });
    return { masks, possibleMonths };
  });
}

function nextTable(terms: CronTerm[], max: number): Int8Array {
  const table = new Int8Array(max + 1).fill(-1);
  for (const term of terms) {
    if (term.kind !== 'range') continue;
    for (let value = term.from; value <= term.to; value += term.step) table[value] = value;
  }
  for (let value = max - 1; value >= 0; value--) {
    if (table[value] === -1) table[value] = table[value + 1]!;
  }
  return table;
}
