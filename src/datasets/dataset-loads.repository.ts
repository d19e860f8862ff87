import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { DatasetSource } from './dataset-source.js';

/** A load that is complete. */
export interface FinishedLoad {
  id: string;
  rowCount: number;
  columns: string[];
}

/** The life of loads: begun, filled, adopted as a dataset's current one, retired, deleted. */
@Injectable()
export class DatasetLoadsRepository {
  constructor(private readonly sql: Sql) {}

  /** A load to fill; row_count stays null until it is adopted. 0 rows: the dataset is gone. */
  async begin(datasetId: string, session: SqlSession = this.sql): Promise<string | undefined> {
    const row = await session.first<{ id: string }>({
      name: 'dataset-loads.begin',
      text: `INSERT INTO dataset_loads (id, dataset_id) SELECT $1, id FROM datasets WHERE id = $2 RETURNING id`,
      values: [uuidv7(), datasetId],
    });
    return row?.id;
  }

  /** Rows that came in a request: one statement, in the caller's transaction. */
  async fill(session: SqlSession, loadId: string, rows: readonly object[]): Promise<void> {
    await session.execute({
      text: `
        INSERT INTO dataset_rows (load_id, position, row)
        SELECT $1, element.ordinality - 1, element.value
        FROM json_array_elements($2::json) WITH ORDINALITY AS element`,
      values: [loadId, JSON.stringify(rows)],
    });
  }

  /**
   * Makes a load the current one, unless the source is no longer the one it was read from (false).
   * The lock on the dataset keeps snapshots out until the commit.
   */
  async adopt(
    session: SqlSession,
    datasetId: string,
    load: FinishedLoad & { source: DatasetSource },
  ): Promise<boolean> {
    const dataset = await session.first<{ currentLoadId: string | null }>({
      text: `
        SELECT current_load_id AS "currentLoadId" FROM datasets
        WHERE id = $1 AND source = $2::jsonb FOR NO KEY UPDATE`,
      values: [datasetId, JSON.stringify(load.source)],
    });
    if (!dataset) return false;
    await session.execute({
      text: `UPDATE dataset_loads SET row_count = $2, columns = $3, loaded_at = clock_timestamp() WHERE id = $1`,
      values: [load.id, load.rowCount, load.columns],
    });
    await session.execute({
      text: `UPDATE datasets SET current_load_id = $2, last_error = NULL WHERE id = $1`,
      values: [datasetId, load.id],
    });
    await session.execute({
      text: `UPDATE dataset_loads SET retired_at = clock_timestamp() WHERE id = $1`,
      values: [dataset.currentLoadId],
    });
    return true;
  }

  /**
   * Deletes what was retired before the latest retirement: that one stays until the sweep, for its readers.
   * Never a load that is current or that a snapshot points to.
   */
  async deleteOldRetired(datasetId: string): Promise<number> {
    return this.sql.execute({
      name: 'dataset-loads.delete-old-retired',
      text: `
        DELETE FROM dataset_loads l
        WHERE l.dataset_id = $1
          AND l.retired_at < (SELECT max(retired_at) FROM dataset_loads WHERE dataset_id = $1)
          AND ${UNUSED}`,
      values: [datasetId],
    });
  }

  /** Deletes a load that failed, or that lost its last snapshot; keeps one that is in use. */
  async deleteUnused(loadId: string, session: SqlSession = this.sql): Promise<number> {
    return session.execute({
      name: 'dataset-loads.delete-unused',
      text: `DELETE FROM dataset_loads l WHERE l.id = $1 AND ${UNUSED}`,
      values: [loadId],
    });
  }

  /** Deletes one load that is retired for an hour or was begun a day ago and never finished. Safe on many nodes at once. */
  async sweepOne(): Promise<boolean> {
    const deleted = await this.sql.execute({
      name: 'dataset-loads.sweep-one',
      text: `
        DELETE FROM dataset_loads
        WHERE id = (
          SELECT l.id FROM dataset_loads l
          WHERE (l.row_count IS NULL OR l.retired_at IS NOT NULL)
            AND (l.retired_at < clock_timestamp() - interval '1 hour'
              OR l.row_count IS NULL AND l.loaded_at < clock_timestamp() - interval '1 day')
            AND ${UNUSED}
          ORDER BY l.loaded_at
          LIMIT 1
          FOR UPDATE SKIP LOCKED)`,
    });
    return deleted > 0;
  }

  /** Remembers why a refresh failed. */
  async recordFailure(datasetId: string, failure: { code: string; message: string }): Promise<void> {
    await this.sql.execute({
      name: 'dataset-loads.record-failure',
      text: `
        UPDATE datasets
        SET last_error = jsonb_build_object('code', $2::text, 'message', $3::text,
          'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        WHERE id = $1`,
      values: [datasetId, failure.code, failure.message],
    });
  }
}

const UNUSED = `NOT EXISTS (SELECT FROM datasets d WHERE d.id = l.dataset_id AND d.current_load_id = l.id)
          AND NOT EXISTS (SELECT FROM dataset_snapshots s WHERE s.load_id = l.id)`;
