import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { JobPolicies } from '../jobs/job-policies.js';

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
}

@Injectable()
export class RunJobsRepository {
  constructor(private readonly sql: Sql) {}

  /** The jobs of a batch of runs, with their dataset links, in one statement. A deleted job is absent. */
  async load(jobIds: readonly string[]): Promise<Map<string, JobToRun>> {
    const rows = await this.sql.rows<JobToRun & Record<string, unknown>>({
      name: 'run-jobs.load',
      text: `
        SELECT j.id, j.name, j.type, j.owner_id AS "ownerId", p.name AS "ownerName", u.email AS "ownerEmail", j.timezone,
               j.data, j.policies, coalesce(l.links, '[]') AS links
        FROM jobs j
        JOIN principals p ON p.id = j.owner_id
        LEFT JOIN users u ON u.id = j.owner_id
        LEFT JOIN LATERAL (
          SELECT json_agg(json_build_object('alias', d.alias, 'datasetId', d.dataset_id, 'snapshotWhen', d.snapshot_when,
                                            'snapshotDatasetIds', d.snapshot_dataset_ids) ORDER BY d.index) AS links
          FROM job_datasets d WHERE d.job_id = j.id
        ) l ON true
        WHERE j.id = ANY ($1)`,
      values: [jobIds],
    });
    return new Map(rows.map((row) => [row.id, row]));
  }
}
