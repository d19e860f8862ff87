import { describe, expect, it } from 'vitest';
import { CallerLookups } from './caller-lookups.js';

describe('lookups of callers', () => {
  it('of one turn go together, each id once; later ones are asked anew', async () => {
    const asked: string[][] = [];
    const lookups = new CallerLookups(async (ids) => {
      asked.push(ids);
      return new Map(ids.filter((id) => id !== 'nobody').map((id) => [id, `${id} ${asked.length}`]));
    });
    const first = await Promise.all(['ana', 'bo', 'ana', 'nobody'].map((id) => lookups.get(id)));
    expect(first).toEqual(['ana 1', 'bo 1', 'ana 1', undefined]);
    expect(await lookups.get('ana')).toBe('ana 2');
    expect(asked).toEqual([['ana', 'bo', 'nobody'], ['ana']]);
  });

  it('begin after whoever asks while others wait for an answer', async () => {
    const asked: string[][] = [];
    const answers: (() => void)[] = [];
    const lookups = new CallerLookups<string>((ids) => {
      asked.push(ids);
      return new Promise((resolve) => answers.push(() => resolve(new Map(ids.map((id) => [id, id])))));
    });
    const early = lookups.get('ana');
    await new Promise((resolve) => setImmediate(resolve));
    const late = lookups.get('ana');
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([['ana'], ['ana']]);
    for (const answer of answers) answer();
    expect(await Promise.all([early, late])).toEqual(['ana', 'ana']);
  });

  it('fail for all who wait, and only for them', async () => {
    let isDown = true;
    const lookups = new CallerLookups(async (ids) => {
      if (isDown) throw new Error('down');
      return new Map(ids.map((id) => [id, id]));
    });
    const failed = await Promise.allSettled([lookups.get('ana'), lookups.get('bo')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isDown = false;
    expect(await lookups.get('ana')).toBe('ana');
  });
});
