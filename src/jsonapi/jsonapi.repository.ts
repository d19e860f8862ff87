import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { JobResourceRow, ProjectResourceRow, WorkflowResourceRow } from './resources.js';

/** Which part of an ordered list. */
export interface Slice {
  offset: number;
  limit: number;
}

/** A job that was looked up by its id, whoever asks. */
export interface FoundJob extends JobResourceRow {
  /** Of its project. */
  scheduledDeletion: Date | null;
  workflowDeleted: boolean;
  isDraft: boolean;
}

const JOB = `
  j.id, j.type, j.name, j.data, j.enabled, j.interval, j.interval_type AS "intervalType", j.timezone, j.start_on AS "startOn",
  j.end_on AS "endOn", s.due_at AS "nextRunAt", j.created_at AS "insertedAt", j.updated_at AS "updatedAt",
  w.id AS "workflowId", w.project_id AS "projectId"`;
const PROJECT = `
  p.id, p.name, p.description, p.concurrency, p.scheduled_deletion AS "scheduledDeletion", p.created_at AS "insertedAt",
  p.updated_at AS "updatedAt"`;
const WORKFLOW = `
  w.id, w.project_id AS "projectId", w.name, w.concurrency, w.lock_version AS "lockVersion", w.created_at AS "insertedAt",
  w.updated_at AS "updatedAt"`;

/** What the JSON:API view reads. Ids are UUIDs; who may see what is decided by the caller of these methods. */
@Injectable()
export class JsonapiRepository {
  constructor(private readonly sql: Sql) {}

  /** How many jobs these projects have: an index-only scan, since a job has one row of grants per project. */
  async countJobs(principalIds: string[]): Promise<number> {
    const row = await this.sql.first<{ count: number }>({
      name: 'jsonapi.count-jobs',
      text: 'SELECT count(*)::int AS count FROM job_grants WHERE principal_id = ANY ($1)',
      values: [principalIds],
    });
    return row!.count;
  }

  /** Jobs of these projects in the order of their creation: one ordered index scan per project, merged. */
  jobs(principalIds: string[], { offset, limit }: Slice): Promise<JobResourceRow[]> {
    return this.sql.rows<JobResourceRow & Record<string, unknown>>({
      name: 'jsonapi.jobs',
      text: `
        SELECT ${JOB}
        FROM (
          SELECT g.job_id, g.created_at FROM unnest($1::text[]) AS p (id)
          CROSS JOIN LATERAL (
            SELECT job_id, created_at FROM job_grants WHERE principal_id = p.id ORDER BY created_at, job_id LIMIT $2::int + $3::int
          ) g
          ORDER BY g.created_at, g.job_id LIMIT $3 OFFSET $2
        ) m
        JOIN jobs j ON j.id = m.job_id
        JOIN workflows w ON w.id = j.workflow_id
        LEFT JOIN job_schedules s ON s.job_id = j.id
        ORDER BY m.created_at, m.job_id`,
      values: [principalIds, offset, limit],
    });
  }

  /** Undefined when there is none. */
  job(id: string): Promise<FoundJob | undefined> {
    return this.sql.first<FoundJob & Record<string, unknown>>({
      name: 'jsonapi.job',
      text: `
        SELECT ${JOB}, p.scheduled_deletion AS "scheduledDeletion", w.deleted_at IS NOT NULL AS "workflowDeleted",
               j.editing_id IS NOT NULL AS "isDraft"
        FROM jobs j
        LEFT JOIN workflows w ON w.id = j.workflow_id
        LEFT JOIN projects p ON p.id = w.project_id
        LEFT JOIN job_schedules s ON s.job_id = j.id
        WHERE j.id = $1`,
      values: [id],
    });
  }

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
