import { describe, expect, it } from 'vitest';
import { CROWDED, slotHint } from './slot-hint.js';

const minuteMs = Date.UTC(2027, 0, 1, 9);
const HOUR_MS = 3_600_000;
const hint = (starts: Record<number, number>, periodMs: number | null = 24 * HOUR_MS) =>
  slotHint({ minuteMs, periodMs, startsAt: (minutes) => starts[minutes] });

describe('slotHint', () => {
  it('names the count, jitter, and the nearest minute with a quarter of the starts', () => {
    expect(hint({ 0: 200, 1: 51, [-2]: 50, 3: 0 })).toBe(
      'About 200 other jobs start in the same minute (2027-01-01T09:00Z). Set jitterMs, say to 600000, to let this one ' +
        'start at a moment of its own, or start it at 2027-01-01T08:58Z, when 50 do.',
    );
  });

  it('offers no more jitter than half the time to the next occurrence', () => {
    expect(hint({ 0: CROWDED, 1: 1 }, 300_000)).toContain('say to 150000');
    expect(hint({ 0: CROWDED, 1: 1 }, null)).toContain('say to 600000');
  });

  it('is silent where few start, where each minute is as full, and for jobs of each minute', () => {
    expect(hint({ 0: CROWDED - 1, 1: 0 })).toBeUndefined();
    expect(hint(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [n - 20, 60])))).toBeUndefined();
    expect(hint({ 0: 100, 1: 0 }, 60_000)).toBeUndefined();
  });
});
