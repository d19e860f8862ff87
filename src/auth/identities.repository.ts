import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { claimedAt } from './claims-age.js';
import type { RecordedClaims } from './claims-age.js';
import type { ClaimedTeam, IdentityClaims } from './jwt/claims.js';
import { teamId } from './principal-name.js';

/** A user's row while its claims are being recorded. */
export interface LockedIdentity extends RecordedClaims {
  issuer: string;
}

/**
 * The statements that record what a token claims. All of them may meet the same statements of another request or node:
 * rows are made with ON CONFLICT DO NOTHING and several at once in the order of their ids.
 */
@Injectable()
export class IdentitiesRepository {
  /** Makes the user unless it is there. Does nothing when the name is a team's. */
  async createUser(session: SqlSession, claims: IdentityClaims): Promise<void> {
    await session.execute({
      text: `INSERT INTO principals (id, kind, bare_name, name) VALUES ($1, 'user', $1, $2) ON CONFLICT DO NOTHING`,
      values: [claims.userId, claims.name ?? claims.userId],
    });
    await session.execute({
      text: `INSERT INTO users (id, issuer) SELECT id, $2 FROM principals WHERE id = $1 ON CONFLICT DO NOTHING`,
      values: [claims.userId, claims.issuer],
    });
  }

  /** Locks the user's row until the transaction ends: recordings of one user go one after another. */
  lock(session: SqlSession, userId: string): Promise<LockedIdentity | undefined> {
    return session.first<LockedIdentity>({
      text: `SELECT issuer, claims_hash AS "claimsHash", claims_iat AS "claimsIat" FROM users WHERE id = $1 FOR UPDATE`,
      values: [userId],
    });
  }

  /** Whether a team bears this name. */
  async isTeamName(session: SqlSession, bareName: string): Promise<boolean> {
    const statement = { text: `SELECT 1 FROM principals WHERE bare_name = $1 AND kind = 'team'`, values: [bareName] };
    return (await session.execute(statement)) > 0;
  }

  /** Profile claims that the token does not make leave what is there; rights that it does not claim are withdrawn. */
  async updateUser(session: SqlSession, claims: IdentityClaims): Promise<void> {
    const { userId, name, email, timezone, superuser, permissions, fingerprint } = claims;
    await session.execute({
      text: `
        UPDATE users
        SET email = coalesce($2, email), timezone = coalesce($3, timezone), claimed_superuser = $4,
            claimed_permissions = $5, claims_hash = $6, claims_iat = $7, updated_at = now()
        WHERE id = $1`,
      values: [userId, email ?? null, timezone ?? null, superuser, permissions, fingerprint, claimedAt(claims) ?? null],
    });
    if (name !== undefined)
      await session.execute({ text: 'UPDATE principals SET name = $2 WHERE id = $1', values: [userId, name] });
  }

  /** Notes that a newer token claims the same. */
  async updateAge(session: SqlSession, claims: IdentityClaims): Promise<void> {
    await session.execute({
      text: 'UPDATE users SET claims_iat = $2 WHERE id = $1',
      values: [claims.userId, claimedAt(claims)],
    });
  }

  /** Makes the teams that are not there. Returns the names that can't be teams, because users bear them. */
  async createTeams(session: SqlSession, teams: ClaimedTeam[]): Promise<string[]> {
    const bareNames = teams.map((team) => team.bareName);
    const names = teams.map((team) => team.name);
    await session.execute({
      text: `
        INSERT INTO principals (id, kind, bare_name, name)
        SELECT 'team:' || t.bare_name, 'team', t.bare_name, t.name
        FROM unnest($1::text[], $2::text[]) AS t (bare_name, name)
        ORDER BY t.bare_name
        ON CONFLICT DO NOTHING`,
      values: [bareNames, names],
    });
    await session.execute({
      text: `
        INSERT INTO teams (id) SELECT id FROM principals WHERE id = ANY ($1::text[]) ORDER BY id ON CONFLICT DO NOTHING`,
      values: [bareNames.map(teamId)],
    });
    const taken = await session.rows<{ bareName: string }>({
      text: `SELECT bare_name AS "bareName" FROM principals WHERE bare_name = ANY ($1::text[]) AND kind <> 'team'`,
      values: [bareNames],
    });
    return taken.map((row) => row.bareName);
  }

  /** Replaces the memberships that tokens gave; those that people gave stay as they are. */
  async replaceMemberships(session: SqlSession, userId: string, teams: ClaimedTeam[]): Promise<void> {
    const teamIds = teams.map((team) => teamId(team.bareName));
    await session.execute({
      text: `DELETE FROM team_members WHERE user_id = $1 AND source = 'token' AND team_id <> ALL ($2::text[])`,
      values: [userId, teamIds],
    });
    await session.execute({
      text: `
        INSERT INTO team_members (team_id, user_id, role, source)
        SELECT t.team_id, $1, t.role, 'token' FROM unnest($2::text[], $3::text[]) AS t (team_id, role)
        ON CONFLICT (team_id, user_id) DO UPDATE SET role = excluded.role WHERE team_members.source = 'token'`,
      values: [userId, teamIds, teams.map((team) => team.role)],
    });
  }
}
