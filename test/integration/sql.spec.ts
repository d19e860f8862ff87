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

describe('a statement without an answer', () => {
  it('is given up on, alone or in a transaction, and costs its connection, not the pool', async () => {
    const asleep = { text: 'SELECT pg_sleep(60)', timeoutMs: 200 };
    await expect(sql.rows(asleep)).rejects.toThrow('Query read timeout');
    await expect(sql.transaction((session) => session.execute(asleep))).rejects.toThrow('Query read timeout');
    const left = sql.transaction(async (session) => {
      await session.execute({ text: 'CREATE TEMPORARY TABLE left_behind ()' });
      await session.rows(asleep);
    });
    await expect(left).rejects.toThrow('Query read timeout');
    const all = await Promise.all(Array.from({ length: 30 }, () => sql.first({ text: 'SELECT 1 AS one' })));
    expect(new Set(all.map((row) => row!.one))).toEqual(new Set([1]));
    expect(sql.poolUse).toMatchObject({ used: 0, waiting: 0 });
  });

  it('says who asked when one fails', async () => {
    const failing = async function whoAsked(): Promise<void> {
      await sql.rows({ text: 'SELECT nothing' });
    };
    const error = await failing().catch((failure: Error) => failure);
    expect((error as Error).stack).toContain('whoAsked');
  });
});
