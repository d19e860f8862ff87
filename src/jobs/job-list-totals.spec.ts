import { describe, expect, it } from 'vitest';
import { LargeTotals } from './job-list-totals.js';

describe('what is remembered of long lists', () => {
  it('is forgotten after half a minute', () => {
    let nowMs = 0;
    const totals = new LargeTotals(() => nowMs);
    totals.set('a', 12_000);
    nowMs = 29_999;
    expect(totals.get('a')).toBe(12_000);
    nowMs = 30_000;
    expect(totals.get('a')).toBeUndefined();
  });

  it('is forgotten at once when a page tells otherwise', () => {
    const totals = new LargeTotals(() => 0);
    totals.set('a', 12_000);
    totals.forget('a');
    expect(totals.get('a')).toBeUndefined();
  });

  it('is of the thousand newest', () => {
    const totals = new LargeTotals(() => 0);
    for (let count = 0; count <= 1_000; count += 1) totals.set(`list ${count}`, 20_000 + count);
    expect([totals.get('list 0'), totals.get('list 1'), totals.get('list 1000')]).toEqual([undefined, 20_001, 21_000]);
  });
});
