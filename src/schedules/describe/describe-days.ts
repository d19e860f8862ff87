import type { CronFields } from '../cron/cron-expression.js';
import type { CronFieldTerms, CronTerm } from '../cron/cron-terms.js';
import { plainValues } from '../cron/cron-values.js';
import { joinWords, ordinal, valuesInWords } from './words.js';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ',January,February,March,April,May,June,July,August,September,October,November,December'.split(',');

/** The days in words, to follow the times; null when every day matches. */
export function describeDays({ dayOfMonth, dayOfWeek, month }: CronFields): string | null {
  const monthDays = describeMonthDays(dayOfMonth);
  const weekdays = describeWeekdays(dayOfWeek);
  const isEither = !dayOfMonth.isStar && !dayOfWeek.isStar;
  const months = plainValues(month);
  const inMonths = months.length === 12 ? null : `in ${valuesInWords(months, (value) => MONTHS[value]!)}`;
  const days = combineDays(monthDays, weekdays, isEither);
  if (days === null) return inMonths && `every day ${inMonths}`;
  return inMonths ? `${days} ${inMonths}` : days;
}

/** `null` is "every day" here: with OR it swallows the other field, with AND it leaves it alone. */
function combineDays(monthDays: string | null, weekdays: string | null, isEither: boolean): string | null {
  if (monthDays && weekdays) return isEither ? `${monthDays} or ${weekdays}` : `${monthDays}, but only ${weekdays}`;
  return isEither ? null : (monthDays ?? weekdays);
}

function describeMonthDays(field: CronFieldTerms): string | null {
  const values = plainValues(field);
  if (values.length === 31) return null;
  const special = field.terms.map(specialInWords).filter((words) => words !== null);
  const plain = values.length === 0 ? [] : [daysInWords(values)];
  return `on ${joinWords([...plain, ...special])} of the month`;
}

function daysInWords(values: number[]): string {
  const [first = 1, second = 1] = values;
  const step = second - first;
  const isStepped = values.every((value, index) => value === first + index * step) && values.at(-1)! + step > 31;
  if (isStepped && step > 1 && values.length > 3) return `every ${ordinal(step)} day from day ${first}`;
  return `day ${valuesInWords(values, String)}`;
}

function describeWeekdays(field: CronFieldTerms): string | null {
  const values = plainValues(field, true);
  if (values.length === 7) return null;
  // Sunday ends the week in words, so that 0,5,6 reads Friday to Sunday.
  const ordered = values.includes(0) && values.includes(6) ? [...values.filter((value) => value > 0), 7] : values;
  const special = field.terms.map(specialInWords).filter((words) => words !== null);
  const plain = ordered.length === 0 ? [] : [valuesInWords(ordered, (value) => WEEKDAYS[value]!)];
  return `on ${joinWords([...plain, ...special])}${special.length === 0 ? '' : ' of the month'}`;
}

function specialInWords(term: CronTerm): string | null {
  switch (term.kind) {
    case 'lastDay':
      return term.daysBefore === 0 ? 'the last day' : `the ${ordinal(term.daysBefore + 1)} to last day`;
    case 'lastWeekday':
      return term.daysBefore === 0
        ? 'the last weekday (Monday to Friday)'
        : `the weekday (Monday to Friday) nearest the ${ordinal(term.daysBefore + 1)} to last day`;
    case 'nearestWeekday':
      return `the weekday (Monday to Friday) nearest day ${term.day}`;
    case 'anyWeekday':
      return 'any weekday (Monday to Friday)';
    case 'nthWeekday':
      return `the ${term.nth === null ? 'last' : ordinal(term.nth)} ${WEEKDAYS[term.weekday]}`;
    case 'range':
      return null;
    default:
      return term satisfies never;
  }
}
