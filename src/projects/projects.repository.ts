import { Injectable } from '@nestjs/common';
import { projectPrincipal } from '../auth/project-role.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { ProjectRow } from './project-rows.js';

/** What of a project people write. */
export type ProjectContent = Pick<ProjectRow, 'name' | 'description' | 'concurrency' | 'scheduledDeletion'>;

const PROJECT = `
  p.id, p.name, p.description, p.concurrency, p.scheduled_deletion AS "scheduledDeletion", p.version,
  p.created_at AS "createdAt", p.updated_at AS "updatedAt"`;

@Injectable()
export class ProjectsRepository {
  constructor(private readonly sql: Sql) {}

  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(work);
  }

  /** Undefined when there is none; those scheduled for deletion are found. */
  find(id: string, session: SqlSession = this.sql): Promise<ProjectRow | undefined> {
    return session.first<ProjectRow & Record<string, unknown>>({
      name: 'projects.find',
      text: `SELECT ${PROJECT} FROM projects p WHERE p.id = $1`,
      values: [id],
    });
  }

  /** The same, by name. */
  findByName(name: string): Promise<ProjectRow | undefined> {
    return this.sql.first<ProjectRow & Record<string, unknown>>({
      text: `SELECT ${PROJECT} FROM projects p WHERE p.name = $1`,
      values: [name],
    });
  }

  /** The same, and locks it. */
  lockByName(name: string, session: SqlSession): Promise<ProjectRow | undefined> {
    return session.first<ProjectRow & Record<string, unknown>>({
      text: `SELECT ${PROJECT} FROM projects p WHERE p.name = $1 FOR UPDATE`,
      values: [name],
    });
  }

  /** Locks it against other changes of it, its members and its workflows until the transaction ends. */
  lock(session: SqlSession, id: string): Promise<ProjectRow | undefined> {
    return session.first<ProjectRow & Record<string, unknown>>({
      text: `SELECT ${PROJECT} FROM projects p WHERE p.id = $1 FOR UPDATE`,
      values: [id],
    });
  }

  /** With the principal that stands for its members in grants. Fails (23505, projects_name_key) when the name is taken. */
  async insert(session: SqlSession, project: ProjectContent & { id: string }): Promise<void> {
    const { id, name, description, concurrency, scheduledDeletion } = project;
    await session.execute({
      text: `INSERT INTO principals (id, kind, bare_name, name) VALUES ($1, 'project', $1, $2)`,
      values: [projectPrincipal(id), name],
    });
    await session.execute({
      text: `
        INSERT INTO projects (id, name, description, concurrency, scheduled_deletion) VALUES ($1, $2, $3, $4, $5)`,
      values: [id, name, description, concurrency, scheduledDeletion],
    });
  }

  /** The version goes up by one. Fails (23505, projects_name_key) when the name is taken. */
  async update(session: SqlSession, id: string, project: ProjectContent): Promise<void> {
    const { name, description, concurrency, scheduledDeletion } = project;
    await session.execute({
      text: `
        UPDATE projects SET name = $2, description = $3, concurrency = $4, scheduled_deletion = $5, version = version + 1,
                            updated_at = clock_timestamp()
        WHERE id = $1`,
      values: [id, name, description, concurrency, scheduledDeletion],
    });
    await session.execute({
      text: 'UPDATE principals SET name = $2 WHERE id = $1',
      values: [projectPrincipal(id), name],
    });
  }

  /** With members, workflows and what it granted. */
  async delete(session: SqlSession, id: string): Promise<void> {
    await session.execute({ text: 'DELETE FROM projects WHERE id = $1', values: [id] });
    await session.execute({ text: 'DELETE FROM principals WHERE id = $1', values: [projectPrincipal(id)] });
  }

  /** Its jobs, those of deleted workflows and drafts among them. */
  async jobIds(session: SqlSession, id: string): Promise<string[]> {
    const rows = await session.rows<{ id: string }>({
      text: `SELECT j.id FROM jobs j JOIN workflows w ON w.id = j.workflow_id WHERE w.project_id = $1 ORDER BY j.id`,
      values: [id],
    });
    return rows.map((row) => row.id);
  }
}
