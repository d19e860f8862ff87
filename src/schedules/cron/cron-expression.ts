import { BoundedCache } from '../bounded-cache.js';
import { invalidInterval } from '../schedule.errors.js';
import { dayFields, timeField } from './compiled-fields.js';
import { parseCronField } from './cron-field-parser.js';
import {
  DAY_OF_MONTH_FIELD,
  DAY_OF_WEEK_FIELD,
  HOUR_FIELD,
  MINUTE_FIELD,
  MONTH_FIELD,
  SECOND_FIELD,
} from './cron-fields.js';
import type { CronFieldTerms } from './cron-terms.js';
import type { MonthDayMasks } from './month-days.js';

/** A parsed expression, ready to be searched: a few hundred bytes, immutable, shared by all who use the same text. */
export interface CronExpression {
  /** The six fields as given, seconds first; aliases resolved. */
  readonly fieldTexts: readonly string[];
  /** For each value the smallest matching value that is not below it, or -1. */
  readonly nextSecond: Int8Array;
  readonly nextMinute: Int8Array;
  readonly nextHour: Int8Array;
  /** Earliest matching time of a matching day, in seconds. */
  readonly firstSecondOfDay: number;
  /** Bit 1 = January. */
  readonly monthBits: number;
  readonly dayMasks: MonthDayMasks;
  /** Follows real time through clock changes; otherwise its wall times are fixed. */
  readonly isWild: boolean;
  /** No date can ever match, such as 30 February. */
  readonly isImpossible: boolean;
}

/** The fields of an expression, read. */
export interface CronFields {
  second: CronFieldTerms;
  minute: CronFieldTerms;
  hour: CronFieldTerms;
  dayOfMonth: CronFieldTerms;
  month: CronFieldTerms;
  dayOfWeek: CronFieldTerms;
}

const ALIASES = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

const MAX_LENGTH = 1000;
const expressions = new BoundedCache<string, CronExpression>(5000);

/** Parses an expression of five or six fields, or an alias. Throws ScheduleError INVALID_INTERVAL. */
export function parseCron(text: string): CronExpression {
  return expressions.getOrCreate(text, compile);
}

/** Reads the fields of an expression that parseCron accepted. */
export function cronFields(expression: CronExpression): CronFields {
  return readFields(expression.fieldTexts, expression.fieldTexts.join(' '));
}

function compile(text: string): CronExpression {
  const fieldTexts = splitFields(text);
  const expression = text.trim();
  const [second = '', minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = fieldTexts;
  const seconds = timeField(SECOND_FIELD, second, expression);
  const minutes = timeField(MINUTE_FIELD, minute, expression);
  const hours = timeField(HOUR_FIELD, hour, expression);
  const days = dayFields(dayOfMonth, dayOfWeek, expression);
  const monthBits = timeField(MONTH_FIELD, month, expression).bits;
  return {
    fieldTexts,
    nextSecond: seconds.next,
    nextMinute: minutes.next,
    nextHour: hours.next,
    firstSecondOfDay: hours.next[0]! * 3600 + minutes.next[0]! * 60 + seconds.next[0]!,
    monthBits,
    dayMasks: days.masks,
    isWild: seconds.isStar || minutes.isStar || hours.isStar,
    isImpossible: (monthBits & days.possibleMonths) === 0,
  };
}

function splitFields(text: string): string[] {
  if (text.length > MAX_LENGTH) {
    throw invalidInterval(`the expression is longer than ${MAX_LENGTH} characters`, `${text.slice(0, 100)}…`);
  }
  const trimmed = text.trim();
  if (trimmed === '') throw invalidInterval('the expression is empty: five fields such as "0 9 * * *"', text);
  const resolved = trimmed.startsWith('@') ? ALIASES.get(trimmed.toLowerCase()) : trimmed;
  if (resolved === undefined) {
    throw invalidInterval(`unknown alias "${trimmed}": use one of ${[...ALIASES.keys()].join(', ')}`, text);
  }
  const fields = resolved.split(/\s+/);
  if (fields.length === 5) return ['0', ...fields];
  if (fields.length === 6) return fields;
  throw invalidInterval(
    `"${trimmed}" has ${fields.length} field${fields.length === 1 ? '' : 's'}: a cron expression has five ` +
      '(minute hour day-of-month month day-of-week) or six (with leading seconds)',
    text,
  );
}

function readFields(texts: readonly string[], expression: string): CronFields {
  const [second = '', minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = texts;
  return {
    second: parseCronField(SECOND_FIELD, second, expression),
    minute: parseCronField(MINUTE_FIELD, minute, expression),
    hour: parseCronField(HOUR_FIELD, hour, expression),
    dayOfMonth: parseCronField(DAY_OF_MONTH_FIELD, dayOfMonth, expression),
    month: parseCronField(MONTH_FIELD, month, expression),
    dayOfWeek: parseCronField(DAY_OF_WEEK_FIELD, dayOfWeek, expression),
  };
}
