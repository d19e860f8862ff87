import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';

/** A workflow that jobs may be in: neither deleted, nor of a project that is scheduled for deletion. */
export interface LiveWorkflow {
  id: string;
  name: string;
  projectId: string;
  projectName: string;
}

/** The place of jobs in workflows, and what members of projects reach by it. */
@Injectable()
export class JobWorkflowsRepository {
  /** Undefined when it is not there any more. */
  async find(session: SqlSession, workflowId: string): Promise<LiveWorkflow | undefined> {
    return session.first<LiveWorkflow & Record<string, unknown>>({
      text: `
        SELECT w.id, w.name, p.id AS "projectId", p.name AS "projectName"
        FROM workflows w JOIN projects p ON p.id = w.project_id
        WHERE w.id = $1 AND w.deleted_at IS NULL AND p.scheduled_deletion IS NULL`,
      values: [workflowId],
    });
  }

  /**
   * Holds the projects that the job leaves and enters, before the job is locked: whoever changes a project or its
   * workflows locks the project first, then its jobs.
   */
  async holdProjects(session: SqlSession, jobId: string | null, workflowId: string | null): Promise<void> {
    await session.execute({
      text: `
        SELECT 1 FROM projects p
        WHERE p.id IN (SELECT w.project_id FROM workflows w
                       WHERE w.id = $2 OR w.id = (SELECT j.workflow_id FROM jobs j WHERE j.id = $1))
        ORDER BY p.id FOR SHARE`,
      values: [jobId, workflowId],
    });
  }

  /** Writes which project reaches a job that has just got its workflow; its drafts go along. */
  async follow(session: SqlSession, jobId: string): Promise<void> {
    await session.execute({
      text: `DELETE FROM job_grants WHERE job_id = $1 AND source = 'project'`,
      values: [jobId],
    });
    await session.execute({
      text: `
        INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
        SELECT j.id, 'project:' || w.project_id, 'project', 1, j.name, j.created_at
        FROM jobs j JOIN workflows w ON w.id = j.workflow_id AND w.deleted_at IS NULL
        WHERE j.id = $1`,
      values: [jobId],
    });
    await session.execute({
      text: `
        UPDATE jobs d SET workflow_id = j.workflow_id FROM jobs j
        WHERE j.id = $1 AND d.editing_id = j.id AND d.workflow_id IS DISTINCT FROM j.workflow_id`,
      values: [jobId],
    });
  }
}
