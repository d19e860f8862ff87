import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';

/** A snapshot with what its load holds. */
export interface SnapshotRecord {
  id: string;
  datasetId: string;
  loadId: string;
  jobId: string | null;
  runId: string | null;
  takenAt: Date;
  rowCount: number;
  columns: string[];
}

/** What a snapshot was taken around; nothing: by hand. */
export interface SnapshotOrigin {
  jobId?: string;
  runId?: string;
}

@Injectable()
export class SnapshotsRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Points a snapshot at the current load; undefined when there is none. The share lock makes a refresh that ends now
   * wait, so that the load can't be retired and deleted under the snapshot.
   */
  async take(datasetId: string, { jobId, runId }: SnapshotOrigin): Promise<SnapshotRecord | undefined> {
    return this.sql.first<SnapshotRecord>({
      name: 'snapshots.take',
      text: `
        WITH dataset AS (SELECT id, current_load_id FROM datasets WHERE id = $2 FOR SHARE),
        snapshot AS (
          INSERT INTO dataset_snapshots (id, dataset_id, load_id, job_id, run_id)
          SELECT $1, id, current_load_id, $3, $4 FROM dataset WHERE current_load_id IS NOT NULL
          RETURNING *)
        SELECT ${SNAPSHOT_COLUMNS} FROM snapshot s JOIN dataset_loads l ON l.id = s.load_id`,
      values: [uuidv7(), datasetId, jobId ?? null, runId ?? null],
    });
  }

  /** The latest first. */
  async list(datasetId: string, { limit, start }: { limit: number; start: number }): Promise<SnapshotRecord[]> {
    return this.sql.rows<SnapshotRecord>({
      name: 'snapshots.list',
      text: `
        SELECT ${SNAPSHOT_COLUMNS} FROM dataset_snapshots s JOIN dataset_loads l ON l.id = s.load_id
        WHERE s.dataset_id = $1 ORDER BY s.taken_at DESC, s.id DESC LIMIT $2 OFFSET $3`,
      values: [datasetId, limit, start],
    });
  }

  async count(datasetId: string): Promise<number> {
    const row = await this.sql.first<{ total: number }>({
      name: 'snapshots.count',
      text: 'SELECT count(*)::int AS total FROM dataset_snapshots WHERE dataset_id = $1',
      values: [datasetId],
    });
    return row?.total ?? 0;
  }

  /** Only among the snapshots of this dataset: access was decided for it. */
  async find(datasetId: string, snapshotId: string): Promise<SnapshotRecord | undefined> {
    return this.sql.first<SnapshotRecord>({
      name: 'snapshots.find',
      text: `
        SELECT ${SNAPSHOT_COLUMNS} FROM dataset_snapshots s JOIN dataset_loads l ON l.id = s.load_id
        WHERE s.id = $2 AND s.dataset_id = $1`,
      values: [datasetId, snapshotId],
    });
  }

  /** The load it pointed at; undefined when there is no such snapshot. */
  async delete(session: SqlSession, datasetId: string, snapshotId: string): Promise<string | undefined> {
    const row = await session.first<{ loadId: string }>({
      name: 'snapshots.delete',
      text: `DELETE FROM dataset_snapshots WHERE id = $2 AND dataset_id = $1 RETURNING load_id AS "loadId"`,
      values: [datasetId, snapshotId],
    });
    return row?.loadId;
  }
}

const SNAPSHOT_COLUMNS = `s.id, s.dataset_id AS "datasetId", s.load_id AS "loadId", s.job_id AS "jobId", s.run_id AS "runId",
  s.taken_at AS "takenAt", l.row_count AS "rowCount", l.columns`;
