import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { HistoryRow } from './history-rows.js';

/** `total` is exact up to here. */
const EXACT_TOTAL = 10_000;

const RECORDED = `
  SELECT r.id, r.job_id AS "jobId", r.owner_id AS "ownerId", r.status, r.trigger, r.scheduled_for AS "scheduledFor", r.attempt,
         r.reason, r.created_at AS "createdAt", CASE WHEN r.attempt > 0 THEN r.created_at END AS "startedAt",
         r.finished_at AS "finishedAt", r.node_id AS "nodeId", r.requested_by AS "requestedBy", r.error, r.progress, r.data, r.final,
         r.range_to AS "rangeTo", r.range_count AS "rangeCount"
  FROM job_runs r WHERE r.job_id = $1`;
const RUNNING = `
  SELECT a.id, a.job_id, j.owner_id, 'running', a.trigger, a.scheduled_for, a.attempt, NULL::text, a.started_at, a.started_at,
         NULL::timestamptz, a.node_id, a.requested_by, NULL::jsonb, NULL::jsonb, NULL::jsonb, false, NULL::timestamptz, NULL::int
  FROM active_runs a JOIN jobs j ON j.id = a.job_id WHERE a.job_id = $1`;
const WAITING = `
  SELECT p.id, p.job_id, j.owner_id, 'queued', p.trigger, p.scheduled_for, p.attempt, NULL::text, p.created_at, NULL::timestamptz,
         NULL::timestamptz, NULL::uuid, p.requested_by, NULL::jsonb, NULL::jsonb, NULL::jsonb, false, NULL::timestamptz, NULL::int
  FROM pending_runs p JOIN jobs j ON j.id = p.job_id WHERE p.job_id = $1`;

/** Where runs of a job are found: what waits, what runs and what is recorded, as one history. */
@Injectable()
export class HistoryRepository {
  constructor(private readonly sql: Sql) {}

  page(jobId: string, page: { start: number; limit: number; direction: 'ASC' | 'DESC' }): Promise<HistoryRow[]> {
    const order = `ORDER BY "createdAt" ${page.direction}, id ${page.direction}`;
    return this.sql.rows<HistoryRow & Record<string, unknown>>({
      text: `
        SELECT * FROM (
          (${RECORDED} ${order} LIMIT $2::int + $3::int)
          UNION ALL ${RUNNING}
          UNION ALL ${WAITING}
        ) t
        ${order} LIMIT $2 OFFSET $3`,
      values: [jobId, page.limit, page.start],
    });
  }

  /** Exact up to 10,000. */
  async total(jobId: string): Promise<{ total: number; exact: boolean }> {
    const row = await this.sql.first<{ count: number }>({
      name: 'history.total',
      text: `
        SELECT count(*)::int AS count FROM (
          SELECT 1 FROM active_runs WHERE job_id = $1
          UNION ALL SELECT 1 FROM pending_runs WHERE job_id = $1
          UNION ALL SELECT 1 FROM job_runs WHERE job_id = $1
          LIMIT ${EXACT_TOTAL + 1}
        ) t`,
      values: [jobId],
    });
    return { total: row!.count, exact: row!.count <= EXACT_TOTAL };
  }

  find(jobId: string, runId: string): Promise<HistoryRow | undefined> {
    return this.sql.first<HistoryRow & Record<string, unknown>>({
      name: 'history.find',
      text: `${RECORDED} AND r.id = $2 UNION ALL ${RUNNING} AND a.id = $2 UNION ALL ${WAITING} AND p.id = $2 LIMIT 1`,
      values: [jobId, runId],
    });
  }

  /** Removes a record. False: there is none (a running or waiting one is not a record yet). */
  async remove(jobId: string, runId: string): Promise<boolean> {
    const removed = await this.sql.execute({
      text: 'DELETE FROM job_runs WHERE job_id = $1 AND id = $2',
      values: [jobId, runId],
    });
    return removed > 0;
  }

  /** Asks the node that runs it to cancel; it hears of it at once. */
  async requestCancel(jobId: string, runId: string): Promise<boolean> {
    const asked = await this.sql.execute({
      text: `
        WITH asked AS (
          UPDATE active_runs SET cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp())
          WHERE job_id = $1 AND id = $2 RETURNING id
        )
        SELECT pg_notify('punctual_cancel', id::text) FROM asked`,
      values: [jobId, runId],
    });
    return asked > 0;
  }

  /** A run that still waits is canceled by recording it so. */
  async cancelWaiting(jobId: string, runId: string, canceledBy: string): Promise<boolean> {
    const canceled = await this.sql.execute({
      text: `
        WITH gone AS (DELETE FROM pending_runs WHERE job_id = $1 AND id = $2 RETURNING *)
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, created_at,
                              finished_at, idempotency_key, requested_by, error)
        SELECT coalesce(g.scheduled_for, g.created_at), g.id, g.job_id, j.owner_id, 'canceled', true, g.trigger, g.scheduled_for, 0,
               g.created_at, clock_timestamp(), g.idempotency_key, g.requested_by,
               jsonb_build_object('code', 'CANCELED', 'message', 'Canceled by ' || $3::text || ' before it started')
        FROM gone g JOIN jobs j ON j.id = g.job_id`,
      values: [jobId, runId, canceledBy],
    });
    return canceled > 0;
  }
}
