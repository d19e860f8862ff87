import type { CronFieldTerms, CronTerm } from './cron-terms.js';

/**
 * Which days of a month match, as bit masks (bit 0 = the 1st). They depend only on the month's length and on the weekday of
 * its 1st: 28 combinations, at index `(length - 28) * 7 + weekdayOfFirst`. Weekdays count from Sunday = 0.
 */
export type MonthDayMasks = Int32Array;

/** The index of a month's mask. */
export function monthShape(length: number, weekdayOfFirst: number): number {
  return (length - 28) * 7 + weekdayOfFirst;
}

// Bits of all days with weekday `w` in a month of 31 days whose 1st has weekday `f`: at f * 7 + w.
const WEEKDAY_BITS = Int32Array.from({ length: 49 }, (_, index) => {
  let bits = 0;
  for (let day = ((index % 7) - Math.floor(index / 7) + 7) % 7; day < 31; day += 7) bits |= 1 << day;
  return bits;
});

/**
 * Combines both day fields: if neither starts with a star, a day matches either of them; otherwise it must match both
 * (Vixie's rule, stepped stars included).
 */
export function monthDayMasks(dayOfMonth: CronFieldTerms, dayOfWeek: CronFieldTerms): MonthDayMasks {
  const masks = new Int32Array(28);
  const isEither = !dayOfMonth.isStar && !dayOfWeek.isStar;
  const plainDays = plainBits(dayOfMonth.terms) >>> 1;
  const plainWeekdays = foldSunday(plainBits(dayOfWeek.terms));
  const specials = [...dayOfMonth.terms, ...dayOfWeek.terms].filter((term) => term.kind !== 'range');
  for (let length = 28; length <= 31; length++) {
    for (let first = 0; first < 7; first++) {
      let days = plainDays;
      let weekdays = 0;
      for (let weekday = 0; weekday < 7; weekday++) {
        if ((plainWeekdays >>> weekday) & 1) weekdays |= WEEKDAY_BITS[first * 7 + weekday]!;
      }
      for (const term of specials) {
        const bit = specialBits(term, length, first);
        if (term.kind === 'nthWeekday') weekdays |= bit;
        else days |= bit;
      }
      masks[monthShape(length, first)] =
        (isEither ? days | weekdays : days & weekdays) & (0x7fffffff >>> (31 - length));
    }
  }
  return masks;
}

/** Bits of the values of all ranges (values up to 31). */
export function plainBits(terms: CronTerm[]): number {
  let bits = 0;
  for (const term of terms) {
    if (term.kind !== 'range') continue;
    for (let value = term.from; value <= term.to; value += term.step) bits |= 1 << value;
  }
  return bits;
}

/** Bit 7 of a weekday mask is Sunday, too. */
export function foldSunday(weekdayBits: number): number {
  return (weekdayBits | (weekdayBits >>> 7)) & 0x7f;
}

function specialBits(term: CronTerm, length: number, first: number): number {
  switch (term.kind) {
    case 'lastDay':
      return dayBit(length - term.daysBefore);
    case 'lastWeekday':
      return nearestWeekdayBit(length - term.daysBefore, length, first);
    case 'nearestWeekday':
      return nearestWeekdayBit(term.day, length, first);
    case 'anyWeekday':
      return ~(WEEKDAY_BITS[first * 7]! | WEEKDAY_BITS[first * 7 + 6]!);
    case 'nthWeekday':
      return nthWeekdayBit(term.weekday, term.nth, length, first);
    case 'range':
      return 0;
    default:
      return term satisfies never;
  }
}

function dayBit(day: number): number {
  return day >= 1 ? 1 << (day - 1) : 0;
}

/** Monday to Friday nearest to a day, within the month; nothing if the month does not have that day. */
function nearestWeekdayBit(day: number, length: number, first: number): number {
  if (day < 1 || day > length) return 0;
  const weekday = (first + day - 1) % 7;
  if (weekday === 6) return dayBit(day === 1 ? 3 : day - 1);
  if (weekday === 0) return dayBit(day === length ? day - 2 : day + 1);
  return dayBit(day);
}

function nthWeekdayBit(weekday: number, nth: number | null, length: number, first: number): number {
  const firstDay = ((weekday - first + 7) % 7) + 1;
  const day = nth === null ? firstDay + 7 * Math.floor((length - firstDay) / 7) : firstDay + 7 * (nth - 1);
  return day <= length ? dayBit(day) : 0;
}
