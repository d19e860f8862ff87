import { Injectable } from '@nestjs/common';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';

export interface TeamRow {
  id: string;
  name: string;
  description: string | null;
  createdAt: Date;
  updatedAt: Date;
}

const TEAM = `t.id, p.name, t.description, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`;
const MATCHES = `($1::text IS NULL OR p.bare_name ILIKE $1 OR p.name ILIKE $1)`;

@Injectable()
export class TeamsRepository {
  constructor(private readonly sql: Sql) {}

  find(id: string): Promise<TeamRow | undefined> {
    const text = `SELECT ${TEAM} FROM teams t JOIN principals p ON p.id = t.id WHERE t.id = $1`;
    return this.sql.first<TeamRow>({ text, values: [id] });
  }

  /** The team, locked against other changes until the transaction ends. */
  lock(session: SqlSession, id: string): Promise<TeamRow | undefined> {
    const text = `SELECT ${TEAM} FROM teams t JOIN principals p ON p.id = t.id WHERE t.id = $1 FOR UPDATE OF t`;
    return session.first<TeamRow>({ text, values: [id] });
  }

  /** One page in name order; `pattern` is for ILIKE, null for all. */
  list(pattern: string | null, limit: number, start: number): Promise<TeamRow[]> {
    return this.sql.rows<TeamRow>({
      text: `
        SELECT ${TEAM} FROM teams t JOIN principals p ON p.id = t.id
        WHERE ${MATCHES}
        ORDER BY p.name COLLATE "und-x-icu", p.id LIMIT $2 OFFSET $3`,
      values: [pattern, limit, start],
    });
  }

  async count(pattern: string | null): Promise<number> {
    const text = `SELECT count(*)::int AS total FROM teams t JOIN principals p ON p.id = t.id WHERE ${MATCHES}`;
    return (await this.sql.first<{ total: number }>({ text, values: [pattern] }))?.total ?? 0;
  }

  /** False when a user or a team bears the name already. */
  async insert(
    session: SqlSession,
    team: { id: string; bareName: string; name: string; description: string | null },
  ): Promise<boolean> {
    const made = await session.execute({
      text: `INSERT INTO principals (id, kind, bare_name, name) VALUES ($1, 'team', $2, $3) ON CONFLICT DO NOTHING`,
      values: [team.id, team.bareName, team.name],
    });
    const text = 'INSERT INTO teams (id, description) VALUES ($1, $2)';
    if (made > 0) await session.execute({ text, values: [team.id, team.description] });
    return made > 0;
  }

  /** Undefined leaves a field as it is. False when there is no such team. */
  async update(
    session: SqlSession,
    id: string,
    change: { name?: string; description?: string | null },
  ): Promise<boolean> {
    const { name, description } = change;
    const changed = await session.execute({
      text: 'UPDATE teams SET description = CASE WHEN $2 THEN $3 ELSE description END, updated_at = now() WHERE id = $1',
      values: [id, description !== undefined, description ?? null],
    });
    const text = 'UPDATE principals SET name = $2 WHERE id = $1';
    if (changed > 0 && name !== undefined) await session.execute({ text, values: [id, name] });
    return changed > 0;
  }

  /** With memberships and shares. False when there is no such team; fails (23503) when it owns things. */
  async delete(session: SqlSession, id: string): Promise<boolean> {
    const text = `DELETE FROM principals WHERE id = $1 AND kind = 'team'`;
    return (await session.execute({ text, values: [id] })) > 0;
  }
}
