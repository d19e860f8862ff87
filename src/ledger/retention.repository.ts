import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { LedgerDay } from './partitions.repository.js';

const RUNS_PER_BATCH = 5_000;
const JOBS_PER_BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * The primary key leads to each row. A planner that takes a job of every second for the average would read all days
 * instead, and compile thousands of functions for their partitions.
 */
const BY_PRIMARY_KEY = 'SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL jit = off';

/** What one step of a sweep did, and from which id the next goes on (undefined: it is through). */
export interface SweepStep {
  removed: number;
  next: string | undefined;
}

/**
 * Removes records that are not to be kept, always with the logs of their runs. It never waits for a row that somebody has
 * locked (another node's sweep, the deletion of a job): whoever holds it removes it.
 */
@Injectable()
export class RetentionRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Removes the steps and logs of the next 5,000 runs of a day whose partition is about to go: one index probe per run
   * and not one of `run_events`, in which most runs have nothing.
   */
  async forgetEvents({ name }: LedgerDay, after = BEFORE_ALL): Promise<string | undefined> {
    const row = await this.sql.first<{ id: string }>({
      text: `
        WITH batch AS MATERIALIZED (SELECT id FROM ${name} WHERE id > $1 ORDER BY id LIMIT ${RUNS_PER_BATCH}),
        gone AS (
          DELETE FROM run_events WHERE (run_id, seq) IN (
            SELECT e.run_id, e.seq FROM batch b JOIN run_events e ON e.run_id = b.id FOR UPDATE OF e SKIP LOCKED))
        SELECT id FROM batch ORDER BY id DESC LIMIT 1`,
      values: [after],
    });
    return row?.id;
  }

  /** Removes old rows of days that have no partition of their own, at most 5,000. */
  async pruneDefault(days: number): Promise<number> {
    const row = await this.sql.first<{ count: number }>({
      text: `
        WITH old AS MATERIALIZED (
          SELECT r.ctid AS place FROM job_runs_default r
          WHERE r.created_at < clock_timestamp() - $1::int * interval '1 day'
            AND r.finished_at < clock_timestamp() - $1::int * interval '1 day'
            AND NOT ${isUnderWay('r')}
          LIMIT ${RUNS_PER_BATCH} FOR UPDATE SKIP LOCKED
        ), gone AS (
          DELETE FROM job_runs_default r USING old o WHERE r.ctid = o.place RETURNING r.id
        ), events AS (DELETE FROM run_events e USING gone g WHERE e.run_id = g.id)
        SELECT count(*)::int AS count FROM gone`,
      values: [days],
    });
    return row!.count;
  }

  /**
   * Of the next 200 jobs that limit their history (`keepRuns`): removes what belongs to older instants than the newest so
   * many final records do, but for attempts of occurrences that still wait or run. At most 5,000 rows.
   */
  pruneKept(after = BEFORE_ALL): Promise<SweepStep> {
    return this.sql.transaction(async (session) => {
      await session.execute({ text: BY_PRIMARY_KEY });
      const row = await session.first<{ removed: number; last: string | null }>({ text: PRUNE_KEPT, values: [after] });
      const { removed, last } = row!;
      // A full portion may have left something of these jobs.
      return { removed, next: removed === RUNS_PER_BATCH ? after : (last ?? undefined) };
    });
  }
}

/** SQL: the occurrence of record `r` is to go on: another attempt of it waits or runs. */
function isUnderWay(r: string): string {
  return `(
    EXISTS (SELECT FROM pending_runs p WHERE p.job_id = ${r}.job_id AND p.idempotency_key = ${r}.idempotency_key)
    OR EXISTS (SELECT FROM active_runs a WHERE a.job_id = ${r}.job_id AND a.idempotency_key = ${r}.idempotency_key))`;
}

const PRUNE_KEPT = `
  WITH batch AS MATERIALIZED (
    SELECT j.id, (j.policies ->> 'keepRuns')::int AS keep FROM jobs j
    WHERE j.policies ? 'keepRuns' AND j.id > $1 ORDER BY j.id LIMIT ${JOBS_PER_BATCH}
  ), cut AS MATERIALIZED (
    SELECT b.id AS job_id, c.occurrence_at FROM batch b CROSS JOIN LATERAL (
      SELECT r.occurrence_at FROM job_runs r WHERE r.job_id = b.id AND r.final
      ORDER BY r.occurrence_at DESC, r.id DESC OFFSET greatest(b.keep, 1) - 1 LIMIT 1) c
    WHERE b.keep IS NOT NULL
  ), old AS MATERIALIZED (
    SELECT o.* FROM cut c CROSS JOIN LATERAL (
      SELECT r.job_id, r.occurrence_at, r.id FROM job_runs r
      WHERE r.job_id = c.job_id AND r.occurrence_at < c.occurrence_at AND NOT ${isUnderWay('r')}
      ORDER BY r.occurrence_at LIMIT ${RUNS_PER_BATCH} FOR UPDATE SKIP LOCKED) o
    LIMIT ${RUNS_PER_BATCH}
  ), gone AS (
    DELETE FROM job_runs r USING old o
    WHERE r.job_id = o.job_id AND r.occurrence_at = o.occurrence_at AND r.id = o.id RETURNING r.id
  ), events AS (DELETE FROM run_events e USING gone g WHERE e.run_id = g.id)
  SELECT (SELECT count(*)::int FROM old) AS removed, (SELECT id FROM batch ORDER BY id DESC LIMIT 1) AS last`;
