import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';

/** Somebody's draft of a job. */
export interface DraftRow {
  id: string;
  /** Version of the job when the draft was made. */
  editingVersion: number;
}

/** A draft to be made. */
export interface NewDraft {
  id: string;
  name: string;
  ownerId: string;
  originalId: string;
}

@Injectable()
export class DraftsRepository {
  constructor(private readonly sql: Sql) {}

  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(work);
  }

  /** The user's draft of a job; undefined when there is none. */
  find(originalId: string, ownerId: string, session: SqlSession = this.sql): Promise<DraftRow | undefined> {
    return session.first<DraftRow & Record<string, unknown>>({
      name: 'drafts.find',
      text: `SELECT id, editing_version AS "editingVersion" FROM jobs WHERE editing_id = $1 AND owner_id = $2`,
      values: [originalId, ownerId],
    });
  }

  /**
   * Copies the row of a locked job, and its schedule without an occurrence: a draft is never due. Creation is the
   * original's, since simple intervals are counted from it. Neither slug nor grants: nobody but its owner reaches a draft.
   */
  async insert(session: SqlSession, { id, name, ownerId, originalId }: NewDraft): Promise<void> {
    await session.execute({
      text: `
        WITH draft AS (
          INSERT INTO jobs (id, type, name, description, notes, owner_id, interval, interval_type, timezone, start_on, end_on,
                            enabled, locked_at, data, policies, source, source_id, workflow_id, editing_id, editing_version, created_at)
          SELECT $1, j.type, $2, j.description, j.notes, $3, j.interval, j.interval_type, j.timezone, j.start_on, j.end_on,
                 j.enabled, j.locked_at, j.data, j.policies, j.source, j.source_id, j.workflow_id, j.id, j.version, j.created_at
          FROM jobs j WHERE j.id = $4
          RETURNING id
        )
        INSERT INTO job_schedules (job_id, queue, priority, type, interval_type, interval, timezone, start_on, end_on,
                                   anchor, locked, policies)
        SELECT d.id, s.queue, s.priority, s.type, s.interval_type, s.interval, s.timezone, s.start_on, s.end_on,
               s.anchor, s.locked, s.policies
        FROM job_schedules s, draft d WHERE s.job_id = $4`,
      values: [id, name, ownerId, originalId],
    });
  }
}
