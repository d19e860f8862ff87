import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { AttachmentType } from './attachment-type.js';

/** An attachment as stored. */
export interface AttachmentRow {
  id: string;
  jobActionId: string;
  type: AttachmentType;
  name: string;
  data: Record<string, unknown>;
  fileId: string | null;
}

/** Whose attachments: the job is named too, since an action is reached through its job only. */
export interface ActionPath {
  jobId: string;
  actionId: string;
}

const COLUMNS = `f.id, f.job_action_id AS "jobActionId", f.type, f.name, f.data, f.file_id AS "fileId"`;
const TABLES = `action_attachments f JOIN job_actions a ON a.id = f.job_action_id`;

/** Attachments of actions. Writes expect the job's row to be locked. */
@Injectable()
export class AttachmentsRepository {
  constructor(private readonly sql: Sql) {}

  /** Whether the job has the action. */
  async hasAction({ jobId, actionId }: ActionPath, session: SqlSession = this.sql): Promise<boolean> {
    const row = await session.first({
      name: 'attachments.has-action',
      text: 'SELECT FROM job_actions WHERE job_id = $1 AND id = $2',
      values: [jobId, actionId],
    });
    return row !== undefined;
  }

  /** In the order in which they were made. */
  list({ jobId, actionId }: ActionPath, session: SqlSession = this.sql): Promise<AttachmentRow[]> {
    return session.rows<AttachmentRow & Record<string, unknown>>({
      name: 'attachments.list',
      text: `SELECT ${COLUMNS} FROM ${TABLES} WHERE a.job_id = $1 AND a.id = $2 ORDER BY f.id`,
      values: [jobId, actionId],
    });
  }

  async insert(session: SqlSession, row: AttachmentRow): Promise<void> {
    await session.execute({
      text: `
        INSERT INTO action_attachments (id, job_action_id, type, name, data, file_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      values: [row.id, row.jobActionId, row.type, row.name, row.data, row.fileId],
    });
  }

  async update(session: SqlSession, row: AttachmentRow): Promise<void> {
    await session.execute({
      text: 'UPDATE action_attachments SET name = $2, data = $3, file_id = $4 WHERE id = $1',
      values: [row.id, row.name, row.data, row.fileId],
    });
  }

  async remove(session: SqlSession, attachmentId: string): Promise<void> {
    await session.execute({ text: 'DELETE FROM action_attachments WHERE id = $1', values: [attachmentId] });
  }
}
