import { Injectable } from '@nestjs/common';
import type { ProjectRole } from '../../auth/project-role.js';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';
import type { MemberRow } from '../project-rows.js';

/** Who is in which project. A change of members touches no job: the role counts when access is read. */
@Injectable()
export class MembersRepository {
  constructor(private readonly sql: Sql) {}

  /** One page in order of user id. */
  page(projectId: string, page: { start: number; limit: number }): Promise<MemberRow[]> {
    return this.sql.rows<MemberRow & Record<string, unknown>>({
      name: 'project-members.page',
      text: `
        SELECT m.user_id AS "userId", p.name, m.role
        FROM project_members m JOIN principals p ON p.id = m.user_id
        WHERE m.project_id = $1 ORDER BY m.user_id LIMIT $2 OFFSET $3`,
      values: [projectId, page.limit, page.start],
    });
  }

  async total(projectId: string): Promise<number> {
    const row = await this.sql.first<{ total: number }>({
      name: 'project-members.total',
      text: 'SELECT count(*)::int AS total FROM project_members WHERE project_id = $1',
      values: [projectId],
    });
    return row!.total;
  }

  find(projectId: string, userId: string, session: SqlSession = this.sql): Promise<MemberRow | undefined> {
    return session.first<MemberRow & Record<string, unknown>>({
      name: 'project-members.find',
      text: `
        SELECT m.user_id AS "userId", p.name, m.role
        FROM project_members m JOIN principals p ON p.id = m.user_id
        WHERE m.project_id = $1 AND m.user_id = $2`,
      values: [projectId, userId],
    });
  }

  /** Puts a user into the project, or changes the role there. False when there is no such user. */
  async put(session: SqlSession, projectId: string, member: { userId: string; role: ProjectRole }): Promise<boolean> {
    const put = await session.execute({
      text: `
        INSERT INTO project_members (project_id, user_id, role) SELECT $1, u.id, $3 FROM users u WHERE u.id = $2
        ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role`,
      values: [projectId, member.userId, member.role],
    });
    return put === 1;
  }

  /** The present owner becomes admin, so that another can be owner. @returns who it was */
  async dismissOwner(session: SqlSession, projectId: string): Promise<string | undefined> {
    const row = await session.first<{ userId: string }>({
      text: `
        UPDATE project_members SET role = 'admin' WHERE project_id = $1 AND role = 'owner' RETURNING user_id AS "userId"`,
      values: [projectId],
    });
    return row?.userId;
  }

  async remove(session: SqlSession, projectId: string, userId: string): Promise<void> {
    await session.execute({
      text: 'DELETE FROM project_members WHERE project_id = $1 AND user_id = $2',
      values: [projectId, userId],
    });
  }
}
