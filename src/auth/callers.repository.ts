import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { CallerLookups } from './caller-lookups.js';
import type { Caller } from './caller.js';
import type { ProjectRole } from './project-role.js';
import type { TeamRole } from './team-role.js';

/** A user as a request needs it. */
export interface CallerRow {
  id: string;
  name: string;
  email: string | null;
  timezone: string | null;
  superuser: boolean;
  permissions: string[];
  teams: { id: string; role: TeamRole }[];
  projects: { id: string; role: ProjectRole }[];
  issuer: string;
  claimsHash: string | null;
  claimsIat: Date | null;
  tokensValidFrom: Date | null;
  disabled: boolean;
  /** What `callerText` reads of all that; absent when found by a personal access token. */
  text?: string;
}

/** The same, found by a personal access token. */
export interface TokenCallerRow extends CallerRow {
  tokenId: string;
  representation: 'hal' | 'jsonapi' | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

// People's grants and token claims add up; a user's teams come as one JSON value, so that a caller is always one row.
const CALLER = `
  u.id, p.name, u.email, u.timezone, u.issuer, u.claims_hash AS "claimsHash", u.claims_iat AS "claimsIat",
  u.superuser OR u.claimed_superuser AS superuser,
  u.permissions || u.claimed_permissions AS permissions,
  u.tokens_valid_from AS "tokensValidFrom",
  u.disabled_at IS NOT NULL AS disabled,
  (SELECT coalesce(json_agg(json_build_object('id', m.team_id, 'role', m.role) ORDER BY m.team_id), '[]')
   FROM team_members m WHERE m.user_id = u.id) AS teams,
  (SELECT coalesce(json_agg(json_build_object('id', m.project_id, 'role', m.role) ORDER BY m.project_id), '[]')
   FROM project_members m JOIN projects r ON r.id = m.project_id
   WHERE m.user_id = u.id AND r.scheduled_deletion IS NULL) AS projects`;

/**
 * A value for a select list: which version of each row makes the user with that id (a placeholder or a column) a caller, as
 * one text. `xmin` is the transaction that wrote a version: whoever changes a row, by whatever way, can't keep it. Who reads
 * the same text as before reads it of the same caller, in the snapshot of the statement.
 */
export function callerText(userId: string): string {
  return `(
    SELECT concat_ws(' ', u.xmin, p.xmin,
                     ARRAY(SELECT m.xmin FROM team_members m WHERE m.user_id = u.id ORDER BY m.team_id),
                     ARRAY(SELECT m.xmin || ' ' || (SELECT r.xmin FROM projects r WHERE r.id = m.project_id)
                           FROM project_members m WHERE m.user_id = u.id ORDER BY m.project_id))
    FROM users u JOIN principals p ON p.id = u.id WHERE u.id = ${userId})`;
}

/**
 * Loads who is calling: at most one prepared statement per request, three index probes. What is remembered of it is used
 * only beside a statement that finds it unchanged, so a withdrawn right, role or account is gone with the next request, on
 * every node.
 */
@Injectable()
export class CallersRepository {
  private readonly lookups = new CallerLookups((ids) => this.byUsers(ids, this.sql));

  constructor(private readonly sql: Sql) {}

  /** By user id. Without a session, together with the other requests of the moment. */
  async byUser(userId: string, session?: SqlSession): Promise<CallerRow | undefined> {
    return session ? (await this.byUsers([userId], session)).get(userId) : this.lookups.get(userId);
  }

  private async byUsers(ids: string[], session: SqlSession): Promise<Map<string, CallerRow>> {
    const rows = await session.rows<CallerRow & Record<string, unknown>>({
      name: 'callers.byUsers',
      // Each looked up by its keys (OFFSET 0), and of a number that the planner takes for the same: so that it plans once.
      text: `
        SELECT c.*, ${callerText('c.id')} AS text FROM (
          SELECT ${CALLER} FROM json_array_elements_text($1::json) AS wanted (id)
          CROSS JOIN LATERAL (SELECT * FROM users WHERE users.id = wanted.id OFFSET 0) u
          CROSS JOIN LATERAL (SELECT name FROM principals WHERE principals.id = u.id OFFSET 0) p
          OFFSET 0
        ) c`,
      values: [JSON.stringify(ids)],
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** By the SHA-256 of a personal access token. */
  byTokenHash(tokenHash: Buffer): Promise<TokenCallerRow | undefined> {
    return this.sql.first<TokenCallerRow>({
      name: 'callers.byTokenHash',
      text: `
        SELECT ${CALLER}, t.id AS "tokenId", t.representation,
               t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt"
        FROM access_tokens t JOIN users u ON u.id = t.user_id JOIN principals p ON p.id = u.id
        WHERE t.token_hash = $1`,
      values: [tokenHash],
    });
  }
}

export function callerOfRow(row: CallerRow): Caller {
  const { id, name, email, timezone, superuser, permissions, teams, projects } = row;
  return {
    userId: id,
    name,
    email,
    timezone,
    superuser,
    permissions: new Set(permissions),
    teams,
    projects,
    representation: null,
  };
}
