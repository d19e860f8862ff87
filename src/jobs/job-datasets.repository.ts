import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { ResolvedLink } from './job-dataset-links.js';

/** A dataset link as stored. */
export interface JobDatasetRow extends ResolvedLink {
  jobId: string;
  index: number;
}

const COLUMNS = `job_id AS "jobId", alias, dataset_id AS "datasetId", index, snapshot_when AS "snapshotWhen",
                 snapshot_dataset_ids AS "snapshotDatasetIds"`;

@Injectable()
export class JobDatasetsRepository {
  constructor(private readonly sql: Sql) {}

  /** The links of a job in order. */
  list(jobId: string): Promise<JobDatasetRow[]> {
    return this.sql.rows<JobDatasetRow & Record<string, unknown>>({
      name: 'job-datasets.list',
      text: `SELECT ${COLUMNS} FROM job_datasets WHERE job_id = $1 ORDER BY index, alias`,
      values: [jobId],
    });
  }

  /** Adds a link at the end. False when the alias is taken. The job row must be locked. */
  async add(session: SqlSession, jobId: string, link: ResolvedLink): Promise<boolean> {
    const added = await session.execute({
      text: `
        INSERT INTO job_datasets (job_id, alias, dataset_id, index, snapshot_when, snapshot_dataset_ids)
        SELECT $1, $2, $3, coalesce(max(index) + 1, 0), $4, $5 FROM job_datasets WHERE job_id = $1
        ON CONFLICT (job_id, alias) DO NOTHING`,
      values: [jobId, link.alias, link.datasetId, link.snapshotWhen, link.snapshotDatasetIds],
    });
    return added === 1;
  }

  /** False when there is no such alias. */
  async change(session: SqlSession, jobId: string, link: ResolvedLink): Promise<boolean> {
    const changed = await session.execute({
      text: `
        UPDATE job_datasets SET dataset_id = $3, snapshot_when = $4, snapshot_dataset_ids = $5
        WHERE job_id = $1 AND alias = $2`,
      values: [jobId, link.alias, link.datasetId, link.snapshotWhen, link.snapshotDatasetIds],
    });
    return changed === 1;
  }

  /** False when there is no such alias. */
  async remove(session: SqlSession, jobId: string, alias: string): Promise<boolean> {
    const removed = await session.execute({
      text: 'DELETE FROM job_datasets WHERE job_id = $1 AND alias = $2',
      values: [jobId, alias],
    });
    return removed === 1;
  }
}
