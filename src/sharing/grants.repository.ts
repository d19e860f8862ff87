import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { ResourceKind } from './access-sql.js';

/** A share as stored. */
export interface ShareRow {
  principalId: string;
  principalName: string;
  accessLevel: number;
}

/** A grant that reaches somebody. */
export interface GrantRow {
  principalId: string;
  source: 'owner' | 'share' | 'project';
  level: number;
}

/** The rows behind access: who reaches what, and why. */
@Injectable()
export class GrantsRepository {
  constructor(private readonly sql: Sql) {}

  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(work);
  }

  /** Locks the thing, so that neither it nor its owner or name changes meanwhile. */
  async lock(session: SqlSession, kind: ResourceKind, id: string): Promise<void> {
    await session.execute({ text: `SELECT 1 FROM ${kind}s WHERE id = $1 FOR UPDATE`, values: [id] });
  }

  /** The shares in order of principal. */
  shares(kind: ResourceKind, id: string): Promise<ShareRow[]> {
    return this.sql.rows<ShareRow & Record<string, unknown>>({
      name: `grants.${kind}.shares`,
      text: `
        SELECT g.principal_id AS "principalId", p.name AS "principalName", g.level AS "accessLevel"
        FROM ${kind}_grants g JOIN principals p ON p.id = g.principal_id
        WHERE g.${kind}_id = $1 AND g.source = 'share' ORDER BY g.principal_id`,
      values: [id],
    });
  }

  /** Grants a level, or changes it. @returns the level before; 0 when there was none */
  async put(
    session: SqlSession,
    kind: ResourceKind,
    share: { id: string; principalId: string; level: number },
  ): Promise<number> {
    const before = await session.first<{ level: number }>({
      text: `SELECT level FROM ${kind}_grants WHERE ${kind}_id = $1 AND principal_id = $2 AND source = 'share' FOR UPDATE`,
      values: [share.id, share.principalId],
    });
    await session.execute({
      text: `
        INSERT INTO ${kind}_grants (${kind}_id, principal_id, source, level, name, created_at)
        SELECT r.id, $2, 'share', $3, r.name, r.created_at FROM ${kind}s r WHERE r.id = $1
        ON CONFLICT (${kind}_id, principal_id, source) DO UPDATE SET level = excluded.level`,
      values: [share.id, share.principalId, share.level],
    });
    return before?.level ?? 0;
  }

  /** @returns the level before; 0 when there was none */
  async remove(session: SqlSession, kind: ResourceKind, share: { id: string; principalId: string }): Promise<number> {
    const removed = await session.first<{ level: number }>({
      text: `DELETE FROM ${kind}_grants WHERE ${kind}_id = $1 AND principal_id = $2 AND source = 'share' RETURNING level`,
      values: [share.id, share.principalId],
    });
    return removed?.level ?? 0;
  }

  /** Every grant that reaches one of these principals. */
  reaching(kind: ResourceKind, id: string, principalIds: string[]): Promise<GrantRow[]> {
    return this.sql.rows<GrantRow & Record<string, unknown>>({
      name: `grants.${kind}.reaching`,
      text: `
        SELECT principal_id AS "principalId", source, level FROM ${kind}_grants
        WHERE ${kind}_id = $1 AND principal_id = ANY ($2) ORDER BY principal_id, source`,
      values: [id, principalIds],
    });
  }
}
