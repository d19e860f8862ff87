import { Readable, pipeline } from 'node:stream';
import { pick } from 'stream-json/filters/pick.js';
import { parser } from 'stream-json/parser.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { DomainError } from '../../errors/domain-error.js';
import { LOAD_LIMITS } from './load-limits.js';
import { sourceTooLarge, sourceUnreadable } from './loading.errors.js';
import type { SourceRow } from './source-row.js';
import { utf8 } from './utf8.js';

/** Text that may pass without a complete row or token: bounds what the parser holds of a hostile document. */
const MAX_GAP = 1024 * 1024;

/**
 * Rows of a JSON document: the array at `path` (`data.items`; a number picks from an array), or the document itself.
 * Elements must be objects. Numbers are doubles: whole numbers beyond 2^53 lose digits, so send those as strings.
 * @throws DomainError SOURCE_UNREADABLE with the row, SOURCE_TOO_LARGE
 */
export async function* jsonRows(body: Readable, path?: string): AsyncGenerator<SourceRow> {
  const progress = { rows: 0, sinceRow: 0, isFound: false };
  const rows = arrayAt(Readable.from(metered(utf8(body), progress), { highWaterMark: 1 }), path, progress);
  try {
    for await (const { value } of rows as AsyncIterable<{ value: unknown }>) {
      progress.rows += 1;
      progress.sinceRow = 0;
      yield rowOf(value, progress.rows);
    }
  } catch (error) {
    throw error instanceof DomainError ? error : jsonFailure(error, progress.rows);
  }
  if (!progress.isFound)
    throw sourceUnreadable(path ? `the JSON has no array at "${path}"` : 'the JSON document is empty');
}

interface Progress {
  rows: number;
  sinceRow: number;
  isFound: boolean;
}

function arrayAt(text: Readable, path: string | undefined, progress: Progress): Readable {
  const segments = path?.split('.') ?? [];
  const filter = (stack: unknown[], token: { name: string }): boolean => {
    if (stack.length !== segments.length || !segments.every((segment, index) => segment === String(stack[index])))
      return false;
    if (token.name !== 'startArray') throw sourceUnreadable(whatIsNoArray(path));
    progress.isFound = true;
    return true;
  };
  const tokens = parser.asStream({ streamValues: false });
  const picked = pick.asStream({ filter, maxDepth: LOAD_LIMITS.rowBytes });
  const elements = streamArray.asStream();
  pipeline(text, tokens, picked, elements, () => undefined);
  return elements;
}

async function* metered(text: Readable, progress: Progress): AsyncGenerator<string> {
  for await (const chunk of text as AsyncIterable<Buffer | string>) {
    progress.sinceRow += chunk.length;
    if (progress.sinceRow > MAX_GAP) throw sourceTooLarge(gapReason(progress));
    yield chunk.toString();
  }
}

function rowOf(value: unknown, row: number): SourceRow {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw sourceUnreadable(`element ${row} of the JSON array is not an object`);
  try {
    return { json: JSON.stringify(value), columns: Object.keys(value) };
  } catch {
    throw sourceTooLarge(`row ${row} is nested too deeply`);
  }
}

function whatIsNoArray(path: string | undefined): string {
  return path
    ? `what is at "${path}" in the JSON is not an array`
    : 'the JSON document is not an array; name the array inside it with "path", such as data.items';
}

function gapReason({ rows }: Progress): string {
  return `more than ${MAX_GAP} bytes of the JSON pass without a complete row after row ${rows}`;
}

function jsonFailure(error: unknown, rows: number): DomainError {
  const reason = error instanceof Error ? error.message.replace(/^Parser (cannot parse input: )?/, '') : 'malformed';
  return sourceUnreadable(`the JSON is broken after row ${rows} (${reason})`);
}
