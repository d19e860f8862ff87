import { describe, expect, it } from 'vitest';
import { runningPerBucket } from './running-estimate.js';

const sum = (counts: number[], meanMs: number | null) => ({
  queue: null,
  jobs: 1,
  meanMs,
  counts: Float64Array.from(counts),
});
const running = (sums: ReturnType<typeof sum>[], buckets = 4): number[] | null => {
  const found = runningPerBucket(sums, buckets, 1000);
  return found && Array.from(found, (value) => Math.round(value * 1000) / 1000);
};

describe('runningPerBucket', () => {
  it('keeps a place for each run as long as it takes', () => {
    expect(running([sum([10, 0, 0, 0], 100)])).toEqual([0.95, 0.05, 0, 0]);
    expect(running([sum([1, 0, 0, 0], 2000)])).toEqual([0.5, 1, 0.5, 0]);
    expect(running([sum([2, 2, 2, 2], 500)])).toEqual([0.75, 1, 1, 1]);
  });

  it('takes what is not measured to last as long as what is', () => {
    expect(running([sum([1, 0, 0, 0], 2000), sum([0, 1, 0, 0], null)])).toEqual([0.5, 1.5, 1.5, 0.5]);
  });

  it('says nothing when nothing is measured', () => {
    expect(running([sum([1, 0, 0, 0], null)])).toBeNull();
  });
});
