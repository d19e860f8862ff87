import { describe, expect, it } from 'vitest';

import { BoundedCache } from './bounded-cache.js';

describe('BoundedCache', () => {
  it('keeps what was used last, drops what was not, and stays within its limit', () => {
    const made: string[] = [];
    const cache = new BoundedCache<string, string>(4);
    const get = (key: string) =>
      cache.getOrCreate(key, (missing) => {
        made.push(missing);
        return missing.toUpperCase();
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'd', 'e', 'a', 'b']) {
      expect(get(key)).toBe(key.toUpperCase());
      expect(cache.size).toBeLessThanOrEqual(4);
    }
    expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
  });

  it('does not remember a failed creation', () => {
    const cache = new BoundedCache<string, number>(2);
    const fail = () => {
      throw new Error('no');
    };
    expect(() => cache.getOrCreate('a', fail)).toThrow('no');
    expect(cache.getOrCreate('a', () => 1)).toBe(1);
  });
});
