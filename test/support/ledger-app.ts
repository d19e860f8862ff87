import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { ClockModule } from '../../src/clock/clock.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import type { Sql } from '../../src/database/sql.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import type { LedgerDay } from '../../src/ledger/partitions.repository.js';

/** The ledger's module alone on a database, without timers: tests decide when its housekeeping happens. */
export async function startLedger(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<INestApplicationContext> {
  @Module({
    imports: [ConfigModule.forRoot(readEnv(env)), ClockModule, DatabaseModule.forRoot(databaseUrl, 4), LedgerModule],
  })
  class LedgerAppModule {}
  return NestFactory.createApplicationContext(LedgerAppModule, { logger: false });
}

/** A record as a test wants it; what is left out is that of a success, written when it was due. */
export interface LedgerRow {
  jobId?: string;
  /** Days before now at which it was due. */
  daysAgo: number;
  /** Days before now at which it started; `daysAgo` unless given. */
  startedDaysAgo?: number;
  finishedDaysAgo?: number;
  final?: boolean;
  attempt?: number;
  status?: string;
  reason?: string;
  key?: string;
  /** Log lines to go with it. */
  lines?: number;
}

/** Writes records straight into the ledger. @returns their ids, in the order given */
export async function insertRecords(sql: Sql, rows: LedgerRow[]): Promise<string[]> {
  const ids = rows.map(() => randomUUID());
  await sql.execute({
    text: `
      INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason, created_at,
                            finished_at, idempotency_key)
      SELECT now() - r.due * interval '1 day', r.id, r.job_id, 'owner', r.status, r.final, 'schedule',
             now() - r.due * interval '1 day', r.attempt, r.reason, now() - r.started * interval '1 day',
             now() - r.finished * interval '1 day', r.key
      FROM unnest($1::uuid[], $2::uuid[], $3::float8[], $4::float8[], $5::float8[], $6::boolean[], $7::int[], $8::text[], $9::text[], $10::text[])
        AS r (id, job_id, due, started, finished, final, attempt, status, key, reason)`,
    values: [
      ids,
      rows.map((row) => row.jobId ?? randomUUID()),
      rows.map((row) => row.daysAgo),
      rows.map((row) => row.startedDaysAgo ?? row.daysAgo),
      rows.map((row) => row.finishedDaysAgo ?? row.startedDaysAgo ?? row.daysAgo),
      rows.map((row) => row.final ?? true),
      rows.map((row) => row.attempt ?? 1),
      rows.map((row) => row.status ?? 'succeeded'),
      rows.map((row, index) => row.key ?? ids[index]),
      rows.map((row) => row.reason ?? null),
    ],
  });
  await sql.execute({
    text: `
      INSERT INTO run_events (run_id, seq, at, kind, payload)
      SELECT r.id, seq, now(), 'log', '{"message":"line"}'
      FROM unnest($1::uuid[], $2::int[]) AS r (id, lines) CROSS JOIN generate_series(1, r.lines) AS seq`,
    values: [ids, rows.map((row) => row.lines ?? 0)],
  });
  return ids;
}

/** The partition of the day that lies so many days before today (UTC). */
export function dayAgo(days: number): LedgerDay {
  const at = (shift: number): string => new Date(Date.now() - (days - shift) * 86_400_000).toISOString().slice(0, 10);
  return { name: `job_runs_${at(0).replaceAll('-', '')}`, from: `${at(0)}T00:00:00Z`, to: `${at(1)}T00:00:00Z` };
}
