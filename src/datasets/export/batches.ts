import type { ExportableRows } from './export-rows.js';

const ROWS_PER_BATCH = 200;

/** Rows in small groups: writing a chunk per row costs more than the row. */
export async function* batches(rows: ExportableRows): AsyncGenerator<Record<string, unknown>[]> {
  let batch: Record<string, unknown>[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
