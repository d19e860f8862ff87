import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';

/** A job that gets another owner; its row is locked. */
export interface OwnerChange {
  jobId: string;
  ownerId: string;
  slug: string | null;
}

/** Moves jobs between owners. */
@Injectable()
export class JobOwnerRepository {
  constructor(private readonly sql: Sql) {}

  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(work);
  }

  /** Whether the principal is there, and stays until the transaction ends. */
  async holdPrincipal(session: SqlSession, principalId: string): Promise<boolean> {
    const held = await session.execute({
      text: 'SELECT 1 FROM principals WHERE id = $1 FOR KEY SHARE',
      values: [principalId],
    });
    return held === 1;
  }

  /** Whether the user is admin of the team, and stays it until the transaction ends. */
  async isAdmin(session: SqlSession, userId: string, teamId: string): Promise<boolean> {
    const found = await session.execute({
      text: `SELECT 1 FROM team_members WHERE user_id = $1 AND team_id = $2 AND role = 'admin' FOR SHARE`,
      values: [userId, teamId],
    });
    return found === 1;
  }

  /** Counts as an edit. Fails with 23505 when the new owner takes the slug at this moment. */
  async change(session: SqlSession, { jobId, ownerId, slug }: OwnerChange): Promise<void> {
    await session.execute({
      text: `
        UPDATE jobs SET owner_id = $2, slug = $3, version = version + 1, updated_at = clock_timestamp() WHERE id = $1`,
      values: [jobId, ownerId, slug],
    });
    await session.execute({
      text: `UPDATE job_grants SET principal_id = $2 WHERE job_id = $1 AND source = 'owner'`,
      values: [jobId, ownerId],
    });
    await session.execute({
      text: `DELETE FROM job_grants WHERE job_id = $1 AND principal_id = $2 AND source = 'share'`,
      values: [jobId, ownerId],
    });
  }
}
