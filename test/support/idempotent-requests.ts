import type { Sql } from '../../src/database/sql.js';
import type { Answer } from './api-client.js';

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
