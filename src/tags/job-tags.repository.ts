import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { TagRow } from './tags.repository.js';

@Injectable()
export class JobTagsRepository {
  constructor(private readonly sql: Sql) {}

  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(work);
  }

  /** In name order. */
  list(jobId: string): Promise<TagRow[]> {
    return this.sql.rows<TagRow & Record<string, unknown>>({
      name: 'jobTags.list',
      text: `
        SELECT t.id, t.name FROM job_tags jt JOIN tags t ON t.id = jt.tag_id
        WHERE jt.job_id = $1 ORDER BY t.name, t.id`,
      values: [jobId],
    });
  }

  /** Lets the tags of a job be changed by one at a time. @returns how many it has; undefined when it was deleted */
  async lock(session: SqlSession, jobId: string): Promise<number | undefined> {
    const locked = await session.execute({
      text: 'SELECT 1 FROM jobs WHERE id = $1 FOR NO KEY UPDATE',
      values: [jobId],
    });
    if (locked === 0) return undefined;
    const text = 'SELECT count(*)::int AS count FROM job_tags WHERE job_id = $1';
    return (await session.first<{ count: number }>({ text, values: [jobId] }))!.count;
  }

  /** Locked, so that it is there until the end of the transaction. */
  tag(session: SqlSession, tagId: string): Promise<TagRow | undefined> {
    const text = 'SELECT id, name FROM tags WHERE id = $1 FOR KEY SHARE';
    return session.first<TagRow & Record<string, unknown>>({ text, values: [tagId] });
  }

  /** False when the job bears it already. */
  async add(session: SqlSession, jobId: string, tagId: string): Promise<boolean> {
    const text = 'INSERT INTO job_tags (job_id, tag_id) VALUES ($1, $2) ON CONFLICT DO NOTHING';
    return (await session.execute({ text, values: [jobId, tagId] })) > 0;
  }

  /** False when the job does not bear it. */
  async remove(session: SqlSession, jobId: string, tagId: string): Promise<boolean> {
    const text = 'DELETE FROM job_tags WHERE job_id = $1 AND tag_id = $2';
    return (await session.execute({ text, values: [jobId, tagId] })) > 0;
  }
}
