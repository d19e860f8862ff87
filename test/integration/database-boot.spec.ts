import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/boot/database-boot.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

const MIGRATION_LOCK = 7_305_104_221;
const countOf = async (table: string): Promise<number> =>
  Number((await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]!.count);

describe('a start on a database whose schema is up to date', () => {
  it('does not wait for a node that hangs while it migrates', async () => {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(database.url);
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  });
});

describe('starts on an empty database', () => {
  it('take turns, and all find the schema made once', async () => {
    const before = await countOf('migrations');
    await client.query('DROP SCHEMA public CASCADE');
    await client.query('CREATE SCHEMA public');
    await Promise.all([1, 2, 3].map(() => migrate(database.url)));
    expect(await countOf('migrations')).toBe(before);
    expect(await countOf('jobs')).toBe(0);
  });
});
