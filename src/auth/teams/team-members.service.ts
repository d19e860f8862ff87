import { Injectable } from '@nestjs/common';
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
    private readonly teams: TeamsRepository,
    private readonly members: TeamMembersRepository,
  ) {}

  async list(idText: string, query: PageQueryDto, caller: Caller): Promise<HalPage<TeamMemberDto>> {
    const id = await this.existing(idText);
    if (!caller.superuser && !caller.teams.some((team) => team.id === id)) throw notAMember(id);
    const { limit = 30, start = 0 } = query;
    const [items, total] = await Promise.all([this.members.list(id, limit, start), this.members.count(id)]);
    const path = `/api/teams/${id}/members`;
    return halPage({ rel: 'inf:team-member', items, start, limit, total, path, template: ['limit', 'start'] });
  }

  async put(idText: string, userId: string, role: TeamRole): Promise<TeamMemberDto> {
    const id = await this.existing(idText);
    const member = isPrincipalName(userId) ? await this.members.put(id, userId, role) : undefined;
    if (!member) throw userNotFound(userId);
    return member;
  }

  async remove(idText: string, userId: string): Promise<void> {
    const id = await this.existing(idText);
    if (!isPrincipalName(userId) || !(await this.members.delete(id, userId))) throw memberNotFound(userId, id);
  }

  private async existing(idText: string): Promise<string> {
    const team = await this.teams.find(canonical(idText));
    if (!team) throw teamNotFound(idText);
    return team.id;
  }
}
