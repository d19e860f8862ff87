import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditRepository } from '../../audit/audit.repository.js';
import { fieldChanges } from '../../audit/field-changes.js';
import type { Caller } from '../../auth/caller.js';
import type { ProjectRole } from '../../auth/project-role.js';
import type { SqlSession } from '../../database/sql.js';
import { assertMatches } from '../../hal/etag.js';
import { JobSchedulesRepository } from '../../jobs/job-schedules.repository.js';
import { JobStops } from '../../jobs/job-stops.js';
import { PresentRoles } from '../present-roles.js';
import { uuidOf } from '../project-access.js';
import type { WorkflowRow } from '../project-rows.js';
import { projectIsFixed, unknownProject, workflowNameTaken, workflowNotFound } from '../projects.errors.js';
import type { ProjectEdit } from '../projects.service.js';
import type { CreateWorkflowDto, UpdateWorkflowDto } from './workflow.dto.js';
import { WorkflowsRepository } from './workflows.repository.js';

/** Makes, changes and deletes workflows: for editors of the project; deletion for its admins. */
@Injectable()
export class WorkflowsService {
  constructor(
    private readonly workflows: WorkflowsRepository,
    private readonly roles: PresentRoles,
    private readonly schedules: JobSchedulesRepository,
    private readonly stops: JobStops,
    private readonly audit: AuditRepository,
  ) {}

  /** @throws DomainError `UNKNOWN_PROJECT` (422), `PROJECT_ROLE_NEEDED`, `WORKFLOW_NAME_TAKEN` */
  create({ name, projectId, concurrency = null }: CreateWorkflowDto, caller: Caller): Promise<WorkflowRow> {
    return this.changing(name, async (session) => {
      const wish = { caller, needed: 'editor' as const };
      const project = await this.roles.lockedProject(session, projectId, wish).catch((error: unknown) => {
        throw isHidden(error) ? unknownProject(projectId) : error;
      });
      return this.createWithin(session, { name, projectId: project.id, concurrency }, caller);
    });
  }

  /** @throws DomainError 400, 403, 404, 412, `WORKFLOW_NAME_TAKEN` */
  update(idText: string, body: UpdateWorkflowDto, edit: ProjectEdit): Promise<WorkflowRow> {
    return this.changing(body.name ?? '', async (session) => {
      const before = await this.locked(session, idText, { ...edit, needed: 'editor' });
      if ((body.projectId?.toLowerCase() ?? before.projectId) !== before.projectId)
        throw projectIsFixed(before.projectId);
      return this.updateWithin(session, { before, body, caller: edit.caller });
    });
  }

  /** Its jobs stay with their owners: disabled, and out of reach of the project's members. */
  async delete(idText: string, edit: ProjectEdit): Promise<void> {
    await this.roles.transaction(async (session) => {
      const before = await this.locked(session, idText, { ...edit, needed: 'admin' });
      await this.deleteWithin(session, before, edit.caller);
    });
  }

  /** These three do the work inside a transaction that has locked the project; whether the caller may is asked before. */
  async createWithin(
    session: SqlSession,
    content: Pick<WorkflowRow, 'name' | 'projectId' | 'concurrency'>,
    caller: Caller,
  ): Promise<WorkflowRow> {
    const workflow = { id: uuidv7(), ...content };
    await this.workflows.insert(session, workflow);
    const { id } = workflow;
    await this.record(session, caller, { id, action: 'workflow.created', before: {}, after: workflow });
    return (await this.workflows.find(id, session))!;
  }

  async updateWithin(
    session: SqlSession,
    { before, body, caller }: { before: WorkflowRow; body: UpdateWorkflowDto; caller: Caller },
  ): Promise<WorkflowRow> {
    const { name = before.name, concurrency = before.concurrency } = body;
    await this.workflows.update(session, before.id, { name, concurrency });
    if (concurrency !== before.concurrency)
      await this.schedules.refreshConcurrency(session, await this.workflows.jobIds(session, before.id));
    const change = { id: before.id, action: 'workflow.updated', before, after: { ...before, name, concurrency } };
    await this.record(session, caller, change);
    return (await this.workflows.find(before.id, session))!;
  }

  async deleteWithin(session: SqlSession, before: WorkflowRow, caller: Caller): Promise<void> {
    await this.workflows.softDelete(session, before.id);
    const jobIds = await this.workflows.jobIds(session, before.id);
    await this.stops.stop(session, jobIds, { actorId: caller.userId });
    await this.workflows.withdrawGrants(session, before.id);
    await this.schedules.refreshConcurrency(session, jobIds);
    await this.record(session, caller, { id: before.id, action: 'workflow.deleted', before, after: {} });
  }

  /** The project is locked first, as by everybody who changes something in it. */
  private async locked(
    session: SqlSession,
    idText: string,
    { caller, ifMatch, needed }: ProjectEdit & { needed: ProjectRole },
  ): Promise<WorkflowRow> {
    const id = uuidOf(idText);
    const found = await this.workflows.find(id, session);
    if (!found) throw workflowNotFound(id);
    await this.roles.lockedProject(session, found.projectId, { caller, needed });
    const workflow = await this.workflows.lock(session, id);
    if (!workflow) throw workflowNotFound(id);
    assertMatches(ifMatch, workflow.lockVersion);
    return workflow;
  }

  private async changing(name: string, work: (session: SqlSession) => Promise<WorkflowRow>): Promise<WorkflowRow> {
    try {
      return await this.roles.transaction(work);
    } catch (error) {
      if ((error as { constraint?: unknown }).constraint === 'workflows_project_name_key')
        throw workflowNameTaken(name);
      throw error;
    }
  }

  private async record(
    session: SqlSession,
    caller: Caller,
    event: { id: string; action: string; before: object; after: object },
  ): Promise<void> {
    const { id: subjectId, action, before, after } = event;
    const changes = fieldChanges(before, after, { fields: ['name', 'projectId', 'concurrency'] });
    if (Object.keys(changes).length === 0) return;
    await this.audit.record(session, { actorId: caller.userId, subjectKind: 'workflow', subjectId, action, changes });
  }
}

/** In a body, a project that one is not in is as one that is not there. */
function isHidden(error: unknown): boolean {
  return ['PROJECT_NOT_FOUND', 'NO_PROJECT_ACCESS'].includes(String((error as { code?: unknown }).code));
}
