import { foldSunday } from './month-days.js';
import type { CronFieldTerms } from './cron-terms.js';

/** The plain values of a field, ascending, without the special days; 7 (Sunday) becomes 0 where `foldsSunday`. */
export function plainValues(field: CronFieldTerms, foldsSunday = false): number[] {
  const values = new Set<number>();
  for (const term of field.terms) {
    if (term.kind !== 'range') continue;
    for (let value = term.from; value <= term.to; value += term.step) values.add(value);
  }
  const bits = foldsSunday ? foldSunday([...values].reduce((sum, value) => sum | (1 << value), 0)) : 0;
  const all = foldsSunday ? [0, 1, 2, 3, 4, 5, 6].filter((value) => (bits >>> value) & 1) : [...values];
  return all.sort((left, right) => left - right);
}
