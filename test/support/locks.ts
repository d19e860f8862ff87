import pg from 'pg';
import { expect } from 'vitest';
import type { Sql } from '../../src/database/sql.js';
import { eventually } from './eventually.js';

/** Holds what `lock` locks until `work` releases it, or is over; `query` runs more in the same transaction. */
export async function whileLocked(
  databaseUrl: string,
  lock: string,
  work: (release: () => Promise<unknown>, query: (text: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(lock);
    await work(
      () => client.query('COMMIT'),
      (text) => client.query(text),
    );
  } finally {
    await client.end();
  }
}

/** Until so many statements wait for locks. */
export async function eventuallyWaiting(sql: Sql, count: number): Promise<void> {
  await eventually(async () => {
    const row = await sql.first<{ count: number }>({
      text: `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    });
    expect(row!.count).toBe(count);
  });
}

/** Until so many statements have waited so long that PostgreSQL has looked whether they wait for each other. */
export async function eventuallyLookedForDeadlocks(sql: Sql, count: number): Promise<void> {
  await eventually(async () => {
    const row = await sql.first<{ count: number }>({
      text: `
        SELECT count(DISTINCT pid)::int AS count FROM pg_locks
        WHERE NOT granted
          AND clock_timestamp() - waitstart > 1.5 * current_setting('deadlock_timeout')::interval
          AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`,
    });
    expect(row!.count).toBe(count);
  });
}
