import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import { rowsGone } from './datasets.errors.js';

const ROWS_PER_STATEMENT = 1_000;
const TARGET_CHARACTERS = 1024 * 1024;
const PAGE_BYTES = 8 * 1024 * 1024;

/** Which rows to read. */
export interface RowsToRead {
  loadId: string;
  rowCount: number;
  /** For messages. */
  name: string;
}

interface RowText {
  position: number;
  row: string;
}

/** The rows of loads, read by position. */
@Injectable()
export class DatasetRowsRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * All rows in order, a mebibyte or 1,000 rows per statement, no connection held in between.
   * @throws DomainError DATASET_ROWS_GONE when rows are missing at the end: never a silently shortened dataset
   */
  async *open({ loadId, rowCount, name }: RowsToRead): AsyncGenerator<Record<string, unknown>> {
    let next = 0;
    let limit = 100;
    while (next < rowCount) {
      const batch = await this.batch(loadId, next, limit);
      let characters = 0;
      for (const { position, row } of batch) {
        if (position !== next) throw rowsGone(name);
        next += 1;
        characters += row.length;
        yield JSON.parse(row) as Record<string, unknown>;
      }
      if (batch.length === 0) throw rowsGone(name);
      limit = Math.min(ROWS_PER_STATEMENT, Math.max(16, Math.floor((TARGET_CHARACTERS * batch.length) / characters)));
    }
  }

  /** Up to `limit` rows from a position on; fewer when they would exceed 8 MiB. */
  async page(loadId: string, start: number, limit: number): Promise<Record<string, unknown>[]> {
    const rows = await this.sql.rows<{ row: Record<string, unknown> }>({
      name: 'dataset-rows.page',
      text: `
        SELECT row FROM (
          SELECT position, row, sum(octet_length(row::text)) OVER (ORDER BY position) AS bytes
          FROM dataset_rows
          WHERE load_id = $1 AND position >= $2::int AND position < $2::int + $3::int
        ) AS page
        WHERE bytes <= $4 OR position = $2
        ORDER BY position`,
      values: [loadId, start, limit, PAGE_BYTES],
    });
    return rows.map(({ row }) => row);
  }

  private async batch(loadId: string, start: number, limit: number): Promise<RowText[]> {
    return this.sql.rows<RowText>({
      name: 'dataset-rows.batch',
      text: `
        SELECT position, row::text AS row FROM dataset_rows
        WHERE load_id = $1 AND position >= $2 ORDER BY position LIMIT $3`,
      values: [loadId, start, limit],
    });
  }
}
