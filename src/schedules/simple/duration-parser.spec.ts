import { describe, expect, it } from 'vitest';

import { describeDuration } from '../describe/describe-duration.js';
import { parseDuration } from './duration-parser.js';

describe('parseDuration', () => {
  it.each([
    ['1 hour', 0, 0, 3_600_000],
    ['2 seconds', 0, 0, 2000],
    ['every 30 minutes', 0, 0, 1_800_000],
    ['Every Day', 0, 1, 0],
    ['1 week', 0, 7, 0],
    ['1 month', 1, 0, 0],
    ['2 years', 24, 0, 0],
    ['1 day 12 hours', 0, 1, 43_200_000],
    ['1 day, 12 hours and 30 minutes', 0, 1, 45_000_000],
    ['1 day, 2 hours, and 3 minutes', 0, 1, 7_380_000],
    ['1h30m', 0, 0, 5_400_000],
    ['1.5 hours', 0, 0, 5_400_000],
    ['PT1H30M', 0, 0, 5_400_000],
    ['P1W', 0, 7, 0],
    ['P1DT12H', 0, 1, 43_200_000],
    ['P1Y2M3DT4H5M6.5S', 14, 3, 14_706_500],
    ['pt90s', 0, 0, 90_000],
  ])('reads "%s"', (text, months, days, exactMs) => {
    expect(parseDuration(text)).toEqual({ months, days, exactMs });
  });

  it.each([
    ['0 seconds', 'the minimum is 1 second'],
    ['0.5 seconds', 'the minimum is 1 second'],
    ['P0D', 'the minimum is 1 second'],
    ['101 years', 'the maximum is 100 years'],
    ['99999999999999999999999 days', 'the maximum is 100 years'],
    ['-1 hours', 'cannot be read at "-1 hours"'],
    ['1.5 days', 'days must be whole numbers'],
    ['1 day 2 days', 'gives days twice'],
    ['1 fortnight', 'unknown unit "fortnight"'],
    ['1 hour 30', 'cannot be read at "30"'],
    ['1 hour,', 'ends in the middle'],
    ['hour', 'cannot be read'],
    ['P', 'not an ISO 8601 duration'],
    ['P1DT', 'not an ISO 8601 duration'],
    ['PT1.2.3S', '"1.2.3" is not a number'],
    ['P1H', 'not an ISO 8601 duration'],
    ['', 'the interval is empty'],
  ])('refuses "%s"', (text, message) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'INVALID_INTERVAL' }));
    expect(() => parseDuration(text)).toThrow(message);
  });

  it.each([
    ['90s', '1 minute and 30 seconds'],
    ['36 months', '3 years'],
    ['14 days', '2 weeks'],
    ['P1M1DT1.5S', '1 month, 1 day and 1.5 seconds'],
    ['1 day', 'day'],
  ])('is described: "%s" as "%s"', (text, words) => {
    expect(describeDuration(parseDuration(text))).toBe(words);
  });
});
