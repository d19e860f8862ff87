import { describe, expect, it } from 'vitest';
import { freeSlug } from '../naming/slug.js';
import { isSlug, slugOf } from './dataset-slug.js';

describe('slugs of datasets', () => {
  it.each([
    ['Sales 2024', 'sales-2024'],
    ['  Été à Paris! ', 'ete-a-paris'],
    ['販売 2024', '販売-2024'],
    ['!!!', 'dataset'],
    [`${'a'.repeat(99)} b`, 'a'.repeat(99)],
    ['018f4e6e-0000-7000-8000-000000000000', 'dataset'],
  ])('come from names: %s -> %s', (name, slug) => expect(slugOf(name)).toBe(slug));

  it.each(['sales-2024', 'a', 'a.b_c-d', '販売', '2024'])('may be chosen: %s', (slug) =>
    expect(isSlug(slug)).toBe(true),
  );

  it.each([
    '',
    '-a',
    'a-',
    'A',
    'a b',
    'a:b',
    'a/b',
    '..',
    'a%b',
    'x'.repeat(101),
    '018f4e6e-0000-7000-8000-000000000000',
  ])('may not be chosen: %s', (slug) => expect(isSlug(slug)).toBe(false));

  it('are made free by a number', () => {
    expect(freeSlug('a', new Set())).toBe('a');
    expect(freeSlug('a', new Set(['a', 'a-2', 'a-4']))).toBe('a-3');
  });

  it('that are made may be chosen', () => {
    for (const name of ['Sales 2024', 'ß Straße', 'Ⅷ', 'ǅ', '١٢', 'ﬁ', 'x'.repeat(300)])
      expect([name, isSlug(slugOf(name))]).toEqual([name, true]);
  });
});
