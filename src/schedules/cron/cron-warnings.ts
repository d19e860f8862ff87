import { cronFields, type CronExpression, type CronFields } from './cron-expression.js';
import {
  DAY_OF_MONTH_FIELD,
  DAY_OF_WEEK_FIELD,
  HOUR_FIELD,
  MINUTE_FIELD,
  MONTH_FIELD,
  SECOND_FIELD,
  type CronField,
} from './cron-fields.js';
import type { CronFieldTerms } from './cron-terms.js';
import { plainValues } from './cron-values.js';

/** What surprises people about a valid expression, one sentence each; empty for most. */
export function cronWarnings(expression: CronExpression): string[] {
  if (expression.isImpossible) return ['This expression never matches: no month it names has a day it names.'];
  const fields = cronFields(expression);
  return [...dayWarnings(fields), ...frequencyWarnings(fields), ...stepWarnings(fields)];
}

function dayWarnings({ dayOfMonth, dayOfWeek, month }: CronFields): string[] {
  const warnings: string[] = [];
  if (!dayOfMonth.isStar && !dayOfWeek.isStar) {
    warnings.push(
      'Day of month and day of week are both given: it runs on days that match either of them, not only both.',
    );
  } else if (isStepped(dayOfMonth) && !matchesAll(dayOfWeek, DAY_OF_WEEK_FIELD)) {
    warnings.push('A day of month that starts with "*" does not add days: it runs on days that match both day fields.');
  } else if (isStepped(dayOfWeek) && !matchesAll(dayOfMonth, DAY_OF_MONTH_FIELD)) {
    warnings.push('A day of week that starts with "*" does not add days: it runs on days that match both day fields.');
  }
  const days = plainValues(dayOfMonth);
  const isPlain = dayOfMonth.terms.every((term) => term.kind === 'range');
  const rareDay = days[0] ?? 0;
  if (
    isPlain &&
    rareDay > 28 &&
    dayOfWeek.isStar &&
    plainValues(month).some((value) => lengthAtLeast(value) < rareDay)
  ) {
    warnings.push(`Months without day ${rareDay} are skipped; "L" is the last day of every month.`);
  }
  return warnings;
}

function frequencyWarnings({ second, minute, hour }: CronFields): string[] {
  const seconds = plainValues(second).length;
  if (seconds === 60) return ['It runs every second of the minutes it names.'];
  const hours = plainValues(hour).length;
  if (plainValues(minute).length === 60 && hours <= 2) {
    return [
      `It runs in every minute of the hour${hours === 1 ? '' : 's'} it names; for one run, write "0" as the minute.`,
    ];
  }
  return [];
}

function stepWarnings(fields: CronFields): string[] {
  const stepped: [CronField, CronFieldTerms, number][] = [
    [SECOND_FIELD, fields.second, 60],
    [MINUTE_FIELD, fields.minute, 60],
    [HOUR_FIELD, fields.hour, 24],
    [MONTH_FIELD, fields.month, 12],
  ];
  return stepped.flatMap(([field, { terms, isStar }, size]) => {
    const [term] = terms;
    if (!isStar || terms.length !== 1 || term?.kind !== 'range' || size % term.step === 0) return [];
    if (term.step >= size)
      return [`The ${field.name} step ${term.step} is larger than the field: only ${term.from} matches.`];
    const left = (size - 1) % term.step;
    return [
      `${term.step} does not divide ${size}: after ${field.name} ${term.to - left} it starts again at ${term.from}.`,
    ];
  });
}

function isStepped(field: CronFieldTerms): boolean {
  return field.isStar && field.terms.some((term) => term.kind !== 'range' || term.step > 1);
}

function matchesAll(field: CronFieldTerms, { min, last }: CronField): boolean {
  const values = plainValues(field, last === 6);
  return values.length === last - min + 1;
}

/** The shortest a month can be. */
function lengthAtLeast(month: number): number {
  if (month === 2) return 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
