import { Injectable } from '@nestjs/common';
import { callerText } from '../auth/callers.repository.js';
import { Sql } from '../database/sql.js';
import type { Slice } from './jsonapi.repository.js';
import type { PageWish } from './paging.js';
import type { JobResourceRow } from './resources.js';

/** A job that was looked up by its id, whoever asks. */
export interface FoundJob extends JobResourceRow {
  /** Of its project. */
  scheduledDeletion: Date | null;
  workflowDeleted: boolean;
  isDraft: boolean;
}

/** A page of jobs, and how many there are in all. */
export interface JobPage {
  total: number;
  rows: JobResourceRow[];
  /** What makes whoever asked a caller; see `callerText`. */
  callerText?: string | null;
}

/** A row of a statement that answers more than the job: without one its id is null. */
type Beside<Job> = Omit<Job, 'id'> & { id: string | null; callerText: string | null };

const JOB = `
  j.id, j.type, j.name, j.data, j.enabled, j.interval, j.interval_type AS "intervalType", j.timezone, j.start_on AS "startOn",
  j.end_on AS "endOn", s.due_at AS "nextRunAt", j.created_at AS "insertedAt", j.updated_at AS "updatedAt",
  w.id AS "workflowId", w.project_id AS "projectId"`;
const FOUND_JOB = `
  ${JOB}, p.scheduled_deletion AS "scheduledDeletion", w.deleted_at IS NOT NULL AS "workflowDeleted",
  j.editing_id IS NOT NULL AS "isDraft"
  FROM jobs j
  LEFT JOIN workflows w ON w.id = j.workflow_id
  LEFT JOIN projects p ON p.id = w.project_id
  LEFT JOIN job_schedules s ON s.job_id = j.id`;

/** Lengths of pages that clients ask for: their statements are prepared. */
const PREPARED_SIZES = [10, 20, 25, 30, 50, 100];

/** What the JSON:API view reads of jobs. Ids are UUIDs; who may see what is decided by the caller of these methods. */
@Injectable()
export class JsonapiJobsRepository {
  constructor(private readonly sql: Sql) {}

  /** How many jobs these projects have: an index-only scan, since a job has one row of grants per project. */
  async count(principalIds: string[]): Promise<number> {
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

  /**
   * The first page with the total and what makes a user a caller, in one statement and so of one moment. Undefined for
   * other pages, and for lengths that are seldom asked for.
   */
  async firstPage(principalIds: string[], { number, size }: PageWish, userId: string): Promise<JobPage | undefined> {
    if (number !== 1 || !PREPARED_SIZES.includes(size)) return undefined;
    // The length is no parameter: the planner, too, must know how little is wanted. Nor is the number of principals, which
    // the planner takes for the same whoever asks.
    const principals = 'json_array_elements_text($1::json) AS p (id)';
    const rows = await this.sql.rows<Beside<JobResourceRow> & { total: number }>({
      name: `jsonapi.first-page.${size}`,
      text: `
        SELECT ${callerText('$2')} AS "callerText",
               (SELECT coalesce(sum(c.jobs), 0)::int FROM ${principals}
                CROSS JOIN LATERAL (SELECT count(*) AS jobs FROM job_grants WHERE principal_id = p.id) c) AS total,
               i.*
        FROM (VALUES (1)) AS one (row)
        LEFT JOIN LATERAL (
          SELECT ${JOB}
          FROM (
            SELECT g.job_id, g.created_at FROM ${principals}
            CROSS JOIN LATERAL (
              SELECT job_id, created_at FROM job_grants WHERE principal_id = p.id ORDER BY created_at, job_id LIMIT ${size}
            ) g
            ORDER BY g.created_at, g.job_id LIMIT ${size}
          ) m
          JOIN jobs j ON j.id = m.job_id
          JOIN workflows w ON w.id = j.workflow_id
          LEFT JOIN job_schedules s ON s.job_id = j.id
          ORDER BY m.created_at, m.job_id
        ) i ON true
        ORDER BY i."insertedAt", i.id`,
      values: [JSON.stringify(principalIds), userId],
    });
    const { total, callerText: text } = rows[0]!;
    return { total, callerText: text, rows: rows.flatMap((row) => jobIn<JobResourceRow>(row)) };
  }

  /** Undefined when there is none. */
  job(id: string): Promise<FoundJob | undefined> {
    return this.sql.first<FoundJob & Record<string, unknown>>({
      name: 'jsonapi.job',
      text: `SELECT ${FOUND_JOB} WHERE j.id = $1`,
      values: [id],
    });
  }

  /** The same, and what makes a user a caller, of one moment. */
  async jobAndCaller(id: string, userId: string): Promise<{ job: FoundJob | undefined; callerText: string | null }> {
    const row = (await this.sql.first<Beside<FoundJob>>({
      name: 'jsonapi.job-and-caller',
      text: `
        SELECT ${callerText('$2')} AS "callerText", f.*
        FROM (VALUES (1)) AS one (row) LEFT JOIN (SELECT ${FOUND_JOB} WHERE j.id = $1) f ON true`,
      values: [id, userId],
    }))!;
    const [job] = jobIn<FoundJob>(row);
    return { job, callerText: row.callerText };
  }
}

function jobIn<Job extends { id: string }>(row: Beside<Job>): Job[] {
  return row.id === null ? [] : [row as unknown as Job];
}
