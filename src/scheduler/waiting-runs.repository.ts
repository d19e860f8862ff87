import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { SqlSession } from '../database/sql.js';
import type { NonRun } from '../ledger/ledger.repository.js';
import type { DueSchedule, PlannedRun } from './claim-plan.js';
import { occurrenceKey } from './claimed-run.js';

/** Occurrences that wait for the run before them. */
@Injectable()
export class WaitingRunsRepository {
  /** Adds waiting occurrences of a job; they start in order as soon as the job is free. */
  async add(session: SqlSession, due: DueSchedule, runs: PlannedRun[], exclusive: boolean): Promise<void> {
    await session.execute({
      text: `
        INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, idempotency_key, queue, priority, type, exclusive)
        SELECT w.id, $2, w.scheduled_for, w.trigger, w.key, $6, $7, $8, $9
        FROM unnest($1::uuid[], $3::timestamptz[], $4::text[], $5::text[]) AS w (id, scheduled_for, trigger, key)`,
      values: [
        runs.map(() => uuidv7()),
        due.jobId,
        runs.map((run) => run.scheduledFor),
        runs.map((run) => run.trigger),
        runs.map((run) => occurrenceKey(due.jobId, run.scheduledFor)),
        due.queue,
        due.priority,
        due.type,
        exclusive,
      ],
    });
  }

  /** Takes away first attempts that wait; a newer occurrence stands for them. */
  async dropWaiting(session: SqlSession, jobId: string): Promise<NonRun[]> {
    const dropped = await session.rows<{ scheduledFor: Date }>({
      text: `
        DELETE FROM pending_runs WHERE job_id = $1 AND trigger = 'schedule' AND attempt = 1
        RETURNING scheduled_for AS "scheduledFor"`,
      values: [jobId],
    });
    return dropped.map(({ scheduledFor }) => ({
      jobId,
      scheduledFor,
      rangeTo: null,
      rangeCount: null,
      status: 'coalesced',
      reason: 'coalesced',
      trigger: 'schedule',
    }));
  }

  /** Asks the node that runs the job to cancel its scheduled runs; what waits for a retry is canceled at once. */
  async cancelRunning(session: SqlSession, jobId: string): Promise<void> {
    await session.execute({
      text: `
        WITH gone AS (DELETE FROM pending_runs WHERE job_id = $1 AND attempt > 1 RETURNING *)
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt, reason,
                              created_at, finished_at, idempotency_key)
        SELECT coalesce(g.scheduled_for, g.created_at), g.id, g.job_id, j.owner_id, 'canceled', true, g.trigger, g.scheduled_for,
               0, 'overlap', clock_timestamp(), clock_timestamp(), g.idempotency_key
        FROM gone g JOIN jobs j ON j.id = g.job_id`,
      values: [jobId],
    });
    await session.execute({
      text: `
        WITH asked AS (
          UPDATE active_runs SET cancel_requested_at = clock_timestamp() WHERE job_id = $1 AND trigger <> 'manual' RETURNING id
        )
        SELECT pg_notify('punctual_cancel', id::text) FROM asked`,
      values: [jobId],
    });
  }
}
