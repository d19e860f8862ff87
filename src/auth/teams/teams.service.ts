import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../../audit/audit.repository.js';
import { fieldChanges } from '../../audit/field-changes.js';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';
import { halPage } from '../../hal/hal-page.js';
import type { HalPage } from '../../hal/hal-page.js';
import type { Caller } from '../caller.js';
import { containing } from '../directory-query.dto.js';
import type { DirectoryQueryDto } from '../directory-query.dto.js';
import { PossessionsRepository } from '../possessions.repository.js';
import { bareTeamName, teamId } from '../principal-name.js';
import { nameTaken } from '../users/users.errors.js';
import { noTeamName, teamNotFound } from './teams.errors.js';
import type { CreateTeamDto, TeamDto, UpdateTeamDto } from './teams.dto.js';
import { TeamsRepository } from './teams.repository.js';
import type { TeamRow } from './teams.repository.js';

/** Teams: everybody sees that they exist, since things are shared with them; superusers make, change and delete them. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly sql: Sql,
    private readonly teams: TeamsRepository,
    private readonly possessions: PossessionsRepository,
    private readonly audit: AuditRepository,
  ) {}

  async list(query: DirectoryQueryDto, caller: Caller): Promise<HalPage<TeamDto>> {
    const { limit = 30, start = 0, q } = query;
    const pattern = containing(q);
    const [rows, total] = await Promise.all([this.teams.list(pattern, limit, start), this.teams.count(pattern)]);
    const items = rows.map((team) => present(team, caller));
    const template = ['limit', 'start', 'q'];
    return halPage({ rel: 'inf:team', items, start, limit, total, path: '/api/teams', template, query: { q } });
  }

  /** `idText` is `team:analytics` or `analytics`. Throws TEAM_NOT_FOUND. */
  async get(idText: string, caller: Caller): Promise<TeamDto> {
    const team = await this.teams.find(canonical(idText));
    if (!team) throw teamNotFound(idText);
    return present(team, caller);
  }

  async create(wish: CreateTeamDto, caller: Caller): Promise<TeamDto> {
    const bareName = bareTeamName(wish.id ?? nameToId(wish.name ?? ''));
    if (bareName === undefined) throw noTeamName();
    const id = teamId(bareName);
    const team = { id, bareName, name: wish.name ?? bareName, description: wish.description ?? null };
    await this.sql.transaction(async (session) => {
      if (!(await this.teams.insert(session, team))) throw nameTaken(bareName);
      await this.record(session, caller, { teamId: id, action: 'team.created', before: {}, after: team });
    });
    return this.get(id, caller);
  }

  async update(idText: string, wish: UpdateTeamDto, caller: Caller): Promise<TeamDto> {
    const id = canonical(idText);
    await this.sql.transaction(async (session) => {
      const before = await this.teams.lock(session, id);
      if (!before) throw teamNotFound(idText);
      await this.teams.update(session, id, wish);
      const { name = before.name, description = before.description } = wish;
      await this.record(session, caller, { teamId: id, action: 'team.updated', before, after: { name, description } });
    });
    return this.get(id, caller);
  }

  async delete(idText: string, caller: Caller): Promise<void> {
    const id = canonical(idText);
    await this.sql
      .transaction(async (session) => {
        await this.possessions.assertNone(session, id);
        const before = await this.teams.lock(session, id);
        if (!before || !(await this.teams.delete(session, id))) throw teamNotFound(idText);
        await this.record(session, caller, { teamId: id, action: 'team.deleted', before, after: {} });
      })
      .catch((error: unknown) => {
        throw this.possessions.explain(error, id);
      });
  }

  private async record(
    session: SqlSession,
    caller: Caller,
    event: { teamId: string; action: string; before: object; after: object },
  ): Promise<void> {
    const { teamId: subjectId, action, before, after } = event;
    const changes = fieldChanges(before, after, { fields: ['name', 'description'] });
    if (Object.keys(changes).length === 0) return;
    await this.audit.record(session, { actorId: caller.userId, subjectKind: 'team', subjectId, action, changes });
  }
}

/** The canonical id. Throws TEAM_NOT_FOUND for what can't be one. */
export function canonical(idText: string): string {
  const bareName = bareTeamName(idText);
  if (bareName === undefined) throw teamNotFound(idText);
  return teamId(bareName);
}

function nameToId(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._@-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 255);
}

function present(team: TeamRow, caller: Caller): TeamDto {
  const role = caller.teams.find((own) => own.id === team.id)?.role ?? null;
  const href = `/api/teams/${team.id}`;
  return { _links: { self: { href }, 'inf:team-member': { href: `${href}/members` } }, ...team, role };
}
