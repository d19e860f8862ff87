import { batches } from './batches.js';
import type { ExportableRows } from './export-rows.js';

/** One JSON array, a row per line. */
export async function* jsonText(rows: ExportableRows): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const batch of batches(rows)) {
    yield separator + batch.map((row) => JSON.stringify(row)).join(',\n');
    separator = ',\n';
  }
  yield '\n]\n';
}
