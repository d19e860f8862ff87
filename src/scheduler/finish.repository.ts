import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import { newRunId } from '../ledger/run-id.js';
import type { FinishedRun } from './run-outcome.js';

@Injectable()
export class FinishRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Writes the ends of many runs in one statement: each deletes its own row in `active_runs` (the fencing token) and,
   * only if that was still there, writes its ledger row, the job's outcome and the attempt that follows.
   * @returns ids of the runs that were accepted; the others had been taken over
   */
  async finish(nodeId: string, runs: readonly FinishedRun[]): Promise<Set<string>> {
    const rows = await this.sql.rows<{ id: string }>({
      name: 'finish.finish',
      text: `
        WITH fin AS (
          SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::jsonb[], $9::uuid[],
                               $10::int[], $11::float8[])
            AS f (id, owner_id, status, reason, error, progress, data, next_id, next_attempt, delay_ms)
        ), gone AS (
          DELETE FROM active_runs a USING fin WHERE a.id = fin.id AND a.node_id = $1
          RETURNING a.*, fin.owner_id, fin.status, fin.reason, fin.error, fin.progress, fin.data, fin.next_id, fin.next_attempt,
                    fin.delay_ms
        ), recorded AS (
          INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason,
                                created_at, finished_at, node_id, idempotency_key, requested_by, error, progress, data)
          SELECT coalesce(scheduled_for, started_at), id, job_id, owner_id, status, next_id IS NULL, trigger, scheduled_for,
                 attempt, reason, started_at, clock_timestamp(), node_id, idempotency_key, requested_by, error, progress, data
          FROM gone
        ), outcome AS (
          INSERT INTO job_outcomes AS o (job_id, last_run_at, last_status, failures_in_a_row)
          SELECT DISTINCT ON (job_id) job_id, started_at, status,
                 CASE WHEN next_id IS NULL AND status IN ('failed', 'timed_out') THEN 1 ELSE 0 END
          FROM gone ORDER BY job_id, started_at DESC
          ON CONFLICT (job_id) DO UPDATE
          SET last_run_at = excluded.last_run_at, last_status = excluded.last_status,
              failures_in_a_row = CASE WHEN excluded.last_status IN ('succeeded', 'warned') THEN 0
                                       ELSE o.failures_in_a_row + excluded.failures_in_a_row END
        ), again AS (
          INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, attempt, lost_count, idempotency_key, not_before, queue,
                                    priority, type, exclusive, concurrency_keys, concurrency_limits)
          SELECT next_id, job_id, scheduled_for, CASE WHEN next_attempt > attempt THEN 'retry' ELSE trigger END, next_attempt,
                 lost_count, idempotency_key, clock_timestamp() + delay_ms * interval '1 millisecond', queue, priority, type,
                 exclusive_job_id IS NOT NULL, concurrency_keys, concurrency_limits
          FROM gone WHERE next_id IS NOT NULL
        )
        SELECT id FROM gone`,
      values: [
        nodeId,
        runs.map((run) => run.claimed.id),
        runs.map((run) => run.ownerId),
        runs.map((run) => run.outcome.status),
        runs.map((run) => run.outcome.reason),
        runs.map((run) => run.outcome.error),
        runs.map((run) => JSON.stringify(run.outcome.progress)),
        runs.map((run) => run.outcome.data),
        runs.map((run) => (run.followUp ? newRunId() : null)),
        runs.map((run) => run.followUp?.attempt ?? null),
        runs.map((run) => run.followUp?.delayMs ?? null),
      ],
    });
    return new Set(rows.map((row) => row.id));
  }
}
