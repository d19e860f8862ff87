import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Sql } from '../../src/database/sql.js';
import { PartitionsRepository } from '../../src/ledger/partitions.repository.js';
import { RetentionService } from '../../src/ledger/retention.service.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { dayAgo, insertRecords, startLedger } from '../support/ledger-app.js';
import type { LedgerRow } from '../support/ledger-app.js';
import { insertJobs } from '../support/scheduler-fixtures.js';

let database: TestDatabase;
let ledger: INestApplicationContext;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  ledger = await startLedger(database.url, { RETENTION_DAYS: '30' });
  sql = ledger.get(Sql);
});
afterAll(async () => {
  await ledger?.close();
  await database?.drop();
});
beforeEach(() => sql.execute({ text: 'TRUNCATE jobs, pending_runs, active_runs, job_runs, run_events CASCADE' }));

const prune = (app = ledger) => app.get(RetentionService, { strict: false }).prune();
const makeDay = (days: number) => ledger.get(PartitionsRepository, { strict: false }).add(dayAgo(days));

async function hasDay(days: number): Promise<boolean> {
  const row = await sql.first<{ found: boolean }>({
    text: 'SELECT to_regclass($1) IS NOT NULL AS found',
    values: [dayAgo(days).name],
  });
  return row!.found;
}

/** Which of these records, and how many log lines of each, are still there. */
async function left(ids: string[]): Promise<{ kept: boolean[]; lines: number[] }> {
  const rows = await sql.rows<{ kept: boolean; lines: number }>({
    text: `
      SELECT EXISTS (SELECT FROM job_runs r WHERE r.id = i.id) AS kept,
             (SELECT count(*)::int FROM run_events e WHERE e.run_id = i.id) AS lines
      FROM unnest($1::uuid[]) WITH ORDINALITY AS i (id, place) ORDER BY place`,
    values: [ids],
  });
  return { kept: rows.map(({ kept }) => kept), lines: rows.map(({ lines }) => lines) };
}

describe('RETENTION_DAYS', () => {
  it('drops days that ended longer ago, with the logs of their runs, and no other', async () => {
    for (const days of [29, 30, 31, 32]) await makeDay(days);
    const ids = await insertRecords(
      sql,
      [29, 30, 31, 32, 1].map((daysAgo): LedgerRow => ({ daysAgo, lines: 2 })),
    );
    await prune();
    expect(await Promise.all([29, 30, 31, 32].map(hasDay))).toEqual([true, true, false, false]);
    expect(await left(ids)).toEqual({ kept: [true, true, false, false, true], lines: [2, 2, 0, 0, 2] });
  });

  it('leaves a day of which something was written later than that: backfills, ranges and long runs', async () => {
    for (const days of [40, 41, 42]) await makeDay(days);
    await insertRecords(sql, [
      { daysAgo: 40, startedDaysAgo: 2 },
      { daysAgo: 41, finishedDaysAgo: 3 },
      { daysAgo: 42, finishedDaysAgo: 35 },
    ]);
    await prune();
    expect(await Promise.all([40, 41, 42].map(hasDay))).toEqual([true, true, false]);
  });

  it.each(['pending_runs', 'active_runs'])('leaves a day of which an occurrence is in %s', async (table) => {
    await makeDay(50);
    const [attempt] = await insertRecords(sql, [{ daysAgo: 50, final: false, status: 'failed', lines: 1 }]);
    const node = table === 'active_runs' ? ['node_id, ', 'gen_random_uuid(), '] : ['', ''];
    await sql.execute({
      text: `
        INSERT INTO ${table} (${node[0]}id, job_id, scheduled_for, trigger, idempotency_key, type)
        SELECT ${node[1]}gen_random_uuid(), job_id, scheduled_for, 'retry', idempotency_key, 'noop' FROM job_runs`,
    });
    await prune();
    expect(await left([attempt!])).toEqual({ kept: [true], lines: [1] });
    await sql.execute({ text: `DELETE FROM ${table}` });
    await prune();
    expect(await left([attempt!])).toEqual({ kept: [false], lines: [0] });
  });

  it('removes old records of days without a partition, too', async () => {
    const ids = await insertRecords(sql, [
      { daysAgo: 500, lines: 1 },
      { daysAgo: 500, startedDaysAgo: 1, lines: 1 },
      { daysAgo: 500, finishedDaysAgo: 1, lines: 1 },
    ]);
    await prune();
    expect(await left(ids)).toEqual({ kept: [false, true, true], lines: [0, 1, 1] });
  });

  it('takes a late record of a day that is gone, and removes it in its turn', async () => {
    await makeDay(60);
    await prune();
    const [late] = await insertRecords(sql, [{ daysAgo: 60, startedDaysAgo: 1 }]);
    await prune();
    expect((await left([late!])).kept).toEqual([true]);
  });

  it('keeps everything when it is 0', async () => {
    const forEver = await startLedger(database.url, { RETENTION_DAYS: '0' });
    await makeDay(90);
    const ids = await insertRecords(sql, [{ daysAgo: 90 }, { daysAgo: 900 }]);
    await prune(forEver);
    await forEver.close();
    expect((await left(ids)).kept).toEqual([true, true]);
  });

  it('does no harm when several nodes prune at once', async () => {
    for (const days of [70, 71, 72]) await makeDay(days);
    const ids = await insertRecords(
      sql,
      [70, 71, 72, 700, 2].map((daysAgo): LedgerRow => ({ daysAgo, lines: 1 })),
    );
    await Promise.all([prune(), prune(), prune()]);
    await prune();
    expect(await left(ids)).toEqual({ kept: [false, false, false, false, true], lines: [0, 0, 0, 0, 1] });
  });
});

describe('keepRuns', () => {
  const keep = async (keepRuns: number | null): Promise<string> =>
    (await insertJobs(sql, { policies: { keepRuns } }))[0]!;

  it('keeps the newest occurrences of the job with all their attempts and logs', async () => {
    const jobId = await keep(2);
    const rows: LedgerRow[] = [
      { daysAgo: 4, status: 'failed', final: false, key: 'old', lines: 1 },
      { daysAgo: 4, startedDaysAgo: 3.9, attempt: 2, key: 'old', lines: 1 },
      { daysAgo: 3.5, status: 'skipped', attempt: 0 },
      { daysAgo: 3, status: 'lost', final: false, key: 'kept', lines: 1 },
      { daysAgo: 3, startedDaysAgo: 2.9, attempt: 2, key: 'kept', lines: 1 },
      { daysAgo: 1, lines: 1 },
    ];
    const ids = await insertRecords(
      sql,
      rows.map((row) => ({ ...row, jobId })),
    );
    await prune();
    expect(await left(ids)).toEqual({ kept: [false, false, false, true, true, true], lines: [0, 0, 0, 1, 1, 1] });
  });

  it('keeps attempts of an occurrence that still waits for its end, however old', async () => {
    const jobId = await keep(1);
    const ids = await insertRecords(sql, [
      { jobId, daysAgo: 5, status: 'failed', final: false, key: 'waits' },
      { jobId, daysAgo: 4.5, status: 'failed', final: false, key: 'of a record that somebody deleted' },
      { jobId, daysAgo: 4 },
      { jobId, daysAgo: 1 },
    ]);
    await sql.execute({
      text: `
        INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, attempt, idempotency_key, type)
        SELECT gen_random_uuid(), job_id, scheduled_for, 'retry', 2, 'waits', 'noop' FROM job_runs WHERE id = $1`,
      values: [ids[0]],
    });
    await prune();
    expect((await left(ids)).kept).toEqual([true, false, false, true]);
  });

  it('leaves jobs without it alone, and those that have fewer', async () => {
    const [unlimited] = await insertJobs(sql);
    const [few, none] = [await keep(5), await keep(null)];
    const ids = await insertRecords(
      sql,
      [unlimited!, unlimited!, few, few, none, none, randomUUID()].map((jobId, day) => ({ jobId, daysAgo: day })),
    );
    await prune();
    expect((await left(ids)).kept).toEqual(ids.map(() => true));
  });

  it('gets through more jobs and records than one statement takes, on several nodes at once', async () => {
    const jobs = await insertJobs(sql, { count: 450, policies: { keepRuns: 1 } });
    await sql.execute({
      text: `
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, created_at, finished_at)
        SELECT now() - n * interval '1 minute', gen_random_uuid(), j.id, 'owner', 'succeeded', true, 'schedule',
               now() - n * interval '1 minute', 1, now() - n * interval '1 minute', now()
        FROM unnest($1::uuid[]) WITH ORDINALITY AS j (id, place)
        CROSS JOIN LATERAL generate_series(1, CASE WHEN j.place = 1 THEN 6000 ELSE 20 END) AS n`,
      values: [jobs],
    });
    await Promise.all([prune(), prune()]);
    await prune();
    const rows = await sql.rows<{ count: number; newest: boolean }>({
      text: `
        SELECT count(*)::int AS count, bool_and(scheduled_for >= now() - interval '5 minutes') AS newest
        FROM job_runs GROUP BY job_id`,
    });
    expect(rows).toHaveLength(450);
    expect(rows.filter(({ count, newest }) => count !== 1 || !newest)).toEqual([]);
  });
});
