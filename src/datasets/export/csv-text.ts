import { stringify } from 'csv-stringify/sync';
import { batches } from './batches.js';
import type { ExportableRows } from './export-rows.js';

/** CSV, a batch of rows per chunk. */
export async function* csvText(rows: ExportableRows, columns: readonly string[]): AsyncGenerator<string> {
  yield text([columns]);
  for await (const batch of batches(rows)) yield text(batch.map((row) => columns.map((name) => cell(own(row, name)))));
}

// Rows go in as lists: csv-stringify reads the names of columns as paths (`a.b`), and data has such names.
function text(records: (readonly string[])[]): string {
  return records.length === 0 ? '' : stringify(records, { record_delimiter: 'windows' });
}

function own(row: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
