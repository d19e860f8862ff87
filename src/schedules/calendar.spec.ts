import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DAY_MS, MAX_WALL_MS, MIN_WALL_MS, dateOf, dayNumberOf, daysInMonth, weekdayOf } from './calendar.js';

describe('calendar', () => {
  it('agrees with Date on every field of any day between the years 1 and 9999', () => {
    const days = fc.integer({ min: MIN_WALL_MS / DAY_MS, max: Math.floor(MAX_WALL_MS / DAY_MS) });
    fc.assert(
      fc.property(days, (day) => {
        const expected = new Date(day * DAY_MS);
        const date = dateOf(day);
        expect(date).toEqual({
          year: expected.getUTCFullYear(),
          month: expected.getUTCMonth() + 1,
          day: expected.getUTCDate(),
        });
        expect(weekdayOf(day)).toBe(expected.getUTCDay());
        expect(dayNumberOf(date.year, date.month, date.day)).toBe(day);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows leap years, centuries included', () => {
    expect([1900, 2000, 2023, 2024, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29, 28]);
  });
});
