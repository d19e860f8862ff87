import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isoOfJson, parseTimestamp } from './timestamps.js';

const INSTANTS = [
  '2026-11-22 01:02:03.456789+00',
  '2026-11-22 01:02:03.4+00',
  '2026-11-22 01:02:03+00',
  '1000-01-01 00:00:00.001+00',
];
const ODD = [
  '0099-01-01 00:00:00+00',
  '2026-11-22 01:02:03+05:30',
  '0044-03-15 00:00:00+00 BC',
  '12026-01-01 00:00:00+00',
];

describe('parseTimestamp', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: inject('pgAdminUrl') });
    await client.connect();
  });

  afterAll(() => client.end());

  it.each([...INSTANTS, ...ODD])('reads %s as PostgreSQL means it, cut to milliseconds', async (text) => {
    const { rows } = await client.query(`SELECT floor(extract(epoch FROM $1::timestamptz) * 1000)::text AS ms`, [text]);
    expect((parseTimestamp(text) as Date).getTime()).toBe(Number(rows[0].ms));
  });

  it('reads infinity as pg does', () => {
    expect(parseTimestamp('infinity')).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([...INSTANTS, ...ODD])('reads %s out of a row as JSON as it does out of a column', async (text) => {
    const { rows } = await client.query(
      `SELECT t AS "asColumn", row_to_json(x) ->> 't' AS "asJson" FROM (SELECT $1::timestamptz AS t) x`,
      [text],
    );
    expect(isoOfJson(rows[0].asJson)).toBe(rows[0].asColumn.toISOString());
  });
});
