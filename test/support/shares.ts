import { randomUUID } from 'node:crypto';
import type { Sql } from '../../src/database/sql.js';
import type { ApiClient } from './api-client.js';

/** Shares a job as the routes of the next issue will: one grant row. */
export async function shareJob(sql: Sql, jobId: string, principalId: string, level: number): Promise<void> {
  await sql.execute({
    text: `
      INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
      SELECT id, $2, 'share', $3, name, created_at FROM jobs WHERE id = $1`,
    values: [jobId, principalId, level],
  });
}

/** A noop job with a name of its own, unless the fields say otherwise; its full answer. */
export async function createJob(
  client: ApiClient,
  fields: Record<string, unknown> = {},
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into what comes back
): Promise<any> {
  const { status, body } = await client.post('/api/jobs', { name: `Job ${randomUUID()}`, type: 'noop', ...fields });
  if (status !== 201) throw new Error(`POST /api/jobs answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
