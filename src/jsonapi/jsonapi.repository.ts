import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { ProjectResourceRow, WorkflowResourceRow } from './resources.js';

/** Which part of an ordered list. */
export interface Slice {
  offset: number;
  limit: number;
}

const PROJECT = `
  p.id, p.name, p.description, p.concurrency, p.scheduled_deletion AS "scheduledDeletion", p.version, p.created_at AS "insertedAt",
  p.updated_at AS "updatedAt"`;
const WORKFLOW = `
  w.id, w.project_id AS "projectId", w.name, w.concurrency, w.lock_version AS "lockVersion", w.created_at AS "insertedAt",
  w.updated_at AS "updatedAt"`;

/** What the JSON:API view reads of projects and workflows. Ids are UUIDs; who may see what is decided by the caller of these methods. */
@Injectable()
export class JsonapiRepository {
  constructor(private readonly sql: Sql) {}

  /** Those with these ids, or all when null, in the order of their creation. */
  async projects(ids: string[] | null, { offset, limit }: Slice): Promise<ProjectResourceRow[]> {
    return this.sql.rows<ProjectResourceRow & Record<string, unknown>>({
      text: `
        SELECT ${PROJECT} FROM projects p WHERE $1::uuid[] IS NULL OR p.id = ANY ($1)
        ORDER BY p.created_at, p.id LIMIT $2 OFFSET $3`,
      values: [ids, limit, offset],
    });
  }

  async countProjects(ids: string[] | null): Promise<number> {
    const row = await this.sql.first<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM projects p WHERE $1::uuid[] IS NULL OR p.id = ANY ($1)',
      values: [ids],
    });
    return row!.count;
  }

  project(id: string): Promise<ProjectResourceRow | undefined> {
    return this.sql.first<ProjectResourceRow & Record<string, unknown>>({
      name: 'jsonapi.project',
      text: `SELECT ${PROJECT} FROM projects p WHERE p.id = $1`,
      values: [id],
    });
  }

  /** Of these projects, or of all when null; deleted ones are absent. */
  workflows(projectIds: string[] | null, { offset, limit }: Slice): Promise<WorkflowResourceRow[]> {
    return this.sql.rows<WorkflowResourceRow & Record<string, unknown>>({
      text: `
        SELECT ${WORKFLOW} FROM workflows w
        WHERE w.deleted_at IS NULL AND ($1::uuid[] IS NULL OR w.project_id = ANY ($1))
        ORDER BY w.created_at, w.id LIMIT $2 OFFSET $3`,
      values: [projectIds, limit, offset],
    });
  }

  async countWorkflows(projectIds: string[] | null): Promise<number> {
    const row = await this.sql.first<{ count: number }>({
      text: `
        SELECT count(*)::int AS count FROM workflows w
        WHERE w.deleted_at IS NULL AND ($1::uuid[] IS NULL OR w.project_id = ANY ($1))`,
      values: [projectIds],
    });
    return row!.count;
  }

  /** Deleted ones are absent. */
  workflow(id: string): Promise<WorkflowResourceRow | undefined> {
    return this.sql.first<WorkflowResourceRow & Record<string, unknown>>({
      name: 'jsonapi.workflow',
      text: `SELECT ${WORKFLOW} FROM workflows w WHERE w.id = $1 AND w.deleted_at IS NULL`,
      values: [id],
    });
  }

  /** Every project's id. */
  async projectIds(): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>({ text: 'SELECT id FROM projects' })).map(({ id }) => id);
  }
}
