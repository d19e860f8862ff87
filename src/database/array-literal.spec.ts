import pg from 'pg';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { arrayLiteral } from './array-literal.js';

const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', ''));
const awkward = fc.string({
  unit: fc.constantFrom('"', '\\', '\n', '\t', '\u0001', '\u007f', '{', ',', '😀', 'é', 'a', ' '),
});
const json = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)));

describe('arrayLiteral', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: inject('pgAdminUrl') });
    await client.connect();
  });

  afterAll(() => client.end());

  const back = async (type: string, values: unknown[]): Promise<unknown> => {
    const { rows } = await client.query(`SELECT $1::${type}[] AS list`, [arrayLiteral(values)]);
    return rows[0].list;
  };

  it('says to PostgreSQL what pg would have said: texts of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.oneof(text, awkward))), async (values) => {
        expect(await back('text', values)).toEqual(values);
      }),
      { numRuns: 50 },
    );
  });

  it('writes numbers, booleans, instants, objects and absences', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    expect(await back('float8', [1, -2.5, null, 1e21])).toEqual([1, -2.5, null, 1e21]);
    expect(await back('boolean', [true, false, undefined])).toEqual([true, false, null]);
    expect(await back('timestamptz', [at, null])).toEqual([at, null]);
    await fc.assert(
      fc.asyncProperty(fc.array(json), async (values) => {
        expect(await back('jsonb', values)).toEqual(values);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves bytes, lists in lists and what writes itself to pg', () => {
    for (const odd of [Buffer.from('a'), [1], { toPostgres: () => 'x' }, 1n])
      expect(arrayLiteral(['a', odd])).toBeUndefined();
  });
});
