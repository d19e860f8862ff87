import pg from 'pg';
import { expect } from 'vitest';
import type { Sql } from '../../src/database/sql.js';
import type { Answer } from './api-client.js';
import { eventually } from './eventually.js';

/** What a repeated request must get alike. */
export function answerOf({ status, headers, body }: Answer) {
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- tests look into what comes back
  return { status, body, location: headers.get('location'), etag: headers.get('etag') };
}

/** Leaves behind what a process leaves that dies before it answers, as seen after its lease. */
export function leaveUnanswered(sql: Sql, key: string): Promise<number> {
  return sql.execute({
    text: `UPDATE idempotency_keys SET answer = NULL, leased_until = clock_timestamp() WHERE key = $1`,
    values: [key],
  });
}

/** What is known of a key; `lease` in seconds from now. */
export function storedKey(
  sql: Sql,
  key: string,
): Promise<{ answer: unknown; effect_id: string | null; lease: number } | undefined> {
  return sql.first({
    text: `
      SELECT answer, effect_id, extract(epoch FROM leased_until - clock_timestamp())::float8 AS lease
      FROM idempotency_keys WHERE key = $1`,
    values: [key],
  });
}

/** Holds what `lock` locks until `work` releases it, or is over. */
export async function whileLocked(
  databaseUrl: string,
  lock: string,
  work: (release: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(lock);
    await work(() => client.query('COMMIT'));
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
