/** How much goes on in a bucket: what starts in it and what runs in it. */
export interface BucketLoad {
  starts: number;
  running: number | null;
}

const MOST = 10;

/**
 * The buckets in which another job disturbs least, best first: those with the least load, of equal ones those whose
 * neighbours have little, then the earliest. They lie apart from each other, so that not all jobs go to the same quiet hour.
 * @returns indexes, at most ten
 */
export function freeSlots(loads: readonly BucketLoad[], firstIndex: number): number[] {
  const load = (index: number): number => {
    const bucket = loads[Math.min(Math.max(index, 0), loads.length - 1)]!;
    return bucket.starts + (bucket.running ?? 0);
  };
  const around = (index: number): number => load(index - 2) + load(index - 1) + load(index + 1) + load(index + 2);
  const ranked = loads
    .map((_, index) => ({ index, load: load(index), around: around(index) }))
    .slice(firstIndex)
    .sort((a, b) => a.load - b.load || a.around - b.around || a.index - b.index);
  const distance = Math.max(1, Math.floor((loads.length - firstIndex) / (MOST * 3)));
  const chosen: number[] = [];
  for (const { index } of ranked) {
    if (chosen.length === MOST) break;
    if (chosen.every((other) => Math.abs(other - index) >= distance)) chosen.push(index);
  }
  return chosen;
}
