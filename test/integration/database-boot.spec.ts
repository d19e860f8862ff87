import pg from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '../../ormconfig.js';
import { migrate, missingMigrations } from '../../src/boot/database-boot.js';
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

describe('a migration whose table is in use', () => {
  it('steps back, lets others through, and is applied when the table is free', async () => {
    const dataSource = await new DataSource(dataSourceOptions(database.url, 1)).initialize();
    const before = await countOf('migrations');
    // Back to before the one that changes jobs.
    while ((await missingMigrations(database.url)).every((name) => name !== 'Projects1795478400000'))
      await dataSource.undoLastMigration();
    await dataSource.destroy();
    await client.query('BEGIN; LOCK TABLE jobs IN ACCESS SHARE MODE');
    const news: string[] = [];
    await migrate(database.url, {
      applied: (name) => void news.push(name),
      waiting: () => {
        news.push('waiting');
        void client.query('COMMIT');
      },
    });
    expect(news.slice(0, 2)).toEqual(['waiting', 'Projects1795478400000']);
    expect(await countOf('migrations')).toBe(before);
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
