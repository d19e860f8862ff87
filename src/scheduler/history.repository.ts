import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { HistoryRow } from './history-rows.js';
import {
  EXACT_TOTAL,
  LISTED_RUN_COLUMNS,
  RUN_COLUMNS,
  countOfRuns,
  filterConditions,
  pageOfRuns,
  runTables,
} from './history-selects.js';
import type { Bind, RunFilter, RunTable } from './history-selects.js';

/** One run, wherever it is. */
const FIND = `
  SELECT ${RUN_COLUMNS} FROM (
    ${runTables({})
      .map(
        ({ alias, columns, from }) => `SELECT ${columns} FROM ${from} WHERE ${alias}.job_id = $1 AND ${alias}.id = $2`,
      )
      .join(' UNION ALL ')}
    LIMIT 1
  ) t`;

/** Where runs of a job are found: what waits, what runs and what is recorded, as one history. */
@Injectable()
export class HistoryRepository {
  constructor(private readonly sql: Sql) {}

  /** Sent unprepared: the filters differ from request to request. */
  page(
    jobId: string,
    filter: RunFilter,
    page: { start: number; limit: number; direction: 'ASC' | 'DESC' },
  ): Promise<HistoryRow[]> {
    const { bind, values } = binding();
    const where = conditionsOf(bind(jobId), filter, bind);
    const bounds = { direction: page.direction, start: bind(page.start), limit: bind(page.limit) };
    return this.sql.rows<HistoryRow & Record<string, unknown>>({
      text: `
        SELECT ${LISTED_RUN_COLUMNS} FROM (${pageOfRuns(runTables(filter), where, bounds)}) t
        ORDER BY t."createdAt" ${page.direction}, t.id ${page.direction}`,
      values,
    });
  }

  /** Exact up to 10,000. */
  async total(jobId: string, filter: RunFilter): Promise<{ total: number; exact: boolean }> {
    const { bind, values } = binding();
    const where = conditionsOf(bind(jobId), filter, bind);
    const row = await this.sql.first<{ count: number }>({ text: countOfRuns(runTables(filter), where), values });
    return { total: row!.count, exact: row!.count <= EXACT_TOTAL };
  }

  find(jobId: string, runId: string): Promise<HistoryRow | undefined> {
    return this.sql.first<HistoryRow & Record<string, unknown>>({
      name: 'history.find',
      text: FIND,
      values: [jobId, runId],
    });
  }

  /** Removes a record with its log. False: there is none (a running or waiting one is not a record yet). */
  async remove(session: SqlSession, jobId: string, runId: string): Promise<boolean> {
    const removed = await session.execute({
      text: `
        WITH gone AS (DELETE FROM job_runs WHERE job_id = $1 AND id = $2 RETURNING id),
        events AS (DELETE FROM run_events e USING gone WHERE e.run_id = gone.id)
        SELECT id FROM gone`,
      values: [jobId, runId],
    });
    return removed > 0;
  }

  /** Asks the node that runs it to cancel; it hears of it at once. */
  async requestCancel(session: SqlSession, jobId: string, runId: string): Promise<boolean> {
    const asked = await session.execute({
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
  async cancelWaiting(session: SqlSession, jobId: string, runId: string, canceledBy: string): Promise<boolean> {
    const canceled = await session.execute({
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

function binding(): { bind: Bind; values: unknown[] } {
  const values: unknown[] = [];
  return { bind: (value) => `$${values.push(value)}`, values };
}

function conditionsOf(jobId: string, filter: RunFilter, bind: Bind): (table: RunTable) => string[] {
  return (table) => [`${table.alias}.job_id = ${jobId}`, ...filterConditions(filter, table, bind)];
}
