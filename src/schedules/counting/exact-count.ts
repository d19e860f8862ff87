import { parseDuration } from '../simple/duration-parser.js';
import type { BucketGrid } from './bucket-grid.js';
import { commonDivisor } from './bucket-grid.js';

/** Instants at equal distances: `offsetMs` after the grid began (0 or more), then every `stepMs`; `limit` of them at most. */
export interface EqualSteps {
  offsetMs: number;
  stepMs: number;
  limit: number;
}

/**
 * The same steps with the smallest offset that puts each into the same bucket. Steps and buckets share a divisor, and what
 * the offset has beyond a multiple of it never decides: thousands of jobs "every 5 minutes" become five.
 */
export function rounded(steps: EqualSteps, grid: BucketGrid): EqualSteps {
  const divisor = commonDivisor(steps.stepMs, grid.bucketMs);
  return { ...steps, offsetMs: Math.floor(steps.offsetMs / divisor) * divisor };
}

/** Whether a simple interval is a whole number of seconds of elapsed time: what its starts have beyond a second is the same for all. */
export function isEven(interval: string): boolean {
  try {
    const { months, days, exactMs } = parseDuration(interval);
    return months === 0 && days === 0 && exactMs % 1000 === 0;
  } catch {
    return false;
  }
}

/** Counts the steps per bucket: one by one while they are few, else by arithmetic. */
export function countSteps(steps: EqualSteps, grid: BucketGrid, counts: Float64Array, weight: number): void {
  const { offsetMs, stepMs, limit } = steps;
  const lengthMs = grid.count * grid.bucketMs;
  if (lengthMs / stepMs <= grid.count) {
    for (let step = 0, atMs = offsetMs; step < limit && atMs < lengthMs; step++, atMs += stepMs)
      counts[Math.floor(atMs / grid.bucketMs)]! += weight;
    return;
  }
  let before = 0;
  for (let bucket = 0; bucket < grid.count; bucket++) {
    const endMs = (bucket + 1) * grid.bucketMs;
    const upTo = Math.min(limit, Math.max(0, Math.ceil((endMs - offsetMs) / stepMs)));
    counts[bucket]! += weight * (upTo - before);
    before = upTo;
  }
}
