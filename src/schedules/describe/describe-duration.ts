import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar.js';
import type { Duration } from '../simple/duration.js';
import { countOf, joinWords } from './words.js';

/** A duration in words, to follow "every": `day`, `2 hours`, `1 month and 12 hours`. */
export function describeDuration({ months, days, exactMs }: Duration): string {
  const weeks = days % 7 === 0 ? days / 7 : 0;
  const amounts: [number, string][] = [
    [Math.floor(months / 12), 'year'],
    [months % 12, 'month'],
    [weeks, 'week'],
    [weeks > 0 ? 0 : days, 'day'],
    [Math.floor(exactMs / HOUR_MS), 'hour'],
    [Math.floor(exactMs / MINUTE_MS) % 60, 'minute'],
    [(exactMs % MINUTE_MS) / SECOND_MS, 'second'],
  ];
  const parts = amounts.filter(([amount]) => amount > 0);
  if (parts.length === 1) return countOf(...parts[0]!);
  return joinWords(parts.map(([amount, unit]) => `${amount} ${unit}${amount === 1 ? '' : 's'}`));
}
