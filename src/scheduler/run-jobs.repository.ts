import { Injectable } from '@nestjs/common';
import type { ActionCondition } from '../actions/action-condition.js';
import type { AttachmentType } from '../actions/attachment-type.js';
import { Sql } from '../database/sql.js';
import type { JobPolicies } from '../jobs/job-policies.js';

/** What an action sends along. */
export interface AttachmentToRun {
  type: AttachmentType;
  name: string;
  data: Record<string, unknown>;
  fileId: string | null;
}

/** A step that follows the driver. */
export interface ActionToRun {
  id: string;
  type: string;
  name: string;
  data: Record<string, unknown>;
  condition: ActionCondition;
  afterFailures: number | null;
  attachments: AttachmentToRun[];
}

/** A job as its run needs it: read once per batch, after the claim. */
export interface JobToRun {
  id: string;
  name: string;
  type: string;
  ownerId: string;
  ownerName: string;
  ownerEmail: string | null;
  timezone: string;
  data: Record<string, unknown>;
  policies: Partial<JobPolicies>;
  links: { alias: string; datasetId: string; snapshotWhen: 'before' | 'after' | null; snapshotDatasetIds: string[] }[];
  /** Enabled ones, in order. */
  actions: ActionToRun[];
}

@Injectable()
export class RunJobsRepository {
  constructor(private readonly sql: Sql) {}

  /** The jobs of a batch of runs, with their dataset links and actions, in one statement. A deleted job is absent. */
  async load(jobIds: readonly string[]): Promise<Map<string, JobToRun>> {
    const rows = await this.sql.rows<JobToRun & Record<string, unknown>>({
      name: 'run-jobs.load',
      text: `
        SELECT j.id, j.name, j.type, j.owner_id AS "ownerId", p.name AS "ownerName", u.email AS "ownerEmail", j.timezone,
               j.data, j.policies, coalesce(l.links, '[]') AS links, coalesce(s.actions, '[]') AS actions
        FROM jobs j
        JOIN principals p ON p.id = j.owner_id
        LEFT JOIN users u ON u.id = j.owner_id
        LEFT JOIN (
          SELECT d.job_id, json_agg(json_build_object('alias', d.alias, 'datasetId', d.dataset_id, 'snapshotWhen', d.snapshot_when,
                                            'snapshotDatasetIds', d.snapshot_dataset_ids) ORDER BY d.index) AS links
          FROM job_datasets d WHERE d.job_id = ANY ($1) GROUP BY d.job_id
        ) l ON l.job_id = j.id
        LEFT JOIN (
          SELECT a.job_id, json_agg(json_build_object('id', a.id, 'type', a.type, 'name', a.name, 'data', a.data, 'condition', a.condition,
                                            'afterFailures', a.after_failures, 'attachments', coalesce((
                   SELECT json_agg(json_build_object('type', f.type, 'name', f.name, 'data', f.data, 'fileId', f.file_id)
                                   ORDER BY f.id)
                   FROM action_attachments f WHERE f.job_action_id = a.id), '[]')) ORDER BY a.index, a.id) AS actions
          FROM job_actions a WHERE a.job_id = ANY ($1) AND a.enabled GROUP BY a.job_id
        ) s ON s.job_id = j.id
        WHERE j.id = ANY ($1)`,
      values: [jobIds],
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** How many runs of the job have failed since the last success; see job_outcomes. */
  async failuresInARow(jobId: string): Promise<number> {
    const row = await this.sql.first<{ failures: number }>({
      name: 'run-jobs.failures-in-a-row',
      text: 'SELECT failures_in_a_row AS failures FROM job_outcomes WHERE job_id = $1',
      values: [jobId],
    });
    return row?.failures ?? 0;
  }
}
