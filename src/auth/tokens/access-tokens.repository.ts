import { Injectable } from '@nestjs/common';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';

/** A personal access token without its text. */
export interface AccessTokenRow {
  id: string;
  name: string;
  representation: 'hal' | 'jsonapi' | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
}

export interface NewAccessToken {
  id: string;
  userId: string;
  name: string;
  tokenHash: Buffer;
  representation: 'hal' | 'jsonapi' | null;
  expiresAt: Date | null;
}

const COLUMNS = `
  id, name, representation, expires_at AS "expiresAt", last_used_at AS "lastUsedAt", created_at AS "createdAt"`;

@Injectable()
export class AccessTokensRepository {
  constructor(private readonly sql: Sql) {}

  /** Stores it unless the user holds `limit` already: then undefined. The lock makes the limit hold for two at once. */
  async insert(session: SqlSession, token: NewAccessToken, limit: number): Promise<AccessTokenRow | undefined> {
    const { id, userId, name, tokenHash, representation, expiresAt } = token;
    await session.execute({ text: 'SELECT 1 FROM users WHERE id = $1 FOR UPDATE', values: [userId] });
    return session.first<AccessTokenRow>({
      text: `
        INSERT INTO access_tokens (id, user_id, name, token_hash, representation, expires_at)
        SELECT $1, u.id, $3, $4, $5, $6 FROM users u
        WHERE u.id = $2 AND u.disabled_at IS NULL AND (SELECT count(*) FROM access_tokens WHERE user_id = $2) < $7
        RETURNING ${COLUMNS}`,
      values: [id, userId, name, tokenHash, representation, expiresAt, limit],
    });
  }

  /** One page of a user's tokens, newest first. */
  list(userId: string, limit: number, start: number): Promise<AccessTokenRow[]> {
    return this.sql.rows<AccessTokenRow>({
      name: 'accessTokens.list',
      text: `
        SELECT ${COLUMNS} FROM access_tokens WHERE user_id = $1 ORDER BY created_at DESC, id LIMIT $2 OFFSET $3`,
      values: [userId, limit, start],
    });
  }

  /** What the token with this hash carries; undefined when there is no such token. */
  async representation(tokenHash: Buffer): Promise<'hal' | 'jsonapi' | null | undefined> {
    const row = await this.sql.first<{ representation: 'hal' | 'jsonapi' | null }>({
      name: 'accessTokens.representation',
      text: 'SELECT representation FROM access_tokens WHERE token_hash = $1',
      values: [tokenHash],
    });
    return row?.representation;
  }

  async count(userId: string): Promise<number> {
    const statement = { text: 'SELECT count(*)::int AS total FROM access_tokens WHERE user_id = $1', values: [userId] };
    return (await this.sql.first<{ total: number }>(statement))?.total ?? 0;
  }

  /** @returns the name of the token; undefined when the user has no such token */
  async delete(session: SqlSession, userId: string, id: string): Promise<string | undefined> {
    const text = 'DELETE FROM access_tokens WHERE id = $1 AND user_id = $2 RETURNING name';
    return (await session.first<{ name: string }>({ text, values: [id, userId] }))?.name;
  }

  /** Ends all of a user's tokens, as part of disabling the user. */
  async deleteAll(session: SqlSession, userId: string): Promise<void> {
    await session.execute({ text: 'DELETE FROM access_tokens WHERE user_id = $1', values: [userId] });
  }

  /** Several nodes may note the same use: the first one in a minute writes. */
  async noteUse(id: string): Promise<void> {
    await this.sql.execute({
      name: 'accessTokens.noteUse',
      text: `
        UPDATE access_tokens SET last_used_at = now()
        WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
      values: [id],
    });
  }
}
