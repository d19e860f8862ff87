import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { isServed } from '../ledger/served-queues.js';
import type { OccurrencePlanRow, OccurrenceRow, Period } from './occurrence-rows.js';

const RECORDED = `
  r.id, r.occurrence_at AS at, r.status, r.reason, r.trigger, r.idempotency_key AS "idempotencyKey", NULL::timestamptz AS "notBefore",
  CASE WHEN r.attempt > 0 THEN r.created_at END AS "startedAt", r.finished_at AS "finishedAt", r.range_to AS "rangeTo",
  r.range_count AS "rangeCount"`;
const RUNNING = `
  a.id, a.scheduled_for AS at, 'running' AS status, NULL AS reason, a.trigger, a.idempotency_key, NULL::timestamptz, a.started_at,
  NULL::timestamptz, NULL::timestamptz, NULL::int`;
const WAITING = `
  p.id, p.scheduled_for AS at, 'queued' AS status, NULL AS reason, p.trigger, p.idempotency_key, p.not_before, NULL::timestamptz,
  NULL::timestamptz, NULL::timestamptz, NULL::int`;

/** The due instants of a job, as the ledger and the tables of live runs know them. Manual runs are none. */
@Injectable()
export class OccurrencesRepository {
  constructor(private readonly sql: Sql) {}

  /** Reads in one snapshot: an occurrence that is claimed meanwhile is neither missing nor there twice. */
  snapshot<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(async (session) => {
      // Compiling for a hundred partitions takes longer than reading from them.
      await session.execute({
        text: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off',
      });
      return work(session);
    });
  }

  plan(session: SqlSession, jobId: string): Promise<OccurrencePlanRow | undefined> {
    return session.first<OccurrencePlanRow & Record<string, unknown>>({
      name: 'occurrences.plan',
      text: `
        SELECT j.id, j.enabled, j.editing_id AS "editingId", j.interval, j.interval_type AS "intervalType", j.timezone,
               j.start_on AS "startOn", j.end_on AS "endOn", j.created_at AS "createdAt", j.policies,
               j.locked_at AS "lockedAt", j.paused_at AS "pausedAt", j.pause_reason AS "pauseReason", s.due_at AS "dueAt",
               s.occurrence_at AS "occurrenceAt", s.last_claimed_for AS "lastClaimedFor", ${isServed('s.queue')} AS "isServed",
               (SELECT paused_at FROM scheduler_pauses) AS "allPausedAt", clock_timestamp() AS now
        FROM jobs j LEFT JOIN job_schedules s ON s.job_id = j.id WHERE j.id = $1`,
      values: [jobId],
    });
  }

  /** The first `limit`, in order. The primary key has a job's records in that order; ranges may begin before the period. */
  list(session: SqlSession, jobId: string, { from, to }: Period, limit: number): Promise<OccurrenceRow[]> {
    return session.rows<OccurrenceRow & Record<string, unknown>>({
      name: 'occurrences.list',
      text: `
        (SELECT ${RECORDED} FROM job_runs r
         WHERE r.job_id = $1 AND r.range_to >= $2 AND r.occurrence_at < $2 ORDER BY at LIMIT $4)
        UNION ALL
        (SELECT ${RECORDED} FROM job_runs r
         WHERE r.job_id = $1 AND r.occurrence_at >= $2 AND r.occurrence_at < $3 AND r.final AND r.scheduled_for IS NOT NULL
         ORDER BY r.occurrence_at LIMIT $4)
        UNION ALL
        (SELECT ${RUNNING} FROM active_runs a
         WHERE a.job_id = $1 AND a.scheduled_for >= $2 AND a.scheduled_for < $3 ORDER BY at LIMIT $4)
        UNION ALL
        (SELECT ${WAITING} FROM pending_runs p
         WHERE p.job_id = $1 AND p.scheduled_for >= $2 AND p.scheduled_for < $3 ORDER BY at LIMIT $4)
        ORDER BY at, id LIMIT $4`,
      values: [jobId, from, to, limit],
    });
  }

  /** How many there are, counted up to `limit`. */
  async count(session: SqlSession, jobId: string, { from, to }: Period, limit: number): Promise<number> {
    const row = await session.first<{ count: number }>({
      name: 'occurrences.count',
      text: `
        SELECT count(*)::int AS count FROM (
          SELECT 1 FROM job_runs WHERE job_id = $1 AND range_to >= $2 AND occurrence_at < $2
          UNION ALL
          SELECT 1 FROM job_runs
          WHERE job_id = $1 AND occurrence_at >= $2 AND occurrence_at < $3 AND final AND scheduled_for IS NOT NULL
          UNION ALL
          SELECT 1 FROM active_runs WHERE job_id = $1 AND scheduled_for >= $2 AND scheduled_for < $3
          UNION ALL
          SELECT 1 FROM pending_runs WHERE job_id = $1 AND scheduled_for >= $2 AND scheduled_for < $3
          LIMIT $4) t`,
      values: [jobId, from, to, limit],
    });
    return row!.count;
  }

  /** How many attempts of these occurrences are recorded, by idempotency key. One that was interrupted and went on counts once. */
  async attempts(session: SqlSession, jobId: string, shown: readonly OccurrenceRow[]): Promise<Map<string, number>> {
    const rows = await session.rows<{ key: string; attempts: number }>({
      name: 'occurrences.attempts',
      text: `
        SELECT r.idempotency_key AS key, count(DISTINCT r.attempt)::int AS attempts
        FROM job_runs r
        WHERE r.job_id = $1 AND r.occurrence_at = ANY ($2::timestamptz[]) AND r.idempotency_key = ANY ($3::text[]) AND r.attempt > 0
        GROUP BY r.idempotency_key`,
      values: [jobId, shown.map(({ at }) => at), shown.map(({ idempotencyKey }) => idempotencyKey)],
    });
    return new Map(rows.map(({ key, attempts }) => [key, attempts]));
  }
}
