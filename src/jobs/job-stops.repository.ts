import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import type { JobEditRow } from './job-rows.js';
import { JOB_COLUMNS } from './job-detail-sql.js';

/** Disables many jobs: as many statements for ten thousand as for one. */
@Injectable()
export class JobStopsRepository {
  /** Schedule rows first, as every edit does: nothing of them is claimed until the transaction ends. */
  async lock(session: SqlSession, jobIds: readonly string[]): Promise<void> {
    await session.execute({
      text: 'SELECT 1 FROM job_schedules WHERE job_id = ANY ($1) ORDER BY job_id FOR UPDATE',
      values: [jobIds],
    });
    await session.execute({ text: 'SELECT 1 FROM jobs WHERE id = ANY ($1) ORDER BY id FOR UPDATE', values: [jobIds] });
  }

  /** Those that are due and unclaimed: few, whatever the number of jobs. */
  due(session: SqlSession, jobIds: readonly string[]): Promise<JobEditRow[]> {
    return session.rows<JobEditRow & Record<string, unknown>>({
      text: `
        SELECT ${JOB_COLUMNS}, s.due_at AS "dueAt", s.occurrence_at AS "occurrenceAt",
               s.last_claimed_for AS "lastClaimedFor", clock_timestamp() AS now
        FROM job_schedules s JOIN jobs j ON j.id = s.job_id
        WHERE s.job_id = ANY ($1) AND s.due_at <= clock_timestamp()`,
      values: [jobIds],
    });
  }

  /** @returns those that were enabled */
  async disable(session: SqlSession, jobIds: readonly string[]): Promise<string[]> {
    const stopped = await session.rows<{ id: string }>({
      text: `
        WITH unplanned AS (
          UPDATE job_schedules SET due_at = NULL, occurrence_at = NULL WHERE job_id = ANY ($1) AND due_at IS NOT NULL
        )
        UPDATE jobs SET enabled = false, version = version + 1, updated_at = clock_timestamp()
        WHERE id = ANY ($1) AND enabled AND editing_id IS NULL RETURNING id`,
      values: [jobIds],
    });
    return stopped.map(({ id }) => id);
  }

  /** Out of their workflows; what the project granted goes. @returns those that are no drafts */
  async release(session: SqlSession, jobIds: readonly string[]): Promise<string[]> {
    await session.execute({
      text: `DELETE FROM job_grants WHERE job_id = ANY ($1) AND source = 'project'`,
      values: [jobIds],
    });
    await session.execute({
      text: 'UPDATE jobs SET workflow_id = NULL WHERE id = ANY ($1) AND editing_id IS NOT NULL',
      values: [jobIds],
    });
    const released = await session.rows<{ id: string }>({
      text: `
        UPDATE jobs SET workflow_id = NULL, version = version + 1, updated_at = clock_timestamp()
        WHERE id = ANY ($1) AND editing_id IS NULL RETURNING id`,
      values: [jobIds],
    });
    return released.map(({ id }) => id);
  }
}
