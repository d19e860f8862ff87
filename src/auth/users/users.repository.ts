import { Injectable } from '@nestjs/common';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';

/** A user as superusers see it. `superuser` and `permissions` include what the last token claimed. */
export interface UserRow {
  id: string;
  name: string;
  email: string | null;
  timezone: string | null;
  issuer: string;
  superuser: boolean;
  permissions: string[];
  disabled: boolean;
  createdAt: Date;
  updatedAt: Date;
}

const USER = `
  u.id, p.name, u.email, u.timezone, u.issuer, u.superuser OR u.claimed_superuser AS superuser,
  ARRAY(SELECT DISTINCT unnest(u.permissions || u.claimed_permissions) ORDER BY 1) AS permissions,
  u.disabled_at IS NOT NULL AS disabled, u.created_at AS "createdAt", u.updated_at AS "updatedAt"`;

const MATCHES = `($1::text IS NULL OR p.id ILIKE $1 OR p.name ILIKE $1 OR u.email ILIKE $1)`;

@Injectable()
export class UsersRepository {
  constructor(private readonly sql: Sql) {}

  find(id: string, session: SqlSession = this.sql): Promise<UserRow | undefined> {
    const text = `SELECT ${USER} FROM users u JOIN principals p ON p.id = u.id WHERE u.id = $1`;
    return session.first<UserRow>({ text, values: [id] });
  }

  /** One page in name order; `pattern` is for ILIKE, null for all. */
  list(pattern: string | null, limit: number, start: number): Promise<UserRow[]> {
    return this.sql.rows<UserRow>({
      text: `
        SELECT ${USER} FROM users u JOIN principals p ON p.id = u.id
        WHERE ${MATCHES}
        ORDER BY p.name COLLATE "und-x-icu", p.id LIMIT $2 OFFSET $3`,
      values: [pattern, limit, start],
    });
  }

  async count(pattern: string | null): Promise<number> {
    const text = `SELECT count(*)::int AS total FROM users u JOIN principals p ON p.id = u.id WHERE ${MATCHES}`;
    return (await this.sql.first<{ total: number }>({ text, values: [pattern] }))?.total ?? 0;
  }

  /** Locks the user's row until the transaction ends; false when there is no such user. */
  async lock(session: SqlSession, id: string): Promise<boolean> {
    return (await session.execute({ text: 'SELECT 1 FROM users WHERE id = $1 FOR UPDATE', values: [id] })) > 0;
  }

  /** False when a user or a team bears the name already. */
  async insert(session: SqlSession, id: string, name: string): Promise<boolean> {
    const made = await session.execute({
      text: `INSERT INTO principals (id, kind, bare_name, name) VALUES ($1, 'user', $1, $2) ON CONFLICT DO NOTHING`,
      values: [id, name],
    });
    if (made > 0) await session.execute({ text: 'INSERT INTO users (id) VALUES ($1)', values: [id] });
    return made > 0;
  }

  /** Sets columns of the user's row. Column names come from code, values from people. */
  async update(session: SqlSession, id: string, columns: Map<string, unknown>): Promise<void> {
    const settings = [...columns.keys()].map((column, index) => `${column} = $${index + 2}, `).join('');
    const text = `UPDATE users SET ${settings}updated_at = now() WHERE id = $1`;
    await session.execute({ text, values: [id, ...columns.values()] });
  }

  async rename(session: SqlSession, id: string, name: string): Promise<void> {
    await session.execute({ text: 'UPDATE principals SET name = $2 WHERE id = $1', values: [id, name] });
  }

  /** Refuses, from now on, every JWT issued before this moment. */
  async endTokens(session: SqlSession, id: string): Promise<void> {
    const now = `date_trunc('milliseconds', clock_timestamp())`;
    await session.execute({ text: `UPDATE users SET tokens_valid_from = ${now} WHERE id = $1`, values: [id] });
  }

  /** One node at a time changes who is a superuser: two who demote each other at once can't both succeed. */
  async lockSuperusers(session: SqlSession): Promise<void> {
    await session.execute({ text: `SELECT pg_advisory_xact_lock(hashtext('punctual.superusers'))` });
  }

  async hasActiveSuperuser(session: SqlSession): Promise<boolean> {
    const text = 'SELECT 1 FROM users WHERE (superuser OR claimed_superuser) AND disabled_at IS NULL LIMIT 1';
    return (await session.execute({ text })) > 0;
  }

  async hasUsers(session: SqlSession): Promise<boolean> {
    return (await session.execute({ text: 'SELECT 1 FROM users LIMIT 1' })) > 0;
  }

  /** The user with memberships, tokens, shares and drafts (which nobody else can reach). Fails (23503) when it owns more. */
  async delete(session: SqlSession, id: string): Promise<void> {
    await session.execute({ text: 'DELETE FROM jobs WHERE owner_id = $1 AND editing_id IS NOT NULL', values: [id] });
    await session.execute({ text: 'DELETE FROM principals WHERE id = $1', values: [id] });
  }
}
