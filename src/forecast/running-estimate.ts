import type { StartSum } from './start-sums.js';

/**
 * How many runs go on at once in each bucket, on average: each start keeps a place for as long as runs of its sum
 * take on average, also beyond its bucket. Within a bucket starts are taken as evenly spread. Null when no duration is known.
 */
export function runningPerBucket(sums: readonly StartSum[], buckets: number, bucketMs: number): Float64Array | null {
  const known = sums.filter(({ meanMs }) => meanMs !== null);
  if (known.length === 0) return null;
  const running = new Float64Array(buckets);
  const usualMs = meanDuration(known);
  for (const { counts, meanMs } of sums) addRunning(running, counts, (meanMs ?? usualMs) / bucketMs);
  return running;
}

/** What has not been measured is taken to last as long as what has, on average. */
function meanDuration(known: readonly StartSum[]): number {
  let [starts, lengthMs] = [0, 0];
  for (const { counts, meanMs } of known) {
    const sum = counts.reduce((left, right) => left + right, 0);
    starts += sum;
    lengthMs += sum * meanMs!;
  }
  return starts === 0 ? 0 : lengthMs / starts;
}

/**
 * `length` is in buckets. With N(t) the starts up to t, t - length to t is what runs at t; its mean over a bucket is the
 * difference of two integrals of N, which is made of straight lines.
 */
function addRunning(running: Float64Array, counts: Float64Array, length: number): void {
  const { started, area } = integrals(counts);
  const areaUpTo = (place: number): number => {
    if (place <= 0) return 0;
    const whole = Math.min(Math.floor(place), counts.length);
    const rest = place - whole;
    return area[whole]! + started[whole]! * rest + ((counts[whole] ?? 0) * rest * rest) / 2;
  };
  for (let index = 0; index < counts.length; index++) {
    const open = areaUpTo(index + 1) - areaUpTo(index);
    const over = areaUpTo(index + 1 - length) - areaUpTo(index - length);
    running[index]! += Math.max(0, open - over);
  }
}

/** Up to each border of a bucket: how many have started, and the integral of that. */
function integrals(counts: Float64Array): { started: Float64Array; area: Float64Array } {
  const started = new Float64Array(counts.length + 1);
  const area = new Float64Array(counts.length + 1);
  for (let index = 0; index < counts.length; index++) {
    started[index + 1] = started[index]! + counts[index]!;
    area[index + 1] = area[index]! + started[index]! + counts[index]! / 2;
  }
  return { started, area };
}
