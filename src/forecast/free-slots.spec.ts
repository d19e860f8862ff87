import { describe, expect, it } from 'vitest';
import { freeSlots } from './free-slots.js';

const loads = (starts: number[]) => starts.map((count) => ({ starts: count, running: null }));

describe('freeSlots', () => {
  it('proposes the emptiest buckets first, those with quiet neighbours before others', () => {
    expect(freeSlots(loads([9, 0, 9, 1, 0, 1, 9]), 0).slice(0, 3)).toEqual([4, 1, 3]);
  });

  it('counts what runs like what starts', () => {
    const busy = [
      { starts: 0, running: 3 },
      { starts: 1, running: 1 },
    ];
    expect(freeSlots(busy, 0)).toEqual([1, 0]);
  });

  it('proposes nothing before the first index, and at most ten, apart from each other', () => {
    const slots = freeSlots(loads(Array.from({ length: 300 }, () => 0)), 100);
    expect(slots).toHaveLength(10);
    const sorted = slots.toSorted((a, b) => a - b);
    expect(sorted[0]).toBe(100);
    expect(sorted.every((slot, index) => index === 0 || slot - sorted[index - 1]! >= 6)).toBe(true);
    expect(freeSlots(loads([0]), 1)).toEqual([]);
  });
});
