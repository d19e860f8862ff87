import { MAX_YEAR, dateOf, daysInMonth } from '../calendar.js';
import type { CronExpression } from './cron-expression.js';
import { monthShape } from './month-days.js';

const SECONDS_PER_DAY = 86_400;

/**
 * The first matching wall time at or after `wallMs` (see calendar.ts), or Infinity after the year 9999. Knows no zone.
 * The expression must be possible, else the search runs to the end of the calendar.
 */
export function nextWallTime(expression: CronExpression, wallMs: number): number {
  const wallSecond = Math.ceil(wallMs / 1000);
  const today = Math.floor(wallSecond / SECONDS_PER_DAY);
  let day = nextMatchingDay(expression, today);
  if (day === today) {
    const second = nextSecondOfDay(expression, wallSecond - today * SECONDS_PER_DAY);
    if (second >= 0) return (today * SECONDS_PER_DAY + second) * 1000;
    day = nextMatchingDay(expression, today + 1);
  }
  return (day * SECONDS_PER_DAY + expression.firstSecondOfDay) * 1000;
}

function nextMatchingDay(expression: CronExpression, fromDay: number): number {
  const { monthBits, dayMasks } = expression;
  const date = dateOf(fromDay);
  let { year, month } = date;
  let firstDay = fromDay - date.day + 1;
  let weekday = (((firstDay + 4) % 7) + 7) % 7;
  let stillToCome = -1 << (date.day - 1);
  while (year <= MAX_YEAR) {
    const length = daysInMonth(year, month);
    if ((monthBits >>> month) & 1) {
      const days = dayMasks[monthShape(length, weekday)]! & stillToCome;
      if (days !== 0) return firstDay + 31 - Math.clz32(days & -days);
    }
    stillToCome = -1;
    firstDay += length;
    weekday = (weekday + length) % 7;
    if (month === 12) {
      month = 1;
      year++;
    } else month++;
  }
  return Infinity;
}

/** The first matching second of a day at or after the given one, or -1. */
function nextSecondOfDay(expression: CronExpression, secondOfDay: number): number {
  const { nextHour, nextMinute, nextSecond, firstSecondOfDay } = expression;
  const hour = Math.floor(secondOfDay / 3600);
  const foundHour = nextHour[hour]!;
  if (foundHour < 0) return -1;
  const firstOfHour = firstSecondOfDay % 3600;
  if (foundHour > hour) return foundHour * 3600 + firstOfHour;
  const minute = Math.floor(secondOfDay / 60) % 60;
  let foundMinute = nextMinute[minute]!;
  if (foundMinute === minute) {
    const second = nextSecond[secondOfDay % 60]!;
    if (second >= 0) return hour * 3600 + minute * 60 + second;
    foundMinute = minute < 59 ? nextMinute[minute + 1]! : -1;
  }
  if (foundMinute >= 0) return hour * 3600 + foundMinute * 60 + (firstSecondOfDay % 60);
  const laterHour = hour < 23 ? nextHour[hour + 1]! : -1;
  return laterHour < 0 ? -1 : laterHour * 3600 + firstOfHour;
}
