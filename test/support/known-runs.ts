import { randomUUID } from 'node:crypto';
import type { Sql } from '../../src/database/sql.js';

/** A run with known times. */
export interface KnownRun {
  createdAt: string;
  status: string;
  trigger?: string;
  durationMs?: number;
  attempt?: number;
  rangeCount?: number;
  nodeId?: string;
}

/** Writes records with known times straight into the ledger. @returns their ids, in the order given */
export async function recordKnownRuns(sql: Sql, jobId: string, runs: KnownRun[]): Promise<string[]> {
  const ids = runs.map(() => randomUUID());
  await sql.execute({
    text: `
      INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, created_at,
                            finished_at, range_to, range_count, node_id, error)
      SELECT r.created_at, r.id, $1, 'alice', r.status, true, r.trigger, r.created_at, r.attempt, r.created_at,
             r.created_at + r.duration * interval '1 millisecond', CASE WHEN r.range_count IS NOT NULL THEN r.created_at END,
             r.range_count, r.node_id, jsonb_build_object('code', 'X', 'message', 'hidden words')
      FROM unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::int[], $7::float8[], $8::int[], $9::uuid[])
        AS r (id, created_at, status, trigger, attempt, duration, range_count, node_id)`,
    values: [
      jobId,
      ids,
      runs.map((run) => run.createdAt),
      runs.map((run) => run.status),
      runs.map((run) => run.trigger ?? 'schedule'),
      runs.map((run) => run.attempt ?? 1),
      runs.map((run) => run.durationMs ?? 0),
      runs.map((run) => run.rangeCount ?? null),
      runs.map((run) => run.nodeId ?? null),
    ],
  });
  return ids;
}
