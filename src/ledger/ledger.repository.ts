import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { SqlSession } from '../database/sql.js';
import type { NonRunRow } from './non-runs.js';
import { progressSoFar } from './progress-so-far.js';
import { ASKED_FOR } from './run-vocabulary.js';
import type { RunReason, RunStatus, RunTrigger } from './run-vocabulary.js';

/** The fate of due instants that did not run. */
export interface NonRun extends NonRunRow {
  jobId: string;
  status: Extract<RunStatus, 'skipped' | 'missed' | 'coalesced' | 'superseded'>;
  reason: RunReason;
  trigger: RunTrigger;
}

/** Writes to the tables of runs that are not part of running: fates of what did not run, and the end of a job. */
@Injectable()
export class LedgerRepository {
  /** One final row per non-run, in one statement; the job's owner of this moment is recorded with it. */
  async recordNonRuns(session: SqlSession, nonRuns: readonly NonRun[]): Promise<void> {
    if (nonRuns.length === 0) return;
    await session.execute({
      name: 'ledger.record-non-runs',
      text: `
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason,
                              created_at, finished_at, range_to, range_count)
        SELECT n.scheduled_for, n.id, n.job_id, j.owner_id, n.status, true, n.trigger, n.scheduled_for, 0, n.reason,
               clock_timestamp(), clock_timestamp(), n.range_to, n.range_count
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::int[])
          AS n (id, job_id, status, reason, trigger, scheduled_for, range_to, range_count)
        JOIN jobs j ON j.id = n.job_id`,
      values: [
        nonRuns.map(() => uuidv7()),
        nonRuns.map((row) => row.jobId),
        nonRuns.map((row) => row.status),
        nonRuns.map((row) => row.reason),
        nonRuns.map((row) => row.trigger),
        nonRuns.map((row) => row.scheduledFor),
        nonRuns.map((row) => row.rangeTo),
        nonRuns.map((row) => row.rangeCount),
      ],
    });
  }

  /**
   * Takes the running runs of a job away from their nodes and records them as lost, for good. The nodes are told to
   * abort, and what their drivers still answer is refused.
   */
  async loseRunning(session: SqlSession, jobId: string, reason: RunReason): Promise<number> {
    return session.execute({
      text: `
        WITH gone AS (DELETE FROM active_runs WHERE job_id = $1 RETURNING *),
        told AS (SELECT pg_notify('punctual_abort', id::text) FROM gone)
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason,
                              created_at, finished_at, node_id, idempotency_key, requested_by, progress)
        SELECT coalesce(g.scheduled_for, g.started_at), g.id, g.job_id, j.owner_id, 'lost', true, g.trigger, g.scheduled_for,
               g.attempt, $2, g.started_at, clock_timestamp(), g.node_id, g.idempotency_key, g.requested_by,
               ${progressSoFar('g.id')}
        FROM gone g JOIN jobs j ON j.id = g.job_id, (SELECT count(*) FROM told) t`,
      values: [jobId, reason],
    });
  }

  /** Jobs that are disabled start nothing more by themselves: occurrences that wait (retries, caught-up ones) end here. */
  async supersedeWaiting(session: SqlSession, jobIds: readonly string[]): Promise<void> {
    await session.execute({
      text: `
        WITH gone AS (DELETE FROM pending_runs WHERE job_id = ANY ($1) AND scheduled_for IS NOT NULL AND trigger <> ALL ($2) RETURNING *)
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason,
                              created_at, finished_at, idempotency_key)
        SELECT g.scheduled_for, g.id, g.job_id, j.owner_id, 'superseded', true, g.trigger, g.scheduled_for, 0,
               'superseded_by_edit', clock_timestamp(), clock_timestamp(), g.idempotency_key
        FROM gone g JOIN jobs j ON j.id = g.job_id`,
      values: [jobIds, ASKED_FOR],
    });
  }

  /**
   * Removes all that is waiting, running or recorded of a job, logs included. The caller has locked its schedule row. What
   * waits goes first: a claim of it either comes before, and its run is found here, or finds nothing. Nodes that run it abort.
   */
  async forgetJob(session: SqlSession, jobId: string): Promise<void> {
    await session.execute({ text: 'DELETE FROM pending_runs WHERE job_id = $1', values: [jobId] });
    await session.execute({
      text: `
        WITH gone AS (DELETE FROM active_runs WHERE job_id = $1 RETURNING id),
        events AS (DELETE FROM run_events e USING gone WHERE e.run_id = gone.id)
        SELECT pg_notify('punctual_abort', id::text) FROM gone`,
      values: [jobId],
    });
    await session.execute({ text: 'DELETE FROM job_outcomes WHERE job_id = $1', values: [jobId] });
    await session.execute({
      text: `
        WITH gone AS (DELETE FROM job_runs WHERE job_id = $1 RETURNING id)
        DELETE FROM run_events e USING gone WHERE e.run_id = gone.id`,
      values: [jobId],
    });
  }
}
