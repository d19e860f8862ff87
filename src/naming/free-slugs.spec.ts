import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeSlugs } from './free-slugs.js';
import { freeSlug } from './slug.js';

describe('freeSlugs', () => {
  it('chooses what one after the other would choose', async () => {
    const base = fc.constantFrom('a', 'a-2', 'a-2-2', 'b', 'b-9', 'c');
    const used = fc.tuple(base, fc.nat({ max: 90 })).map(([slug, number]) => (number < 2 ? slug : `${slug}-${number}`));
    const run = fc.integer({ min: 0, max: 80 }).map((length) => Array.from({ length }, (_, n) => `c-${n + 2}`));
    await fc.assert(
      fc.asyncProperty(fc.array(base, { maxLength: 60 }), fc.array(used), run, async (bases, some, more) => {
        const taken = new Set([...some, ...more, ...(more.length > 0 ? ['c'] : [])]);
        const expected: string[] = [];
        for (const one of bases) expected.push(freeSlug(one, new Set([...taken, ...expected])));
        const chosen = await freeSlugs(bases, async (slugs) => slugs.filter((slug) => taken.has(slug)));
        expect(chosen).toEqual(expected);
      }),
    );
  });

  it('asks a few times for a thousand slugs that are all taken many times', async () => {
    const bases = Array.from({ length: 1_000 }, (_, number) => `job-of-${number}x`);
    let questions = 0;
    const chosen = await freeSlugs(bases, async (slugs) => {
      questions += 1;
      return slugs.filter((slug) => !slug.endsWith('x-20'));
    });
    expect(chosen).toEqual(bases.map((base) => `${base}-20`));
    expect(questions).toBe(3);
  });
});
