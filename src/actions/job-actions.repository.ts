import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { JobActionRow } from '../jobs/job-action.presenter.js';

const COLUMNS = `id, job_id AS "jobId", type, name, data, condition, after_failures AS "afterFailures", index, enabled`;

/** Actions of jobs. Writes expect the job's row to be locked. */
@Injectable()
export class JobActionsRepository {
  constructor(private readonly sql: Sql) {}

  /** The actions of a job in order. */
  list(jobId: string): Promise<JobActionRow[]> {
    return this.sql.rows<JobActionRow & Record<string, unknown>>({
      name: 'job-actions.list',
      text: `SELECT ${COLUMNS} FROM job_actions WHERE job_id = $1 ORDER BY index, id`,
      values: [jobId],
    });
  }

  find(session: SqlSession, jobId: string, actionId: string): Promise<JobActionRow | undefined> {
    return session.first<JobActionRow & Record<string, unknown>>({
      text: `SELECT ${COLUMNS} FROM job_actions WHERE job_id = $1 AND id = $2`,
      values: [jobId, actionId],
    });
  }

  async count(session: SqlSession, jobId: string): Promise<number> {
    const row = await session.first<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM job_actions WHERE job_id = $1',
      values: [jobId],
    });
    return row!.count;
  }

  async insert(session: SqlSession, action: JobActionRow): Promise<void> {
    await session.execute({
      text: `
        INSERT INTO job_actions (id, job_id, type, name, data, condition, after_failures, index, enabled)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [
        action.id,
        action.jobId,
        action.type,
        action.name,
        action.data,
        action.condition,
        action.afterFailures,
        action.index,
        action.enabled,
      ],
    });
  }

  /** Everything but the position. */
  async update(session: SqlSession, action: JobActionRow): Promise<void> {
    await session.execute({
      text: `
        UPDATE job_actions SET name = $2, data = $3, condition = $4, after_failures = $5, enabled = $6 WHERE id = $1`,
      values: [action.id, action.name, action.data, action.condition, action.afterFailures, action.enabled],
    });
  }

  async remove(session: SqlSession, actionId: string): Promise<void> {
    await session.execute({ text: 'DELETE FROM job_actions WHERE id = $1', values: [actionId] });
  }

  /**
   * Puts one action at a position (the end, if there is no such position) and numbers all of the job's from 0 without
   * gaps, in one statement. Returns where it came to stand.
   */
  async place(session: SqlSession, action: { id: string; jobId: string }, index: number): Promise<number> {
    const others = `
      SELECT id, (row_number() OVER (ORDER BY index, id))::int - 1 AS rank FROM job_actions WHERE job_id = $1 AND id <> $2`;
    const row = await session.first<{ index: number }>({
      text: `
        WITH others AS (${others}),
        placed AS (
          SELECT id, rank + (rank >= $3::int)::int AS position FROM others
          UNION ALL SELECT $2::uuid, least($3::int, (SELECT count(*)::int FROM others))
        ), moved AS (
          UPDATE job_actions a SET index = p.position FROM placed p WHERE a.id = p.id AND a.index <> p.position
        )
        SELECT position AS index FROM placed WHERE id = $2`,
      values: [action.jobId, action.id, index],
    });
    return row!.index;
  }

  /** Numbers what is left from 0 without gaps, in one statement. */
  async close(session: SqlSession, jobId: string): Promise<void> {
    await session.execute({
      text: `
        UPDATE job_actions a SET index = r.rank
        FROM (SELECT id, (row_number() OVER (ORDER BY index, id))::int - 1 AS rank FROM job_actions WHERE job_id = $1) r
        WHERE a.id = r.id AND a.index <> r.rank`,
      values: [jobId],
    });
  }
}
