import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { effectivePolicies } from './job-policies.js';
import type { PlannedStart } from './job-schedules.js';
import type { JobRecord } from './jobs.repository.js';

/** Channel that wakes schedulers when something may be due earlier than they know. */
export const SCHEDULE_CHANNEL = 'punctual_schedule';

/** Keeps the narrow table that claims read in step with the jobs that people edit. */
@Injectable()
export class JobSchedulesRepository {
  /** Writes when the job is due and all that a claim needs to know of it; schedulers are woken at commit. */
  async save(session: SqlSession, job: JobRecord, start: PlannedStart | null): Promise<void> {
    const { queue, priority, overlap, concurrencyKey, concurrencyLimit } = effectivePolicies(job.policies);
    const policies = Object.keys(job.policies).length > 0 ? job.policies : null;
    await session.execute({
      text: `
        INSERT INTO job_schedules (job_id, due_at, queue, priority, type, interval_type, interval, timezone, start_on, end_on,
                                   anchor, locked, policies, occurrence_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (job_id) DO UPDATE
        SET due_at = excluded.due_at, queue = excluded.queue, priority = excluded.priority, type = excluded.type,
            interval_type = excluded.interval_type, interval = excluded.interval, timezone = excluded.timezone,
            start_on = excluded.start_on, end_on = excluded.end_on, locked = excluded.locked, policies = excluded.policies,
            occurrence_at = excluded.occurrence_at`,
      values: [
        job.id,
        start?.dueAt ?? null,
        queue,
        priority,
        job.type,
        job.intervalType,
        job.interval,
        job.timezone,
        job.startOn,
        job.endOn,
        job.createdAt,
        job.lockedAt !== null,
        policies,
        start?.occurrenceAt ?? null,
      ],
    });
    // What waits already follows the edit: in a pool that nobody serves it would keep the job busy for ever.
    await session.execute({
      text: `
        UPDATE pending_runs p
        SET queue = n.queue, priority = n.priority, exclusive = n.exclusive, concurrency_key = n.key, concurrency_limit = n.key_limit
        FROM (SELECT $2::text, $3::smallint, $4::boolean, $5::text, $6::int) AS n (queue, priority, exclusive, key, key_limit)
        WHERE p.job_id = $1 AND (p.queue, p.priority, p.exclusive, p.concurrency_key, p.concurrency_limit)
          IS DISTINCT FROM (n.queue, n.priority, n.exclusive, n.key, n.key_limit)`,
      values: [
        job.id,
        queue,
        priority,
        overlap !== 'allow',
        concurrencyKey && `${job.ownerId}/${concurrencyKey}`,
        concurrencyKey && concurrencyLimit,
      ],
    });
    if (start) await session.execute({ text: `SELECT pg_notify('${SCHEDULE_CHANNEL}', '')` });
  }

  /** The job runs by itself again, and its failures are counted anew. */
  async resume(session: SqlSession, jobId: string): Promise<void> {
    await session.execute({ text: 'UPDATE job_schedules SET paused = false WHERE job_id = $1', values: [jobId] });
    await session.execute({
      text: 'UPDATE jobs SET paused_at = NULL, pause_reason = NULL WHERE id = $1',
      values: [jobId],
    });
    await session.execute({
      text: 'UPDATE job_outcomes SET failures_in_a_row = 0 WHERE job_id = $1 AND failures_in_a_row > 0',
      values: [jobId],
    });
    await session.execute({ text: `SELECT pg_notify('${SCHEDULE_CHANNEL}', '')` });
  }

  /** The job does not run by itself until it is resumed; what falls due meanwhile is skipped, reason `paused`. */
  async pause(session: SqlSession, jobId: string, reason: string): Promise<void> {
    await session.execute({ text: 'UPDATE job_schedules SET paused = true WHERE job_id = $1', values: [jobId] });
    await session.execute({
      text: 'UPDATE jobs SET paused_at = clock_timestamp(), pause_reason = $2 WHERE id = $1',
      values: [jobId, reason],
    });
  }

  /** A superuser's lock covers the drafts of the job, so that nobody runs it by way of a draft. */
  async lockDrafts(session: SqlSession, jobId: string, lockedAt: Date | null): Promise<void> {
    await session.execute({
      text: `
        UPDATE job_schedules SET locked = $2
        WHERE job_id IN (SELECT d.id FROM jobs d WHERE d.editing_id = $1)`,
      values: [jobId, lockedAt !== null],
    });
    await session.execute({
      text: 'UPDATE jobs SET locked_at = $2 WHERE editing_id = $1',
      values: [jobId, lockedAt],
    });
  }
}
