import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { withIsoInstants } from '../database/timestamps.js';
import { JOB_COLUMNS, WITH_DETAIL, detailSelect } from './job-detail-sql.js';
import type { JobDetailRow, JobEditRow } from './job-rows.js';

/** Everything of a job that an edit can write. */
export type JobRecord = Omit<JobEditRow, 'dueAt' | 'occurrenceAt' | 'lastClaimedFor' | 'now'>;

@Injectable()
export class JobsRepository {
  constructor(private readonly sql: Sql) {}

  /** Everything that the page of a job shows, in one statement; `userId` is who reads it, and may have a draft of it. */
  async page(jobId: string, userId: string): Promise<JobDetailRow<string> | undefined> {
    const row = await this.sql.first<{ page: JobDetailRow<string> }>({
      name: 'jobs.page',
      text: `SELECT row_to_json(d) AS page FROM (${detailSelect('$1', '$2')}) d`,
      values: [jobId, userId],
    });
    return row && withIsoInstants(row.page, WITH_DETAIL.instants);
  }

  /** The same for whoever reckons with it: instants are dates, and nobody reads it. */
  detail(jobId: string): Promise<JobDetailRow | undefined> {
    return this.sql.first<JobDetailRow>({ name: 'jobs.detail', text: detailSelect('$1', 'NULL'), values: [jobId] });
  }

  /**
   * Locks the schedule row first (claims lock it too), then the job, then reads the database's clock: what a claim took
   * before is visible, and nothing is claimed until the edit has committed.
   */
  async lockForEdit(session: SqlSession, jobId: string): Promise<JobEditRow | undefined> {
    const schedule = await session.first<Pick<JobEditRow, 'dueAt' | 'occurrenceAt' | 'lastClaimedFor'>>({
      text: `
        SELECT due_at AS "dueAt", occurrence_at AS "occurrenceAt", last_claimed_for AS "lastClaimedFor"
        FROM job_schedules WHERE job_id = $1 FOR UPDATE`,
      values: [jobId],
    });
    const job = await session.first<JobRecord>({
      text: `SELECT ${JOB_COLUMNS} FROM jobs j WHERE j.id = $1 FOR UPDATE`,
      values: [jobId],
    });
    if (!schedule || !job) return undefined;
    const clock = await session.first<{ now: Date }>({ text: 'SELECT clock_timestamp() AS now' });
    return { ...job, ...schedule, now: clock!.now };
  }

  /** Slugs of the owner that begin like this one. */
  async takenSlugs(session: SqlSession, ownerId: string, base: string): Promise<Set<string>> {
    const rows = await session.rows<{ slug: string }>({
      text: `SELECT slug FROM jobs WHERE owner_id = $1 AND (slug = $2 OR slug LIKE $3)`,
      values: [ownerId, base, `${base.replaceAll(/[\\%_]/g, '\\$&')}-%`],
    });
    return new Set(rows.map((row) => row.slug));
  }

  /** Writes an edit; the version goes up by one. */
  async update(session: SqlSession, job: JobRecord): Promise<void> {
    await session.execute({
      text: `
        UPDATE jobs
        SET name = $2, description = $3, notes = $4, interval = $5, interval_type = $6, timezone = $7, start_on = $8,
            end_on = $9, enabled = $10, locked_at = $11, data = $12, policies = $13, workflow_id = $14, version = version + 1,
            updated_at = clock_timestamp()
        WHERE id = $1`,
      values: [
        job.id,
        job.name,
        job.description,
        job.notes,
        job.interval,
        job.intervalType,
        job.timezone,
        job.startOn,
        job.endOn,
        job.enabled,
        job.lockedAt,
        job.data,
        job.policies,
        job.workflowId,
      ],
    });
    await session.execute({
      text: `UPDATE job_grants SET name = $2 WHERE job_id = $1 AND name IS DISTINCT FROM $2`,
      values: [job.id, job.name],
    });
  }

  /** Counts an edit of what belongs to the job in other tables. Locks the job. @returns its new version; undefined when it is gone */
  async countEdit(session: SqlSession, jobId: string): Promise<number | undefined> {
    const job = await session.first<{ version: number }>({
      text: 'UPDATE jobs SET version = version + 1, updated_at = clock_timestamp() WHERE id = $1 RETURNING version',
      values: [jobId],
    });
    return job?.version;
  }

  /** Locks the drafts of a job, whose schedule row is locked: no run of them starts until the transaction ends. */
  async lockDrafts(session: SqlSession, jobId: string): Promise<string[]> {
    const drafts = await session.rows<{ id: string }>({
      text: `
        SELECT s.job_id AS id FROM job_schedules s
        WHERE s.job_id IN (SELECT d.id FROM jobs d WHERE d.editing_id = $1) ORDER BY s.job_id FOR UPDATE`,
      values: [jobId],
    });
    return drafts.map(({ id }) => id);
  }

  /** Its drafts, schedule, grants, links, actions and versions go with it. */
  async delete(session: SqlSession, jobId: string): Promise<void> {
    await session.execute({ text: 'DELETE FROM jobs WHERE id = $1', values: [jobId] });
  }
}
