import fc from 'fast-check';

import { TRICKY_ZONES } from './tricky-zones.js';

/** Instants from 1990 to 2040, to the millisecond. */
export const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });

/** Zones worth testing in. */
export const zones = fc.constantFrom(...TRICKY_ZONES);

function field(min: number, max: number): fc.Arbitrary<string> {
  const value = fc.integer({ min, max });
  const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const step = fc.integer({ min: 1, max: Math.ceil((max - min + 1) / 2) });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('*') },
    { weight: 3, arbitrary: value.map(String) },
    { weight: 1, arbitrary: range },
    { weight: 2, arbitrary: step.map((n) => `*/${n}`) },
    { weight: 1, arbitrary: fc.tuple(range, step).map(([r, n]) => `${r}/${n}`) },
    { weight: 1, arbitrary: fc.array(fc.oneof(value.map(String), range), { minLength: 2, maxLength: 4 }).map(String) },
  );
}

const minutes = field(0, 59);
const hours = field(0, 23);
const monthDays = fc.oneof(
  { weight: 4, arbitrary: field(1, 31) },
  { weight: 1, arbitrary: fc.constantFrom('L', 'LW', 'L-2', '15W', '1W', '31W', 'W', '?', '1,L') },
);
const months = fc.oneof({ weight: 3, arbitrary: fc.constant('*') }, { weight: 1, arbitrary: field(1, 12) });
const weekdays = fc.oneof(
  { weight: 3, arbitrary: fc.constant('*') },
  { weight: 3, arbitrary: field(0, 6) },
  { weight: 1, arbitrary: fc.constantFrom('5L', 'MON#2', '0#5', 'FRI-SUN', '?', '1#1,3#3', '7') },
);

/** Expressions of five fields. */
export const fiveFields = fc.tuple(minutes, hours, monthDays, months, weekdays).map((fields) => fields.join(' '));

/** Expressions of five or six fields. */
export const expressions = fc.oneof(
  { weight: 4, arbitrary: fiveFields },
  { weight: 1, arbitrary: fc.tuple(minutes, fiveFields).map((fields) => fields.join(' ')) },
);

/** Durations as people write them, from a second to some years. */
export const durations = fc
  .record({
    months: fc.integer({ min: 0, max: 14 }),
    days: fc.integer({ min: 0, max: 40 }),
    hours: fc.integer({ min: 0, max: 30 }),
    seconds: fc.integer({ min: 0, max: 4000 }),
    kind: fc.constantFrom('exact', 'calendar', 'mixed'),
  })
  .map(({ months: m, days: d, hours: h, seconds: s, kind }) => {
    const calendar = `${m} months ${d} days`;
    const exact = `${h} hours ${s} seconds`;
    if (kind === 'mixed') return `${calendar}, ${exact}`;
    return kind === 'calendar' ? calendar : exact;
  })
  .filter((text) => /[1-9]/.test(text));
