import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { JobSnapshot } from './job-content.js';
import { JOB_SNAPSHOT } from './job-content.repository.js';

/** How many versions a job keeps; those that a draft started from are kept in any case. */
export const KEPT_VERSIONS = 100;

/** A saved edit without its content. */
export interface JobVersionHead {
  version: number;
  savedAt: Date;
  /** User id. */
  savedBy: string | null;
  savedByName: string | null;
}

/** A saved edit. */
export interface JobVersionRow extends JobVersionHead {
  content: JobSnapshot;
}

const HEAD = `v.version, v.saved_at AS "savedAt", v.saved_by AS "savedBy", p.name AS "savedByName"`;
const TABLES = `job_versions v LEFT JOIN principals p ON p.id = v.saved_by`;

/** Every saved edit of a job, with all its content; secrets stay sealed. */
@Injectable()
export class JobVersionsRepository {
  constructor(private readonly sql: Sql) {}

  /** Stores the job as it is now under its present version number, and lets go of the oldest. In the edit's transaction. */
  async record(session: SqlSession, jobId: string, savedBy: string): Promise<void> {
    await session.execute({
      name: 'job-versions.record',
      text: `
        WITH saved AS (
          INSERT INTO job_versions (job_id, version, saved_by, content)
          SELECT j.id, j.version, $2, ${JOB_SNAPSHOT} FROM jobs j WHERE j.id = $1
          ON CONFLICT (job_id, version) DO UPDATE
          SET saved_by = excluded.saved_by, saved_at = excluded.saved_at, content = excluded.content
          RETURNING job_id, version
        )
        DELETE FROM job_versions v USING saved s
        WHERE v.job_id = s.job_id AND v.version <= s.version - ${KEPT_VERSIONS}
          AND NOT EXISTS (SELECT FROM jobs d WHERE d.editing_id = v.job_id AND d.editing_version = v.version)`,
      values: [jobId, savedBy],
    });
  }

  /** The same for many jobs, in one statement; the oldest go with the next edit of each. */
  async recordAll(session: SqlSession, jobIds: readonly string[], savedBy: string): Promise<void> {
    await session.execute({
      text: `
        INSERT INTO job_versions (job_id, version, saved_by, content)
        SELECT j.id, j.version, $2, ${JOB_SNAPSHOT} FROM jobs j WHERE j.id = ANY ($1)
        ON CONFLICT (job_id, version) DO NOTHING`,
      values: [jobIds, savedBy],
    });
  }

  /** The first version of new jobs, in one statement. @returns what was stored, in any order */
  recordNew(
    session: SqlSession,
    jobIds: readonly string[],
    savedBy: string,
  ): Promise<{ jobId: string; content: JobSnapshot }[]> {
    return session.rows<{ jobId: string; content: JobSnapshot }>({
      text: `
        INSERT INTO job_versions (job_id, version, saved_by, content)
        SELECT j.id, j.version, $2, ${JOB_SNAPSHOT} FROM jobs j WHERE j.id = ANY ($1::uuid[])
        RETURNING job_id AS "jobId", content`,
      values: [jobIds, savedBy],
    });
  }

  /** Makes sure that the present state is stored: jobs made by other ways than the routes have no versions yet. */
  async ensure(session: SqlSession, jobId: string): Promise<void> {
    await session.execute({
      text: `
        INSERT INTO job_versions (job_id, version, content)
        SELECT j.id, j.version, ${JOB_SNAPSHOT} FROM jobs j WHERE j.id = $1
        ON CONFLICT (job_id, version) DO NOTHING`,
      values: [jobId],
    });
  }

  /** Newest first. */
  page(jobId: string, page: { start: number; limit: number }): Promise<JobVersionHead[]> {
    return this.sql.rows<JobVersionHead & Record<string, unknown>>({
      name: 'job-versions.page',
      text: `SELECT ${HEAD} FROM ${TABLES} WHERE v.job_id = $1 ORDER BY v.version DESC LIMIT $2 OFFSET $3`,
      values: [jobId, page.limit, page.start],
    });
  }

  async total(jobId: string): Promise<number> {
    const row = await this.sql.first<{ count: number }>({
      name: 'job-versions.total',
      text: 'SELECT count(*)::int AS count FROM job_versions WHERE job_id = $1',
      values: [jobId],
    });
    return row!.count;
  }

  find(jobId: string, version: number, session: SqlSession = this.sql): Promise<JobVersionRow | undefined> {
    return session.first<JobVersionRow & Record<string, unknown>>({
      name: 'job-versions.find',
      text: `SELECT ${HEAD}, v.content FROM ${TABLES} WHERE v.job_id = $1 AND v.version = $2`,
      values: [jobId, version],
    });
  }

  /** The one before; undefined for the oldest that is kept. */
  findBefore(jobId: string, version: number): Promise<JobVersionRow | undefined> {
    return this.sql.first<JobVersionRow & Record<string, unknown>>({
      name: 'job-versions.find-before',
      text: `
        SELECT ${HEAD}, v.content FROM ${TABLES}
        WHERE v.job_id = $1 AND v.version < $2 ORDER BY v.version DESC LIMIT 1`,
      values: [jobId, version],
    });
  }
}
