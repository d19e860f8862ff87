import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { LOAD_LIMITS } from './load-limits.js';
import { sourceTooLarge, sourceUnreadable } from './loading.errors.js';
import type { SourceRow } from './source-row.js';
import { utf8 } from './utf8.js';

/**
 * Rows of a CSV document (RFC 4180, comma, UTF-8 with or without BOM). The first record names the columns: each name once,
 * none empty. Every record must have as many fields; empty lines are passed over. Values are strings as they stand.
 * @throws DomainError SOURCE_UNREADABLE with the line, SOURCE_TOO_LARGE
 */
export async function* csvRows(body: Readable): AsyncGenerator<SourceRow> {
  const parser = parse({ skip_empty_lines: true, max_record_size: LOAD_LIMITS.rowBytes });
  // Failures of either side come out of the iteration below.
  pipeline(utf8(body), parser, () => undefined);
  let columns: string[] | undefined;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      yield columns ? { columns, json: jsonOf(columns, record) } : { columns: (columns = header(record)) };
    }
  } catch (error) {
    throw csvFailure(error);
  }
  if (!columns) throw sourceUnreadable('the CSV is empty; its first line must name the columns');
}

function header(names: string[]): string[] {
  const empty = names.findIndex((name) => name.trim() === '');
  if (empty >= 0) throw sourceUnreadable(`column ${empty + 1} has no name in the CSV's first line`);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw sourceUnreadable(`the CSV's first line names the column "${twice.slice(0, 100)}" twice`);
  return names;
}

function jsonOf(columns: string[], record: string[]): string {
  const fields = columns.map((name, index) => `${JSON.stringify(name)}:${JSON.stringify(record[index])}`);
  return `{${fields.join(',')}}`;
}

function csvFailure(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = (error as CsvError & { lines?: number }).lines;
  const where = line === undefined ? '' : ` (line ${line})`;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return sourceTooLarge(
      `a record of the CSV${where} is longer than ${LOAD_LIMITS.rowBytes} characters; is a quote left open`,
    );
  return sourceUnreadable(`${REASONS[error.code] ?? 'the CSV is malformed'}${where}`);
}

const REASONS: Record<string, string> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'a record of the CSV has another number of fields than its first line',
  CSV_RECORD_INCONSISTENT_COLUMNS: 'a record of the CSV has another number of fields than its first line',
  CSV_QUOTE_NOT_CLOSED: 'a quote in the CSV is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a closing quote in the CSV is followed by something else than a comma',
  INVALID_OPENING_QUOTE: 'a field of the CSV has a quote in its middle',
};
