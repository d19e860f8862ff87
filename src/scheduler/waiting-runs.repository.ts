import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { SqlSession } from '../database/sql.js';
import type { NonRun } from '../ledger/ledger.repository.js';
import { ASKED_FOR } from '../ledger/run-vocabulary.js';
import type { DueSchedule, PlannedRun } from './claim-plan.js';
import { occurrenceKey } from './claimed-run.js';

/** Occurrences of a job that wait for the run before them. */
export interface WaitingOccurrences {
  due: DueSchedule;
  runs: PlannedRun[];
  exclusive: boolean;
}

/** Occurrences that wait for the run before them. */
@Injectable()
export class WaitingRunsRepository {
  /** Adds waiting occurrences of many jobs in one statement; those of a job start in order of their instants as soon as it is free. */
  async add(session: SqlSession, waiting: readonly WaitingOccurrences[]): Promise<void> {
    const rows = waiting.flatMap(({ due, runs, exclusive }) => runs.map((run) => ({ due, run, exclusive })));
    if (rows.length === 0) return;
    await session.execute({
      name: 'waiting.add',
      text: `
        INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, idempotency_key, queue, priority, type, exclusive,
                                  concurrency_keys, concurrency_limits, not_before)
        SELECT w.id, w.job_id, w.scheduled_for, w.trigger, w.key, w.queue, w.priority, w.type, w.exclusive,
               s.concurrency_keys, s.concurrency_limits, statement_timestamp()
        FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[],
                    $9::boolean[])
          AS w (id, job_id, scheduled_for, trigger, key, queue, priority, type, exclusive)
        JOIN job_schedules s ON s.job_id = w.job_id`,
      values: [
        rows.map(() => uuidv7()),
        rows.map(({ due }) => due.jobId),
        rows.map(({ run }) => run.scheduledFor),
        rows.map(({ run }) => run.trigger),
        rows.map(({ due, run }) => occurrenceKey(due.jobId, run.scheduledFor)),
        rows.map(({ due }) => due.queue),
        rows.map(({ due }) => due.priority),
        rows.map(({ due }) => due.type),
        rows.map(({ exclusive }) => exclusive),
      ],
    });
  }

  /** Takes away first attempts that wait; a newer occurrence stands for them. */
  async dropWaiting(session: SqlSession, jobIds: readonly string[]): Promise<NonRun[]> {
    if (jobIds.length === 0) return [];
    const dropped = await session.rows<{ jobId: string; scheduledFor: Date }>({
      name: 'waiting.drop',
      text: `
        DELETE FROM pending_runs WHERE job_id = ANY ($1) AND trigger = 'schedule' AND attempt = 1
        RETURNING job_id AS "jobId", scheduled_for AS "scheduledFor"`,
      values: [jobIds],
    });
    return dropped.map(({ jobId, scheduledFor }) => ({
      jobId,
      scheduledFor,
      rangeTo: null,
      rangeCount: null,
      status: 'coalesced',
      reason: 'coalesced',
      trigger: 'schedule',
    }));
  }

  /** Asks the nodes that run the jobs to cancel their scheduled runs; what waits for a retry is canceled at once. */
  async cancelRunning(session: SqlSession, jobIds: readonly string[]): Promise<void> {
    if (jobIds.length === 0) return;
    await session.execute({
      text: `
        WITH gone AS (DELETE FROM pending_runs WHERE job_id = ANY ($1) AND attempt > 1 RETURNING *)
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason,
                              created_at, finished_at, idempotency_key)
        SELECT coalesce(g.scheduled_for, g.created_at), g.id, g.job_id, j.owner_id, 'canceled', true, g.trigger, g.scheduled_for,
               0, 'overlap', clock_timestamp(), clock_timestamp(), g.idempotency_key
        FROM gone g JOIN jobs j ON j.id = g.job_id`,
      values: [jobIds],
    });
    await session.execute({
      text: `
        WITH asked AS (
          UPDATE active_runs SET cancel_requested_at = clock_timestamp()
          WHERE job_id = ANY ($1) AND trigger <> ALL ($2) RETURNING id
        )
        SELECT pg_notify('punctual_cancel', id::text) FROM asked`,
      values: [jobIds, ASKED_FOR],
    });
  }
}
