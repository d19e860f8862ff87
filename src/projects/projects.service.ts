import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditRepository } from '../audit/audit.repository.js';
import { fieldChanges } from '../audit/field-changes.js';
import type { Caller } from '../auth/caller.js';
import type { ProjectRole } from '../auth/project-role.js';
import type { SqlSession } from '../database/sql.js';
import { assertMatches } from '../hal/etag.js';
import { JobSchedulesRepository } from '../jobs/job-schedules.repository.js';
import { JobStops } from '../jobs/job-stops.js';
import { parseDateInput } from '../schedules/dates.js';
import { MembersRepository } from './members/members.repository.js';
import { PresentRoles } from './present-roles.js';
import type { CreateProjectDto, UpdateProjectDto } from './project.dto.js';
import type { ProjectRow } from './project-rows.js';
import { projectNameTaken } from './projects.errors.js';
import { ProjectsRepository } from './projects.repository.js';
import type { ProjectContent } from './projects.repository.js';

/** Who asks, and the ETag of the version that they saw, if they say so. */
export interface ProjectEdit {
  caller: Caller;
  ifMatch?: string;
}

const FIELDS = ['name', 'description', 'concurrency', 'scheduledDeletion'] as const;
const BLANK: Omit<ProjectContent, 'name'> = { description: null, concurrency: null, scheduledDeletion: null };

/** Makes, changes and deletes projects. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly projects: ProjectsRepository,
    private readonly members: MembersRepository,
    private readonly roles: PresentRoles,
    private readonly audit: AuditRepository,
    private readonly schedules: JobSchedulesRepository,
    private readonly stops: JobStops,
  ) {}

  /** With the caller as its owner. @throws DomainError `PROJECT_NAME_TAKEN` */
  create(body: CreateProjectDto, caller: Caller): Promise<ProjectRow> {
    return this.changing(body.name, (session) => this.createWithin(session, body, caller));
  }

  /** The same inside a transaction. Fails (23505, projects_name_key) when the name is taken. */
  async createWithin(session: SqlSession, body: CreateProjectDto, caller: Caller): Promise<ProjectRow> {
    const id = uuidv7();
    const content = withFields({ ...BLANK, name: body.name }, body);
    await this.projects.insert(session, { id, ...content });
    await this.members.put(session, id, { userId: caller.userId, role: 'owner' });
    await this.record(session, caller, { id, action: 'project.created', before: {}, after: content });
    return (await this.projects.find(id, session))!;
  }

  /**
   * For admins; `scheduledDeletion` is for the owner. Its jobs are disabled when it is scheduled for deletion, and stay so
   * when it comes back. @throws DomainError 400, 403, 404, 412, `PROJECT_NAME_TAKEN`
   */
  update(idText: string, body: UpdateProjectDto, { caller, ifMatch }: ProjectEdit): Promise<ProjectRow> {
    return this.changing(body.name, async (session) => {
      const before = await this.roles.lockedProject(session, idText, { caller, needed: neededFor(body) });
      assertMatches(ifMatch, before.version);
      return this.updateWithin(session, { before, body, caller });
    });
  }

  /** The same inside a transaction, of a project that is locked. Whether the caller may is asked before. */
  async updateWithin(
    session: SqlSession,
    { before, body, caller }: { before: ProjectRow; body: UpdateProjectDto; caller: Caller },
  ): Promise<ProjectRow> {
    const after = withFields(before, body);
    await this.projects.update(session, before.id, after);
    await this.follow(session, { before, after, caller });
    await this.record(session, caller, { id: before.id, action: 'project.updated', before, after });
    return (await this.projects.find(before.id, session))!;
  }

  /** For its owner. Its workflows go with it; its jobs stay with their owners, disabled and in no workflow. */
  async delete(idText: string, { caller, ifMatch }: ProjectEdit): Promise<void> {
    await this.projects.transaction(async (session) => {
      const before = await this.roles.lockedProject(session, idText, { caller, needed: 'owner' });
      assertMatches(ifMatch, before.version);
      const jobIds = await this.projects.jobIds(session, before.id);
      await this.stops.stop(session, jobIds, { actorId: caller.userId, leaveWorkflow: true });
      await this.projects.delete(session, before.id);
      await this.schedules.refreshConcurrency(session, jobIds);
      await this.record(session, caller, { id: before.id, action: 'project.deleted', before, after: {} });
    });
  }

  private async follow(
    session: SqlSession,
    change: { before: ProjectRow; after: ProjectContent; caller: Caller },
  ): Promise<void> {
    const { before, after, caller } = change;
    const ends = before.scheduledDeletion === null && after.scheduledDeletion !== null;
    const limits = before.concurrency !== after.concurrency;
    if (!ends && !limits) return;
    const jobIds = await this.projects.jobIds(session, before.id);
    if (ends) await this.stops.stop(session, jobIds, { actorId: caller.userId });
    if (limits) await this.schedules.refreshConcurrency(session, jobIds);
  }

  private async changing(
    name: string | undefined,
    work: (session: SqlSession) => Promise<ProjectRow>,
  ): Promise<ProjectRow> {
    try {
      return await this.projects.transaction(work);
    } catch (error) {
      if ((error as { constraint?: unknown }).constraint === 'projects_name_key') throw projectNameTaken(name ?? '');
      throw error;
    }
  }

  private async record(
    session: SqlSession,
    caller: Caller,
    event: { id: string; action: string; before: object; after: object },
  ): Promise<void> {
    const { id: subjectId, action, before, after } = event;
    const changes = fieldChanges(before, after, { fields: FIELDS });
    if (Object.keys(changes).length === 0) return;
    await this.audit.record(session, { actorId: caller.userId, subjectKind: 'project', subjectId, action, changes });
  }
}

function neededFor(body: UpdateProjectDto): ProjectRole {
  return body.scheduledDeletion === undefined ? 'admin' : 'owner';
}

function withFields(project: ProjectContent, body: UpdateProjectDto): ProjectContent {
  const { name = project.name, description = project.description, concurrency = project.concurrency } = body;
  const given = body.scheduledDeletion;
  const scheduledDeletion =
    given === undefined ? project.scheduledDeletion : given && parseDateInput(given, 'UTC', 'start');
  return { name, description, concurrency, scheduledDeletion: scheduledDeletion || null };
}
