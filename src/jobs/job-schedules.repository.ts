import { Injectable } from '@nestjs/common';
import type { Sql, SqlSession } from '../database/sql.js';
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
    const { queue, priority, overlap } = effectivePolicies(job.policies);
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
        UPDATE pending_runs SET queue = $2, priority = $3, exclusive = $4
        WHERE job_id = $1 AND (queue, priority, exclusive) IS DISTINCT FROM ($2, $3, $4)`,
      values: [job.id, queue, priority, overlap !== 'allow'],
    });
    await this.refreshConcurrency(session, [job.id]);
    if (start) await session.execute({ text: `SELECT pg_notify('${SCHEDULE_CHANNEL}', '')` });
  }

  /** The same for new jobs, of which nothing waits yet, in as many statements for one as for all. */
  async insert(session: SqlSession, planned: readonly { job: JobRecord; start: PlannedStart | null }[]): Promise<void> {
    const effective = planned.map(({ job }) => effectivePolicies(job.policies));
    const jobs = planned.map(({ job }) => job);
    const ids = jobs.map(({ id }) => id);
    await session.execute({
      text: `
        INSERT INTO job_schedules (job_id, due_at, queue, priority, type, interval_type, interval, timezone, start_on, end_on,
                                   anchor, locked, policies, occurrence_at)
        SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::text[],
                             $8::text[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::boolean[],
                             $13::jsonb[], $14::timestamptz[])`,
      values: [
        ids,
        planned.map(({ start }) => start?.dueAt),
        effective.map(({ queue }) => queue),
        effective.map(({ priority }) => priority),
        jobs.map(({ type }) => type),
        jobs.map(({ intervalType }) => intervalType),
        jobs.map(({ interval }) => interval),
        jobs.map(({ timezone }) => timezone),
        jobs.map(({ startOn }) => startOn),
        jobs.map(({ endOn }) => endOn),
        jobs.map(({ createdAt }) => createdAt),
        jobs.map(({ lockedAt }) => lockedAt !== null),
        jobs.map(({ policies }) => (Object.keys(policies).length > 0 ? JSON.stringify(policies) : null)),
        planned.map(({ start }) => start?.occurrenceAt),
      ],
    });
    await this.refreshTable(session, 'job_schedules', ids);
    if (planned.some(({ start }) => start))
      await session.execute({ text: `SELECT pg_notify('${SCHEDULE_CHANNEL}', '')` });
  }

  /**
   * Writes what limits how many runs of these jobs may be under way beside others: `<owner>/<concurrencyKey>`, so that
   * nobody takes the slots of another owner, and the limits of its workflow and project. What waits already follows.
   */
  async refreshConcurrency(session: SqlSession | Sql, jobIds: readonly string[]): Promise<void> {
    await this.refreshTable(session, 'job_schedules', jobIds);
    await this.refreshTable(session, 'pending_runs', jobIds);
  }

  private async refreshTable(
    session: SqlSession | Sql,
    table: 'job_schedules' | 'pending_runs',
    jobIds: readonly string[],
  ): Promise<void> {
    await session.execute({
      text: `
        UPDATE ${table} t SET concurrency_keys = c.keys, concurrency_limits = c.limits
        FROM (
          SELECT j.id, array_agg(k.key ORDER BY k.key) FILTER (WHERE (k.key, k.key_limit) IS NOT NULL) AS keys,
                 array_agg(k.key_limit ORDER BY k.key) FILTER (WHERE (k.key, k.key_limit) IS NOT NULL) AS limits
          FROM jobs j
          LEFT JOIN workflows w ON w.id = j.workflow_id AND w.deleted_at IS NULL
          LEFT JOIN projects p ON p.id = w.project_id
          CROSS JOIN LATERAL (VALUES
            (j.owner_id || '/' || (j.policies ->> 'concurrencyKey'), coalesce((j.policies ->> 'concurrencyLimit')::int, 1)),
            ('project:' || p.id, p.concurrency), ('workflow:' || w.id, w.concurrency)
          ) AS k (key, key_limit)
          WHERE j.id = ANY ($1)
          GROUP BY j.id
        ) c
        WHERE t.job_id = c.id AND (t.concurrency_keys, t.concurrency_limits) IS DISTINCT FROM (c.keys, c.limits)`,
      values: [jobIds],
    });
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
