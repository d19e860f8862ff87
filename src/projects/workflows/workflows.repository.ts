import { Injectable } from '@nestjs/common';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';
import type { WorkflowRow } from '../project-rows.js';

const WORKFLOW = `
  w.id, w.project_id AS "projectId", w.name, w.concurrency, w.lock_version AS "lockVersion",
  w.created_at AS "createdAt", w.updated_at AS "updatedAt"`;

/** Workflows; those that are deleted are as if they were not there. */
@Injectable()
export class WorkflowsRepository {
  constructor(private readonly sql: Sql) {}

  find(id: string, session: SqlSession = this.sql): Promise<WorkflowRow | undefined> {
    return session.first<WorkflowRow & Record<string, unknown>>({
      name: 'workflows.find',
      text: `SELECT ${WORKFLOW} FROM workflows w WHERE w.id = $1 AND w.deleted_at IS NULL`,
      values: [id],
    });
  }

  /** Locks it until the transaction ends: no job moves into it meanwhile. */
  lock(session: SqlSession, id: string): Promise<WorkflowRow | undefined> {
    return session.first<WorkflowRow & Record<string, unknown>>({
      text: `SELECT ${WORKFLOW} FROM workflows w WHERE w.id = $1 AND w.deleted_at IS NULL FOR UPDATE`,
      values: [id],
    });
  }

  /** Fails (23505, workflows_project_name_key) when the name is taken. */
  async insert(
    session: SqlSession,
    workflow: Pick<WorkflowRow, 'id' | 'projectId' | 'name' | 'concurrency'>,
  ): Promise<void> {
    await session.execute({
      text: 'INSERT INTO workflows (id, project_id, name, concurrency) VALUES ($1, $2, $3, $4)',
      values: [workflow.id, workflow.projectId, workflow.name, workflow.concurrency],
    });
  }

  /** The version goes up by one. Fails (23505, workflows_project_name_key) when the name is taken. */
  async update(
    session: SqlSession,
    id: string,
    { name, concurrency }: Pick<WorkflowRow, 'name' | 'concurrency'>,
  ): Promise<void> {
    await session.execute({
      text: `
        UPDATE workflows SET name = $2, concurrency = $3, lock_version = lock_version + 1, updated_at = clock_timestamp()
        WHERE id = $1`,
      values: [id, name, concurrency],
    });
  }

  /** Its row stays, for those who look into what was. */
  async softDelete(session: SqlSession, id: string): Promise<void> {
    await session.execute({
      text: `
        UPDATE workflows SET deleted_at = clock_timestamp(), lock_version = lock_version + 1, updated_at = clock_timestamp()
        WHERE id = $1`,
      values: [id],
    });
  }

  /** Its jobs, drafts among them. */
  async jobIds(session: SqlSession, id: string): Promise<string[]> {
    const rows = await session.rows<{ id: string }>({
      text: 'SELECT id FROM jobs WHERE workflow_id = $1 ORDER BY id',
      values: [id],
    });
    return rows.map((row) => row.id);
  }

  /** Members of the project reach its jobs no longer. */
  async withdrawGrants(session: SqlSession, id: string): Promise<void> {
    await session.execute({
      text: `
        DELETE FROM job_grants g USING jobs j WHERE j.workflow_id = $1 AND g.job_id = j.id AND g.source = 'project'`,
      values: [id],
    });
  }
}
