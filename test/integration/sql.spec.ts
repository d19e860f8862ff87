import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sql } from '../../src/database/sql.js';
import { createTestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startSchedulerParts } from '../support/scheduler-fixtures.js';

let parts: INestApplicationContext;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  parts = await startSchedulerParts(database.url);
  sql = parts.get(Sql);
});
afterAll(async () => {
  await parts?.close();
  await database?.drop();
});

const kill = (pid: number) => sql.execute({ text: 'SELECT pg_terminate_backend($1)', values: [pid] });
const gone = (pid: number) =>
  eventually(async () => {
    expect(await sql.rows({ text: 'SELECT 1 FROM pg_stat_activity WHERE pid = $1', values: [pid] })).toEqual([]);
  });

describe('a connection that dies between two statements', () => {
  it('fails its transaction, and leaves the process and the pool alive', async () => {
    const cut = sql.transaction(async (session) => {
      const row = await session.first<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid' });
      await kill(row!.pid);
      await gone(row!.pid);
      await session.execute({ text: 'SELECT 1' });
    });
    await expect(cut).rejects.toThrow(/terminat|closed|not queryable/i);
    expect(await sql.first({ text: 'SELECT 1 AS one' })).toEqual({ one: 1 });
  });

  it('fails its borrower, and leaves the process and the pool alive', async () => {
    const cut = sql.withClient(async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await kill(rows[0]!.pid);
      await gone(rows[0]!.pid);
      await client.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow(/terminat|closed|not queryable/i);
    expect(await sql.first({ text: 'SELECT 1 AS one' })).toEqual({ one: 1 });
  });
});
