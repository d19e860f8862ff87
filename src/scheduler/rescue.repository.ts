import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import { progressSoFar } from '../ledger/progress-so-far.js';

/** A run whose node died. */
export interface RescuedRun {
  runId: string;
  jobId: string;
  nodeId: string;
  again: boolean;
}

@Injectable()
export class RescueRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Takes over every run of nodes that have ended, in one statement: it is recorded as lost, and its occurrence waits to
   * run again as the next attempt under the same idempotency key, as `retryLost` and `maxLost` allow (else it is final).
   * `strayRunIds` are runs that a living node holds without knowing (the answer to its commit was lost).
   * Deleting the row in `active_runs` is what fences the old node: whatever it still answers is refused.
   */
  takeOver(strayRunIds: readonly string[] = []): Promise<RescuedRun[]> {
    return this.sql.rows<RescuedRun & Record<string, unknown>>({
      name: 'rescue.take-over',
      text: `
        WITH gone AS (
          DELETE FROM active_runs a
          WHERE a.id = ANY ($1::uuid[]) OR NOT EXISTS (SELECT FROM nodes n WHERE n.id = a.node_id AND n.ended_at IS NULL)
          RETURNING a.*
        ), fate AS (
          SELECT g.*, j.owner_id,
                 g.scheduled_for IS NOT NULL AND g.trigger <> 'replay' AND g.cancel_requested_at IS NULL
                   AND coalesce((s.policies ->> 'retryLost')::boolean, true) AS repeatable,
                 g.lost_count >= coalesce((s.policies ->> 'maxLost')::int, 3) AS exhausted,
                 coalesce(s.policies ->> 'overlap', 'skip') <> 'allow' AS exclusive
          FROM gone g
          JOIN jobs j ON j.id = g.job_id
          LEFT JOIN job_schedules s ON s.job_id = g.job_id
        ), recorded AS (
          INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason,
                                created_at, finished_at, node_id, idempotency_key, requested_by, progress)
          SELECT coalesce(scheduled_for, started_at), id, job_id, owner_id,
                 CASE WHEN cancel_requested_at IS NOT NULL THEN 'canceled' WHEN repeatable AND exhausted THEN 'failed' ELSE 'lost' END,
                 NOT repeatable OR exhausted, trigger, scheduled_for, attempt,
                 CASE WHEN repeatable AND exhausted THEN 'lost_repeatedly' ELSE 'node_died' END,
                 started_at, clock_timestamp(), node_id, idempotency_key, requested_by, ${progressSoFar('fate.id')}
          FROM fate
        ), outcome AS (
          INSERT INTO job_outcomes (job_id, last_run_at, last_status, failures_in_a_row)
          SELECT DISTINCT ON (job_id) job_id, started_at, CASE WHEN cancel_requested_at IS NOT NULL THEN 'canceled' WHEN repeatable AND exhausted THEN 'failed' ELSE 'lost' END,
                 CASE WHEN cancel_requested_at IS NULL AND repeatable AND exhausted THEN 1 ELSE 0 END
          FROM fate ORDER BY job_id, started_at DESC
          ON CONFLICT (job_id) DO UPDATE
          SET last_run_at = excluded.last_run_at, last_status = excluded.last_status,
              failures_in_a_row = job_outcomes.failures_in_a_row + excluded.failures_in_a_row
        ), again AS (
          INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, attempt, lost_count, idempotency_key, not_before, queue,
                                    priority, type, exclusive, concurrency_keys, concurrency_limits)
          SELECT gen_random_uuid(), job_id, scheduled_for, 'retry', attempt + 1, lost_count + 1, idempotency_key,
                 clock_timestamp() + CASE WHEN lost_count = 0 THEN interval '0' ELSE interval '5 seconds' * 2 ^ (lost_count - 1) END,
                 queue, priority, type, exclusive, concurrency_keys, concurrency_limits
          FROM fate WHERE repeatable AND NOT exhausted
        )
        SELECT id AS "runId", job_id AS "jobId", node_id AS "nodeId", repeatable AND NOT exhausted AS again FROM fate`,
      values: [strayRunIds],
    });
  }
}
