import { Injectable } from '@nestjs/common';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';
import type { TeamRole } from '../team-role.js';

export interface TeamMemberRow {
  userId: string;
  name: string;
  role: TeamRole;
  source: 'local' | 'token';
}

@Injectable()
export class TeamMembersRepository {
  constructor(private readonly sql: Sql) {}

  /** One page in name order. */
  list(teamId: string, limit: number, start: number): Promise<TeamMemberRow[]> {
    return this.sql.rows<TeamMemberRow>({
      text: `
        SELECT m.user_id AS "userId", p.name, m.role, m.source
        FROM team_members m JOIN principals p ON p.id = m.user_id
        WHERE m.team_id = $1
        ORDER BY p.name COLLATE "und-x-icu", p.id LIMIT $2 OFFSET $3`,
      values: [teamId, limit, start],
    });
  }

  async count(teamId: string): Promise<number> {
    const text = 'SELECT count(*)::int AS total FROM team_members WHERE team_id = $1';
    return (await this.sql.first<{ total: number }>({ text, values: [teamId] }))?.total ?? 0;
  }

  /** Puts the user into the team by people's word, which tokens no longer change. Undefined when either is not there. */
  put(
    session: SqlSession,
    member: { teamId: string; userId: string; role: TeamRole },
  ): Promise<TeamMemberRow | undefined> {
    const { teamId, userId, role } = member;
    return session.first<TeamMemberRow>({
      text: `
        WITH put AS (
          INSERT INTO team_members (team_id, user_id, role, source)
          SELECT t.id, u.id, $3, 'local' FROM teams t, users u WHERE t.id = $1 AND u.id = $2
          ON CONFLICT (team_id, user_id) DO UPDATE SET role = excluded.role, source = 'local'
          RETURNING user_id, role, source)
        SELECT put.user_id AS "userId", p.name, put.role, put.source FROM put JOIN principals p ON p.id = put.user_id`,
      values: [teamId, userId, role],
    });
  }

  /** The present role, locked; undefined when the user is no member. */
  async roleOf(session: SqlSession, teamId: string, userId: string): Promise<TeamRole | undefined> {
    const text = 'SELECT role FROM team_members WHERE team_id = $1 AND user_id = $2 FOR UPDATE';
    return (await session.first<{ role: TeamRole }>({ text, values: [teamId, userId] }))?.role;
  }

  /** @returns the role that the member had; undefined when there was no such member */
  async delete(session: SqlSession, teamId: string, userId: string): Promise<TeamRole | undefined> {
    const text = 'DELETE FROM team_members WHERE team_id = $1 AND user_id = $2 RETURNING role';
    return (await session.first<{ role: TeamRole }>({ text, values: [teamId, userId] }))?.role;
  }
}
