import type { Schedule } from './schedule.js';

/**
 * The occurrences of a schedule in `(fromExclusiveMs, toInclusiveMs]`, ascending, at most `limit` of them (epoch ms).
 * Lazy: stops computing when the caller stops asking.
 */
export function* occurrencesBetween(
  schedule: Pick<Schedule, 'next'>,
  fromExclusiveMs: number,
  toInclusiveMs: number,
  limit: number,
): Generator<number, void, undefined> {
  let atMs: number | null = fromExclusiveMs;
  for (let count = 0; count < limit; count++) {
    atMs = schedule.next(atMs);
    if (atMs === null || atMs > toInclusiveMs) return;
    yield atMs;
  }
}
