/** Consecutive stretches of time of one length: `count` of them from `fromMs` on. All are whole milliseconds. */
export class BucketGrid {
  constructor(
    readonly fromMs: number,
    readonly bucketMs: number,
    readonly count: number,
  ) {}

  /** Where the last bucket ends; no longer part of it. */
  get toMs(): number {
    return this.fromMs + this.count * this.bucketMs;
  }

  /** The bucket of an instant; negative or at least `count` outside the grid. */
  indexOf(atMs: number): number {
    return Math.floor((atMs - this.fromMs) / this.bucketMs);
  }

  /** Counts starts at an instant, if it lies in the grid. */
  add(counts: Float64Array, atMs: number, starts: number): void {
    const index = this.indexOf(atMs);
    if (index >= 0 && index < this.count) counts[index]! += starts;
  }
}

/** Greatest common divisor of positive whole numbers. */
export function commonDivisor(left: number, right: number): number {
  let [a, b] = [left, right];
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
