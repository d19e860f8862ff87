import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';

/** A change to be remembered. */
export interface AuditEntry {
  /** Null for what the service did by itself. */
  actorId: string | null;
  subjectKind: 'job' | 'dataset' | 'token' | 'user' | 'team' | 'project' | 'workflow' | 'scheduler';
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
  /** Display name; null for the service itself and for users that are gone. */
  actorName: string | null;
  subjectKind: AuditEntry['subjectKind'];
  subjectId: string;
  action: string;
  changes: Record<string, unknown>;
}

/** Which events; what is left out is not looked at. */
export interface AuditFilter {
  subjectKind?: AuditEntry['subjectKind'];
  subjectId?: string;
  actorId?: string;
}

/** `total` is exact up to here. */
const EXACT_TOTAL = 10_000;

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

  /** Many at once, in one statement. */
  async recordAll(session: SqlSession, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await session.execute({
      text: `
        INSERT INTO audit_events (id, actor_id, subject_kind, subject_id, action, changes)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])`,
      values: [
        entries.map(() => uuidv7()),
        entries.map(({ actorId }) => actorId),
        entries.map(({ subjectKind }) => subjectKind),
        entries.map(({ subjectId }) => subjectId),
        entries.map(({ action }) => action),
        entries.map(({ changes }) => JSON.stringify(changes ?? {})),
      ],
    });
  }

  /** Newest first. Sent unprepared: which index serves depends on what is asked for. */
  list(filter: AuditFilter, page: { start: number; limit: number }): Promise<AuditRow[]> {
    const { where, values } = conditions(filter);
    return this.sql.rows<AuditRow & Record<string, unknown>>({
      text: `
        SELECT e.id, e.at, e.actor_id AS "actorId", p.name AS "actorName", e.subject_kind AS "subjectKind",
               e.subject_id AS "subjectId", e.action, e.changes
        FROM audit_events e LEFT JOIN principals p ON p.id = e.actor_id
        ${where} ORDER BY e.at DESC, e.id DESC LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      values: [...values, page.limit, page.start],
    });
  }

  /** Exact up to 10,000. */
  async total(filter: AuditFilter): Promise<{ total: number; exact: boolean }> {
    const { where, values } = conditions(filter);
    const row = await this.sql.first<{ count: number }>({
      text: `SELECT count(*)::int AS count FROM (SELECT 1 FROM audit_events e ${where} LIMIT ${EXACT_TOTAL + 1}) t`,
      values,
    });
    return { total: row!.count, exact: row!.count <= EXACT_TOTAL };
  }
}

function conditions({ subjectKind, subjectId, actorId }: AuditFilter): { where: string; values: unknown[] } {
  const given = Object.entries({ subject_kind: subjectKind, subject_id: subjectId, actor_id: actorId }).filter(
    ([, value]) => value !== undefined,
  );
  const terms = given.map(([column], index) => `e.${column} = $${index + 1}`);
  return {
    where: terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '',
    values: given.map(([, value]) => value),
  };
}
