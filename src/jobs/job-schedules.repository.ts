import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { effectivePolicies } from './job-policies.js';
import type { JobRecord } from './jobs.repository.js';

/** Channel that wakes schedulers when something may be due earlier than they know. */
export const SCHEDULE_CHANNEL = 'punctual_schedule';

/** Keeps the narrow table that claims read in step with the jobs that people edit. */
@Injectable()
export class JobSchedulesRepository {
  /** Writes when the job is due and all that a claim needs to know of it; schedulers are woken at commit. */
  async save(session: SqlSession, job: JobRecord, dueAt: Date | null): Promise<void> {
    const { queue, priority, overlap } = effectivePolicies(job.policies);
    const policies = Object.keys(job.policies).length > 0 ? job.policies : null;
    await session.execute({
      text: `
        INSERT INTO job_schedules (job_id, due_at, queue, priority, type, interval_type, interval, timezone, start_on, end_on,
                                   anchor, locked, policies)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (job_id) DO UPDATE
        SET due_at = excluded.due_at, queue = excluded.queue, priority = excluded.priority, type = excluded.type,
            interval_type = excluded.interval_type, interval = excluded.interval, timezone = excluded.timezone,
            start_on = excluded.start_on, end_on = excluded.end_on, locked = excluded.locked, policies = excluded.policies`,
      values: [
        job.id,
        dueAt,
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
      ],
    });
    // What waits already follows the edit: in a pool that nobody serves it would keep the job busy for ever.
    await session.execute({
      text: `
        UPDATE pending_runs SET queue = $2, priority = $3, exclusive = $4
        WHERE job_id = $1 AND (queue, priority, exclusive) IS DISTINCT FROM ($2, $3, $4)`,
      values: [job.id, queue, priority, overlap !== 'allow'],
    });
    if (dueAt) await session.execute({ text: `SELECT pg_notify('${SCHEDULE_CHANNEL}', '')` });
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
