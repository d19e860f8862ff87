import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Sql } from '../../src/database/sql.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startSchedulerParts } from '../support/scheduler-fixtures.js';
import { TcpProxy } from '../support/tcp-proxy.js';

let database: TestDatabase;
let proxy: TcpProxy;
let parts: INestApplicationContext;
let sql: Sql;
/** Past the proxy. */
let direct: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await TcpProxy.before(database.url);
  parts = await startSchedulerParts(proxy.through(database.url));
  sql = parts.get(Sql);
  direct = new pg.Client({ connectionString: database.url });
  await direct.connect();
  await direct.query('CREATE TABLE probe (id int PRIMARY KEY)');
  await direct.query('INSERT INTO probe VALUES (1)');
});
afterAll(async () => {
  proxy?.pass();
  await parts?.close();
  await direct?.end();
  await proxy?.close();
  await database?.drop();
});
beforeEach(() => proxy.pass());

const TIMED_OUT = /timeout/i;

describe('a connection that swallows every byte', () => {
  it('fails the statement on it within its limit; the next statement gets another connection', async () => {
    await sql.execute({ text: 'SELECT 1' });
    proxy.swallow();
    await expect(sql.execute({ text: 'SELECT 1', timeoutMs: 200 })).rejects.toThrow(TIMED_OUT);
    proxy.pass();
    await eventually(async () =>
      expect(await sql.first({ text: 'SELECT 1 AS one', timeoutMs: 200 })).toEqual({ one: 1 }),
    );
  });

  it('fails its transaction within the limit of the statement, without waiting for a rollback that can not come', async () => {
    const cut = sql.transaction(async (session) => {
      await session.execute({ text: 'SELECT 1' });
      proxy.swallow();
      await session.execute({ text: 'UPDATE probe SET id = 1', timeoutMs: 200 });
    });
    await expect(cut).rejects.toThrow(TIMED_OUT);
  });

  it('lets go of its locks soon, though the server does not hear that the client is gone', async () => {
    const cut = sql.transaction(
      async (session) => {
        await session.execute({ text: 'SELECT 1 FROM probe WHERE id = 1 FOR UPDATE' });
        proxy.swallow();
        await session.execute({ text: 'SELECT 1', timeoutMs: 100 });
      },
      { idleLimitMs: 300 },
    );
    await expect(cut).rejects.toThrow(TIMED_OUT);
    await eventually(async () => {
      const free = await direct.query('SELECT 1 FROM probe WHERE id = 1 FOR UPDATE SKIP LOCKED');
      expect(free.rowCount).toBe(1);
    });
  });
});

describe('every statement', () => {
  it('has a limit: a short one if it is named, a long one if it is not', () => {
    expect(Sql.limitOf({ name: 'x', text: '' })).toBe(10_000);
    expect(Sql.limitOf({ text: '' })).toBe(300_000);
    expect(Sql.limitOf({ name: 'x', text: '', timeoutMs: 5 })).toBe(5);
  });
});
