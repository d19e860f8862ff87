import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { SqlSession } from '../database/sql.js';
import { occurrenceKey } from './claimed-run.js';
import type { LockedSchedule } from './manual-runs.repository.js';

/** Occurrences that shall run once more, or for the first time. */
export interface Backfill {
  jobId: string;
  requestedBy: string;
  /** Epoch ms, oldest first. */
  occurrences: readonly number[];
  exclusive: boolean;
}

@Injectable()
export class BackfillRepository {
  /** One waiting run for each occurrence, under a key of its own: others shall not take it for a repeat. */
  async enqueue(session: SqlSession, backfill: Backfill, schedule: LockedSchedule): Promise<void> {
    const { jobId, requestedBy, occurrences, exclusive } = backfill;
    const ids = occurrences.map(() => uuidv7());
    await session.execute({
      text: `
        INSERT INTO pending_runs (id, job_id, trigger, scheduled_for, idempotency_key, not_before, queue, priority, type, exclusive,
                                  requested_by, concurrency_keys, concurrency_limits)
        SELECT b.id, $2, 'backfill', b.scheduled_for, b.key, statement_timestamp(), $5, $6, $7, $8, $9, $10, $11
        FROM unnest($1::uuid[], $3::timestamptz[], $4::text[]) AS b (id, scheduled_for, key)`,
      values: [
        ids,
        jobId,
        occurrences.map((at) => new Date(at)),
        occurrences.map((at, index) => `${occurrenceKey(jobId, new Date(at))}:backfill:${ids[index]}`),
        schedule.queue,
        schedule.priority,
        schedule.type,
        exclusive,
        requestedBy,
        schedule.concurrencyKeys,
        schedule.concurrencyLimits,
      ],
    });
    await session.execute({ text: `SELECT pg_notify('punctual_schedule', '')` });
  }

  /** Takes back what waits, and records it as canceled. @returns how many */
  async cancelWaiting(session: SqlSession, jobId: string): Promise<number> {
    return session.execute({
      text: `
        WITH gone AS (DELETE FROM pending_runs WHERE job_id = $1 AND trigger = 'backfill' RETURNING *)
        INSERT INTO job_runs (occurrence_at, id, job_id, owner_id, status, final, trigger, scheduled_for, attempt,
                              created_at, finished_at, idempotency_key, requested_by)
        SELECT g.scheduled_for, g.id, g.job_id, j.owner_id, 'canceled', true, g.trigger, g.scheduled_for, 0,
               clock_timestamp(), clock_timestamp(), g.idempotency_key, g.requested_by
        FROM gone g JOIN jobs j ON j.id = g.job_id`,
      values: [jobId],
    });
  }
}
