import { Injectable } from '@nestjs/common';
import { Sql } from '../../database/sql.js';
import type { SqlSession } from '../../database/sql.js';
import type { JobSnapshot } from '../../jobs/job-content.js';
import { JOB_SNAPSHOT } from '../../jobs/job-content.repository.js';

/** A job of a workflow with its content. */
export interface PlacedJob {
  id: string;
  content: JobSnapshot;
}

/** A workflow as stored, with its jobs in order of their names. */
export interface PlacedWorkflow {
  id: string;
  name: string;
  concurrency: number | null;
  jobs: PlacedJob[];
}

/** What is in projects. */
@Injectable()
export class ProjectFilesRepository {
  constructor(private readonly sql: Sql) {}

  /** Names of the jobs of each workflow of a project, by its name; neither what is deleted nor drafts. */
  async names(projectId: string): Promise<Map<string, Set<string>>> {
    const rows = await this.sql.rows<{ name: string; jobs: string[] }>({
      text: `
        SELECT w.name, ARRAY(SELECT j.name FROM jobs j WHERE j.workflow_id = w.id AND j.editing_id IS NULL) AS jobs
        FROM workflows w WHERE w.project_id = $1 AND w.deleted_at IS NULL`,
      values: [projectId],
    });
    return new Map(rows.map(({ name, jobs }) => [name, new Set(jobs)]));
  }

  /** All workflows of a project with their jobs, by name; neither what is deleted nor drafts. */
  read(projectId: string, session: SqlSession = this.sql): Promise<PlacedWorkflow[]> {
    return session.rows<PlacedWorkflow & Record<string, unknown>>({
      text: `
        SELECT w.id, w.name, w.concurrency,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'content', ${JOB_SNAPSHOT})
                                          ORDER BY j.name COLLATE "C"), '[]')
                FROM jobs j WHERE j.workflow_id = w.id AND j.editing_id IS NULL) AS jobs
        FROM workflows w
        WHERE w.project_id = $1 AND w.deleted_at IS NULL
        ORDER BY w.name COLLATE "C"`,
      values: [projectId],
    });
  }
}
