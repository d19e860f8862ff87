import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoText } from './iso-text.js';

describe('isoText', () => {
  it('answers what toISOString answers, from the year -271821 to the year 275760', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(isoText(date)).toBe(date.toISOString());
      }),
    );
  });

  it('goes from one hour to the next and back', () => {
    for (const text of ['2026-02-28T23:59:59.999Z', '2026-03-01T00:00:00.000Z', '2026-02-28T23:00:00.001Z'])
      expect(isoText(new Date(text))).toBe(text);
  });

  it('refuses a date that is none', () => {
    expect(() => isoText(new Date(Number.NaN))).toThrow(RangeError);
  });
});
