import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Sql } from '../../src/database/sql.js';
import { PartitionsRepository } from '../../src/ledger/partitions.repository.js';
import { PartitionsService } from '../../src/ledger/partitions.service.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { dayAgo, insertRecords, startLedger } from '../support/ledger-app.js';

let database: TestDatabase;
let ledger: INestApplicationContext;
let sql: Sql;
let partitions: PartitionsRepository;

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = await startLedger(database.url);
  sql = ledger.get(Sql);
  partitions = ledger.get(PartitionsRepository, { strict: false });
});
afterAll(async () => {
  await ledger?.close();
  await database?.drop();
});
beforeEach(() => sql.execute({ text: 'TRUNCATE job_runs, run_events' }));

const prepare = () => ledger.get(PartitionsService, { strict: false }).prepare();

/** Names of the partitions, and in which of them each record lies. */
async function partitionNames(): Promise<string[]> {
  const rows = await sql.rows<{ name: string }>({
    text: `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'job_runs'::regclass ORDER BY 1`,
  });
  return rows.map(({ name }) => name);
}
async function placeOf(id: string): Promise<string | undefined> {
  const row = await sql.first<{ place: string }>({
    text: 'SELECT tableoid::regclass::text AS place FROM job_runs WHERE id = $1',
    values: [id],
  });
  return row?.place;
}
const forget = async (days: number) => sql.execute({ text: `DROP TABLE IF EXISTS ${dayAgo(days).name}` });

/** Does `work` while another connection has `statement` behind it in a transaction that stays open. */
async function beside<Result>(statement: string, work: () => Promise<Result>): Promise<Result> {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query(statement);
    return await work();
  } finally {
    await other.end();
  }
}

describe('the days of the ledger', () => {
  it('are made from today to a week ahead, with the indexes of the whole', async () => {
    const days = Array.from({ length: 8 }, (_, index) => dayAgo(-index).name);
    expect(await partitionNames()).toEqual(['job_runs_default', ...days].toSorted());
    const unlike = await sql.rows({
      text: `
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'job_runs'::regclass
          AND (SELECT count(*) FROM pg_index x WHERE x.indrelid = c.oid)
              <> (SELECT count(*) FROM pg_index x WHERE x.indrelid = 'job_runs'::regclass)`,
    });
    expect(unlike).toEqual([]);
  });

  it('are made although rows of theirs lie in the default partition, and take those along', async () => {
    await forget(-3);
    const [stray, other] = await insertRecords(sql, [{ daysAgo: -3 }, { daysAgo: 400 }]);
    expect(await placeOf(stray!)).toBe('job_runs_default');
    await prepare();
    expect(await placeOf(stray!)).toBe(dayAgo(-3).name);
    expect(await placeOf(other!)).toBe('job_runs_default');
  });

  it('stay in the default partition when moving their rows would hold up those who write', async () => {
    await forget(0);
    await sql.execute({
      text: `
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, attempt, created_at, finished_at)
        SELECT now(), gen_random_uuid(), gen_random_uuid(), 'owner', 'succeeded', true, 'schedule', 1, now(), now()
        FROM generate_series(1, 20001)`,
    });
    expect(await partitions.add(dayAgo(0))).toBe(false);
    expect(await partitionNames()).not.toContain(dayAgo(0).name);
    await sql.execute({ text: 'TRUNCATE job_runs' });
    expect(await partitions.add(dayAgo(0))).toBe(true);
  });

  it('are made by several nodes at once without one getting into the way of another', async () => {
    await forget(-4);
    await forget(-5);
    await Promise.all([prepare(), prepare(), prepare()]);
    expect(await partitionNames()).toEqual(expect.arrayContaining([dayAgo(-4).name, dayAgo(-5).name]));
  });

  it('are made while somebody writes into another day, and writing goes on meanwhile', async () => {
    await forget(-6);
    const write = `
      INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, attempt, created_at, finished_at)
      VALUES (now(), gen_random_uuid(), gen_random_uuid(), 'owner', 'succeeded', true, 'schedule', 1, now(), now())`;
    expect(await beside(write, () => partitions.add(dayAgo(-6)))).toBe(true);
  });

  it('give up waiting for a lock before those behind them notice', async () => {
    await partitions.add(dayAgo(100));
    await beside('SELECT count(*) FROM job_runs', async () => {
      await expect(partitions.drop(dayAgo(100), 30)).rejects.toMatchObject({ code: '55P03' });
      await insertRecords(sql, [{ daysAgo: 0 }]);
    });
    expect(await partitions.drop(dayAgo(100), 30)).toBe(true);
    expect(await partitionNames()).not.toContain(dayAgo(100).name);
  });
});
