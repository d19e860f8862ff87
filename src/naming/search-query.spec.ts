import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchQuery } from './search-query.js';

describe('searchQuery', () => {
  it.each([
    ['Sales', `'sales':*`],
    ['daily  SALES', `'daily':* & 'sales':*`],
    ['sales-2024', `'sales':* & '2024':*`],
    [`%_'"\\ a`, `'a':*`],
    [`x' | !y & (z):*`, `'x':* & 'y':* & 'z':*`],
    ['ÉTÉ', `'été':*`],
    ['報告', `'報告':*`],
    ['İstanbul', `'i\u0307stanbul':*`],
  ])('makes %j into %s', (q, query) => expect(searchQuery(q)).toBe(query));

  it('composes accents, as names are stored', () => {
    expect(searchQuery('e\u0301te\u0301')).toBe(`'été':*`);
  });

  it('cuts at marks and odd numbers, as the index of PostgreSQL does', () => {
    expect(searchQuery('रिपोर्ट')).toBe(`'र':* & 'प':* & 'र':* & 'ट':*`);
    expect(searchQuery('m² Ⅻ')).toBe(`'m':*`);
  });

  it.each(['', '   ', `%_'"\\`, '!!! ---', '🎉'])('finds nothing in %j', (q) => {
    expect(searchQuery(q)).toBeUndefined();
  });

  it('asks for at most twenty words', () => {
    expect(searchQuery('a '.repeat(100))!.split(' & ')).toHaveLength(20);
  });

  it('is a safe query whatever people type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (q) => {
        expect(searchQuery(q) ?? `'x':*`).toMatch(/^'[\p{L}\p{N}\p{M}]+':\*(?: & '[\p{L}\p{N}\p{M}]+':\*)*$/u);
      }),
    );
  });
});
