import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { Sql } from '../database/sql.js';
import { DEFAULT_POLICIES } from '../jobs/job-policies.js';
import { isServed } from '../ledger/served-queues.js';
import type { RunTrigger } from '../ledger/run-vocabulary.js';
import { IS_FREE, NOT_PAUSED } from './waiting-conditions.js';

/** A run that should have started more than `overdueAfterMs` ago, and has not. */
export interface OverdueRun {
  jobId: string;
  /** The run that waits; null: its occurrence was never claimed. */
  runId: string | null;
  /** The occurrence; null for a manual run. */
  scheduledFor: Date | null;
  /** When it should have started. */
  dueAt: Date;
  trigger: RunTrigger;
  attempt: number;
  /** Null: that of the occurrence. */
  idempotencyKey: string | null;
  queue: string;
  type: string;
  locked: boolean;
  isServed: boolean;
  /** Somebody began to tell of it, and died before the end. */
  repeated: boolean;
}

/** Somebody who has not told of it after so long never will. */
const LEASE = `interval '2 minutes'`;
/** One node looks at a time. */
const LOCK = 7_305_104_223;

/** SQL: the schedule `s` gives a run until then; null: for ever. `since` is an SQL expression. */
const overdueFrom = (since: string): string => `(
  ${since} + interval '1 millisecond'
    * CASE WHEN s.policies ? 'overdueAfterMs' THEN (s.policies ->> 'overdueAfterMs')::float8
           ELSE ${DEFAULT_POLICIES.overdueAfterMs ?? 'NULL'} END)`;

/** SQL: the occurrence that starts at due_at; see dueOccurrence. */
const OCCURRENCE = `
  CASE WHEN s.occurrence_at <= s.due_at AND (s.last_claimed_for IS NULL OR s.occurrence_at > s.last_claimed_for)
       THEN s.occurrence_at ELSE s.due_at END`;

/** The queues (and priorities) in use, found by skipping from one to the next in the index: their number counts, not the jobs'. */
const LEVELS = `
  WITH RECURSIVE levels AS (
    (SELECT queue, priority FROM job_schedules WHERE due_at IS NOT NULL ORDER BY queue, priority LIMIT 1)
    UNION ALL
    SELECT n.queue, n.priority FROM levels l CROSS JOIN LATERAL (
      SELECT queue, priority FROM job_schedules
      WHERE due_at IS NOT NULL AND (queue, priority) > (l.queue, l.priority) ORDER BY queue, priority LIMIT 1) n
  )`;

/** What is late to start. Finding it is claiming it: for two minutes nobody else tells of it. */
@Injectable()
export class OverdueRepository {
  constructor(private readonly sql: Sql) {}

  /** Undefined: another node is at it. */
  alone<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result | undefined> {
    return this.sql.transaction(async (session) => {
      const lock = await session.first<{ mine: boolean }>({
        text: 'SELECT pg_try_advisory_xact_lock($1) AS mine',
        values: [LOCK],
      });
      return lock!.mine ? work(session) : undefined;
    });
  }

  /** Due instants that nobody has claimed. What a claim holds at this moment is about to start and is passed over. */
  claimDue(session: SqlSession, limit: number): Promise<OverdueRun[]> {
    return session.rows<OverdueRun & Record<string, unknown>>({
      name: 'overdue.claim-due',
      text: `
        ${LEVELS}, late AS MATERIALIZED (
          SELECT s.* FROM levels l CROSS JOIN LATERAL (
            SELECT s.job_id, ${OCCURRENCE} AS occurrence, s.overdue_alerted_for AS before FROM job_schedules s
            WHERE s.queue = l.queue AND s.priority = l.priority AND s.due_at <= now()
              AND ${overdueFrom('s.due_at')} < now() AND NOT s.paused
              AND (s.overdue_alerted_for IS DISTINCT FROM ${OCCURRENCE} OR s.overdue_alert_until < now())
            ORDER BY s.due_at LIMIT $1 FOR UPDATE SKIP LOCKED
          ) s WHERE ${NOT_PAUSED} LIMIT $1
        )
        UPDATE job_schedules s SET overdue_alerted_for = late.occurrence, overdue_alert_until = clock_timestamp() + ${LEASE}
        FROM late WHERE s.job_id = late.job_id
        RETURNING s.job_id AS "jobId", NULL::uuid AS "runId", late.occurrence AS "scheduledFor", s.due_at AS "dueAt",
                  'schedule' AS trigger, 1 AS attempt,
                  NULL AS "idempotencyKey", s.queue, s.type, s.locked, ${isServed('s.queue')} AS "isServed",
                  late.before IS NOT DISTINCT FROM late.occurrence AS repeated`,
      values: [limit],
    });
  }

  /**
   * Runs that wait although nothing of their job is in their way; of those of one job the one that comes first. Backfills
   * are in no hurry. An occurrence that was told of before it was claimed is not told of again.
   */
  claimWaiting(session: SqlSession, limit: number): Promise<OverdueRun[]> {
    return session.rows<OverdueRun & Record<string, unknown>>({
      name: 'overdue.claim-waiting',
      text: `
        WITH first AS MATERIALIZED (
          SELECT DISTINCT ON (p.job_id) p.id
          FROM pending_runs p JOIN job_schedules s ON s.job_id = p.job_id
          WHERE p.not_before <= now() AND ${overdueFrom('p.not_before')} < now() AND p.trigger <> 'backfill' AND ${IS_FREE}
            AND (NOT s.paused OR p.trigger IN ('manual', 'replay')) AND ${NOT_PAUSED}
          ORDER BY p.job_id, p.attempt DESC, p.not_before, p.scheduled_for, p.id
        ), late AS MATERIALIZED (
          SELECT p.id, p.overdue_alert_until AS before FROM pending_runs p JOIN job_schedules s ON s.job_id = p.job_id
          WHERE p.id IN (SELECT id FROM first)
            AND CASE WHEN p.overdue_alert_until IS NOT NULL THEN p.overdue_alert_until < now()
                     ELSE p.scheduled_for IS NULL OR s.overdue_alerted_for IS DISTINCT FROM p.scheduled_for END
          ORDER BY p.not_before LIMIT $1 FOR UPDATE OF p SKIP LOCKED
        )
        UPDATE pending_runs p SET overdue_alert_until = clock_timestamp() + ${LEASE}
        FROM late, job_schedules s WHERE p.id = late.id AND s.job_id = p.job_id
        RETURNING p.job_id AS "jobId", p.id AS "runId", p.scheduled_for AS "scheduledFor", p.not_before AS "dueAt", p.trigger,
                  p.attempt, p.idempotency_key AS "idempotencyKey", p.queue, p.type, s.locked,
                  ${isServed('p.queue')} AS "isServed", late.before IS NOT NULL AS repeated`,
      values: [limit],
    });
  }

  /** They have been told of. */
  async told(runs: readonly OverdueRun[]): Promise<void> {
    const waiting = runs.filter(({ runId }) => runId !== null);
    const due = runs.filter(({ runId }) => runId === null);
    await this.sql.execute({
      name: 'overdue.told',
      text: `
        WITH waiting AS (UPDATE pending_runs SET overdue_alert_until = 'infinity' WHERE id = ANY ($1::uuid[]))
        UPDATE job_schedules s SET overdue_alert_until = 'infinity'
        FROM unnest($2::uuid[], $3::timestamptz[]) AS d (job_id, occurrence)
        WHERE s.job_id = d.job_id AND date_trunc('milliseconds', s.overdue_alerted_for) = d.occurrence`,
      values: [
        waiting.map(({ runId }) => runId),
        due.map(({ jobId }) => jobId),
        due.map(({ scheduledFor }) => scheduledFor),
      ],
    });
  }

  /** Queues in which something is due some day, and whose jobs no living node runs. */
  async unservedQueues(): Promise<string[]> {
    const rows = await this.sql.rows<{ queue: string }>({
      name: 'overdue.unserved-queues',
      text: `${LEVELS} SELECT DISTINCT l.queue FROM levels l WHERE NOT ${isServed('l.queue')} ORDER BY 1`,
    });
    return rows.map(({ queue }) => queue);
  }
}
