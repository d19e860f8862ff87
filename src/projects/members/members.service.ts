import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../../audit/audit.repository.js';
import type { Caller } from '../../auth/caller.js';
import type { ProjectRole } from '../../auth/project-role.js';
import type { SqlSession } from '../../database/sql.js';
import { halPage } from '../../hal/hal-page.js';
import type { HalPage } from '../../hal/hal-page.js';
import type { PageQueryDto } from '../../hal/page-query.dto.js';
import { PresentRoles } from '../present-roles.js';
import { assertRole, uuidOf } from '../project-access.js';
import { presentMember } from '../project.presenter.js';
import type { ProjectRow } from '../project-rows.js';
import { memberNotFound, ownerNeeded, unknownUser } from '../projects.errors.js';
import { ProjectsRepository } from '../projects.repository.js';
import type { MemberDto } from './member.dto.js';
import { MembersRepository } from './members.repository.js';

/** Who is in a project, and as what. Exactly one is the owner. */
@Injectable()
export class MembersService {
  constructor(
    private readonly projects: ProjectsRepository,
    private readonly members: MembersRepository,
    private readonly roles: PresentRoles,
    private readonly audit: AuditRepository,
  ) {}

  /** For every member. */
  async page(idText: string, { start = 0, limit = 30 }: PageQueryDto, caller: Caller): Promise<HalPage<MemberDto>> {
    const { id } = await this.visible(idText, caller);
    const [rows, total] = await Promise.all([this.members.page(id, { start, limit }), this.members.total(id)]);
    return halPage({
      rel: 'inf:project-member',
      items: rows.map((row) => presentMember(id, row)),
      start,
      limit,
      total,
      path: `/api/projects/${id}/members`,
      template: ['limit', 'start'],
    });
  }

  /** @throws DomainError `MEMBER_NOT_FOUND` */
  async get(idText: string, userId: string, caller: Caller): Promise<MemberDto> {
    const project = await this.visible(idText, caller);
    const row = await this.members.find(project.id, userId);
    if (!row) throw memberNotFound(userId, project.name);
    return presentMember(project.id, row);
  }

  /**
   * For admins; the owner's role, and to whom it goes, is a matter of the owner. Of two who are made owner at once, the
   * second finds another owner.
   * @throws DomainError `UNKNOWN_PRINCIPAL` (422), `OWNER_NEEDED` (409), `PROJECT_ROLE_NEEDED`
   */
  async put(idText: string, wish: { userId: string; role: ProjectRole }, caller: Caller): Promise<MemberDto> {
    return this.projects.transaction(async (session) => {
      const needed = wish.role === 'owner' ? 'owner' : 'admin';
      const project = await this.roles.lockedProject(session, idText, { caller, needed });
      const before = await this.members.find(project.id, wish.userId, session);
      if (before?.role === 'owner' && wish.role !== 'owner') throw ownerNeeded(project.name);
      if (before?.role !== wish.role)
        await this.write(session, { project, before: before?.role ?? null, wish, caller });
      const after = await this.members.find(project.id, wish.userId, session);
      return presentMember(project.id, after!);
    });
  }

  /** For admins, and for the member itself. @throws DomainError `MEMBER_NOT_FOUND`, `OWNER_NEEDED` (409) */
  async remove(idText: string, userId: string, caller: Caller): Promise<void> {
    await this.projects.transaction(async (session) => {
      const needed = userId === caller.userId ? 'viewer' : 'admin';
      const project = await this.roles.lockedProject(session, idText, { caller, needed });
      const before = await this.members.find(project.id, userId, session);
      if (!before) throw memberNotFound(userId, project.name);
      if (before.role === 'owner') throw ownerNeeded(project.name);
      await this.members.remove(session, project.id, userId);
      await this.record(session, { project, caller, changes: { [userId]: { from: before.role, to: null } } });
    });
  }

  private async visible(idText: string, caller: Caller): Promise<ProjectRow> {
    const id = uuidOf(idText);
    const project = await this.projects.find(id);
    assertRole(project, caller, { id });
    return project;
  }

  private async write(
    session: SqlSession,
    change: {
      project: ProjectRow;
      before: ProjectRole | null;
      wish: { userId: string; role: ProjectRole };
      caller: Caller;
    },
  ): Promise<void> {
    const { project, before, wish, caller } = change;
    const dismissed = wish.role === 'owner' ? await this.members.dismissOwner(session, project.id) : undefined;
    if (!(await this.members.put(session, project.id, wish))) throw unknownUser(wish.userId);
    const handedOver = dismissed === undefined ? {} : { [dismissed]: { from: 'owner', to: 'admin' } };
    const changes = { ...handedOver, [wish.userId]: { from: before, to: wish.role } };
    await this.record(session, { project, caller, changes });
  }

  private async record(
    session: SqlSession,
    event: { project: ProjectRow; caller: Caller; changes: Record<string, unknown> },
  ): Promise<void> {
    const { project, caller, changes } = event;
    await this.audit.record(session, {
      actorId: caller.userId,
      subjectKind: 'project',
      subjectId: project.id,
      action: 'project.membersChanged',
      changes,
    });
  }
}
