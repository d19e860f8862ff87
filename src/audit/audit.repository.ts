import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';

/** A change to be remembered. */
export interface AuditEntry {
  /** Null for what the service did by itself. */
  actorId: string | null;
  subjectKind: 'job' | 'dataset' | 'token' | 'user' | 'team';
  subjectId: string;
  /** `<subject>.<past participle>`, such as `job.shared`. */
  action: string;
  /** `{field: {from, to}}`; secrets masked by whoever writes it. */
  changes?: Record<string, unknown>;
}

/** An event as read. */
export interface AuditRow {
  id: string;
  at: Date;
  actorId: string | null;
  action: string;
  changes: Record<string, unknown>;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly sql: Sql) {}

  /** Inside the transaction of the change: there is no change without its event, and no event without its change. */
  async record(session: SqlSession, entry: AuditEntry): Promise<void> {
    await session.execute({
      text: `INSERT INTO audit_events (id, actor_id, subject_kind, subject_id, action, changes) VALUES ($1, $2, $3, $4, $5, $6)`,
      values: [uuidv7(), entry.actorId, entry.subjectKind, entry.subjectId, entry.action, entry.changes ?? {}],
    });
  }

  /** Newest first. */
  list(
    subject: { kind: AuditEntry['subjectKind']; id: string },
    page: { start: number; limit: number },
  ): Promise<AuditRow[]> {
    return this.sql.rows<AuditRow & Record<string, unknown>>({
      name: 'audit.list',
      text: `
        SELECT id, at, actor_id AS "actorId", action, changes FROM audit_events
        WHERE subject_kind = $1 AND subject_id = $2 ORDER BY at DESC, id DESC LIMIT $3 OFFSET $4`,
      values: [subject.kind, subject.id, page.limit, page.start],
    });
  }

  async total(subject: { kind: AuditEntry['subjectKind']; id: string }): Promise<number> {
    const row = await this.sql.first<{ count: number }>({
      name: 'audit.total',
      text: `SELECT count(*)::int AS count FROM audit_events WHERE subject_kind = $1 AND subject_id = $2`,
      values: [subject.kind, subject.id],
    });
    return row!.count;
  }
}
