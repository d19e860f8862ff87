import { Readable } from 'node:stream';
import { csvText } from './csv-text.js';
import { jsonText } from './json-text.js';
import { workbook } from './xlsx/workbook.js';

export const EXPORT_FORMATS = ['csv', 'json', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Rows to export, in order. */
export type ExportableRows = AsyncIterable<Record<string, unknown>>;

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const WRITERS = { csv: csvText, json: jsonText, xlsx: workbook };

/**
 * Rows as a file, streamed: at most a few batches of rows are in memory. Nothing is changed in the data:
 * - csv: RFC 4180, UTF-8 without BOM, CRLF, a header line; null and missing are empty, objects and lists are JSON. A text
 *   that a spreadsheet would take for a formula stays as it is: for Excel there is xlsx, where texts are texts.
 * - json: one array of the rows as they are.
 * - xlsx: one sheet; texts, numbers and booleans keep their type, objects and lists are JSON. Excel's own limits apply:
 *   a text of more than 32,767 characters fails the export.
 * The stream fails with what the rows fail with.
 */
export function exportRows(rows: ExportableRows, format: ExportFormat, columns: readonly string[]): Readable {
  return Readable.from(WRITERS[format](rows, columns), { objectMode: false, highWaterMark: 64 * 1024 });
}
