import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../../audit/audit.repository.js';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';
import { halPage } from '../../hal/hal-page.js';
import type { HalPage } from '../../hal/hal-page.js';
import type { PageQueryDto } from '../../hal/page-query.dto.js';
import type { Caller } from '../caller.js';
import { isPrincipalName } from '../principal-name.js';
import type { TeamRole } from '../team-role.js';
import { userNotFound } from '../users/users.errors.js';
import { TeamMembersRepository } from './team-members.repository.js';
import { memberNotFound, notAMember, teamNotFound } from './teams.errors.js';
import type { TeamMemberDto } from './teams.dto.js';
import { TeamsRepository } from './teams.repository.js';
import { canonical } from './teams.service.js';

/** Who is in a team. Members see it; the team's admins and superusers change it (the guard sees to that). */
@Injectable()
export class TeamMembersService {
  constructor(
    private readonly sql: Sql,
    private readonly teams: TeamsRepository,
    private readonly members: TeamMembersRepository,
    private readonly audit: AuditRepository,
  ) {}

  async list(idText: string, query: PageQueryDto, caller: Caller): Promise<HalPage<TeamMemberDto>> {
    const id = await this.existing(idText);
    if (!caller.superuser && !caller.teams.some((team) => team.id === id)) throw notAMember(id);
    const { limit = 30, start = 0 } = query;
    const [items, total] = await Promise.all([this.members.list(id, limit, start), this.members.count(id)]);
    const path = `/api/teams/${id}/members`;
    return halPage({ rel: 'inf:team-member', items, start, limit, total, path, template: ['limit', 'start'] });
  }

  async put(idText: string, wish: { userId: string; role: TeamRole }, caller: Caller): Promise<TeamMemberDto> {
    const teamId = await this.existing(idText);
    const { userId, role } = wish;
    if (!isPrincipalName(userId)) throw userNotFound(userId);
    return this.sql.transaction(async (session) => {
      const from = await this.members.roleOf(session, teamId, userId);
      const member = await this.members.put(session, { teamId, userId, role });
      if (!member) throw userNotFound(userId);
      if (from !== role) await this.record(session, caller, { teamId, userId, from, to: role });
      return member;
    });
  }

  async remove(idText: string, userId: string, caller: Caller): Promise<void> {
    const teamId = await this.existing(idText);
    if (!isPrincipalName(userId)) throw memberNotFound(userId, teamId);
    await this.sql.transaction(async (session) => {
      const from = await this.members.delete(session, teamId, userId);
      if (!from) throw memberNotFound(userId, teamId);
      await this.record(session, caller, { teamId, userId, from });
    });
  }

  private record(
    session: SqlSession,
    caller: Caller,
    { teamId, userId, from, to }: { teamId: string; userId: string; from?: TeamRole; to?: TeamRole },
  ): Promise<void> {
    return this.audit.record(session, {
      actorId: caller.userId,
      subjectKind: 'team',
      subjectId: teamId,
      action: `teamMember.${from === undefined ? 'added' : to === undefined ? 'removed' : 'changed'}`,
      changes: { [userId]: { from: from ?? null, to: to ?? null } },
    });
  }

  private async existing(idText: string): Promise<string> {
    const team = await this.teams.find(canonical(idText));
    if (!team) throw teamNotFound(idText);
    return team.id;
  }
}
