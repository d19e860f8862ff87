import { describe, expect, it } from 'vitest';
import { loadPeriod } from './load-period.js';

const NOW = Date.parse('2027-01-01T09:17:33Z');
const MINUTE_MS = 60_000;

describe('loadPeriod', () => {
  it('is the coming day from the beginning of this bucket, when nothing is said', () => {
    expect(loadPeriod({}, NOW)).toEqual({
      fromMs: Date.parse('2027-01-01T09:15:00Z'),
      bucketMs: 5 * MINUTE_MS,
      count: 289,
    });
  });

  it.each([
    [1, MINUTE_MS],
    [24, 5 * MINUTE_MS],
    [7 * 24, 60 * MINUTE_MS],
    [60 * 24, 360 * MINUTE_MS],
    [365 * 24, 1440 * MINUTE_MS],
  ])('cuts %i hours into natural buckets', (hours, bucketMs) => {
    const [from, to] = [new Date(NOW), new Date(NOW + hours * 60 * MINUTE_MS)];
    expect(loadPeriod({ from, to }, NOW)).toMatchObject({ fromMs: NOW, bucketMs });
  });

  it('rounds its end up to whole buckets', () => {
    const to = new Date(NOW + 61 * MINUTE_MS);
    expect(loadPeriod({ from: new Date(NOW), to, bucket: '30 minutes' }, NOW).count).toBe(3);
    expect(loadPeriod({ from: new Date(NOW), to, bucket: '1 day' }, NOW)).toMatchObject({
      count: 1,
      bucketMs: 1440 * MINUTE_MS,
    });
  });
});
