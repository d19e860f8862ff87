import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import { reaches, roleIn } from '../auth/project-standing.js';
import type { SqlSession } from '../database/sql.js';
import { AccessLevel } from '../sharing/access-level.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { editorNeeded, ownerLevelNeeded, placeOfDraft, unknownWorkflow } from './job-workflow.errors.js';
import type { LiveWorkflow } from './job-workflows.repository.js';
import { JobWorkflowsRepository } from './job-workflows.repository.js';
import type { JobEditRow } from './job-rows.js';

/** A job's way into, out of or between workflows. */
export interface Move {
  /** The locked job as it is. */
  before: Pick<JobEditRow, 'id' | 'name' | 'editingId' | 'workflowId'>;
  workflowId: string | null;
}

/** Who may put a job into a workflow, and take it out. */
@Injectable()
export class JobWorkflows {
  constructor(
    private readonly workflows: JobWorkflowsRepository,
    private readonly access: AccessRepository,
    private readonly principals: PrincipalsRepository,
  ) {}

  /** For a new job. @throws DomainError `UNKNOWN_WORKFLOW` (422), `PROJECT_ROLE_NEEDED` (403) */
  async assertMayEnter(session: SqlSession, workflowId: string, caller: Caller): Promise<void> {
    await this.workflows.holdProjects(session, null, workflowId);
    await this.enterable(session, workflowId, (await this.principals.callerOf(caller.userId, session)) ?? caller);
  }

  /** Before the job is locked, if the edit may move it. */
  async holdProjects(session: SqlSession, jobId: string, workflowId: string | null | undefined): Promise<void> {
    if (workflowId !== undefined) await this.workflows.holdProjects(session, jobId, workflowId);
  }

  /**
   * Nothing is needed to leave it where it is, and nothing of a project that is gone.
   * @throws DomainError `DRAFT_OPERATION` (409), `ACCESS_DENIED`, `PROJECT_ROLE_NEEDED` (403), `UNKNOWN_WORKFLOW` (422)
   */
  async assertMayMove(session: SqlSession, { before, workflowId }: Move, caller: Caller): Promise<void> {
    if (workflowId === before.workflowId) return;
    if (before.editingId) throw placeOfDraft(before.editingId);
    const present = (await this.principals.callerOf(caller.userId, session)) ?? caller;
    const level = (await this.access.levels('job', [before.id], present, session)).get(before.id) ?? AccessLevel.None;
    if (level < AccessLevel.Owner) throw ownerLevelNeeded(before.name);
    const left = before.workflowId && (await this.workflows.find(session, before.workflowId));
    if (left && !isEditor(left, present)) throw editorNeeded(left.projectName);
    if (workflowId) await this.enterable(session, workflowId, present);
  }

  private async enterable(session: SqlSession, workflowId: string, caller: Caller): Promise<void> {
    const workflow = await this.workflows.find(session, workflowId);
    if (!workflow || roleIn(workflow.projectId, caller) === null) throw unknownWorkflow(workflowId);
    if (!isEditor(workflow, caller)) throw editorNeeded(workflow.projectName);
  }
}

function isEditor({ projectId }: LiveWorkflow, caller: Caller): boolean {
  return reaches(roleIn(projectId, caller), 'editor');
}
