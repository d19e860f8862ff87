import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { ENV } from '../../config/config.module.js';
import type { Env } from '../../config/env.js';
import type { SqlSource } from '../dataset-source.js';
import { LOAD_LIMITS, LOAD_TIMEOUT_MS } from './load-limits.js';
import { connectionUnavailable, loadAborted, sourceTooLarge, sourceUnreadable } from './loading.errors.js';
import type { SourceRow } from './source-row.js';
import { sqlFailure } from './sql-failure.js';

const STATEMENT_TIMEOUT_MS = 30_000;
const ROWS_PER_FETCH = 200;

/**
 * Reads the rows of a query on a named connection, on a connection of its own that is closed afterwards.
 *
 * It can't write: the query is a sub-select of ours (so it can only be a SELECT), it goes through the extended protocol
 * (so it can only be one statement) and runs in a READ ONLY transaction. PostgreSQL turns rows into JSON, so numbers keep
 * all their digits. Give the connection a role that may only read what datasets may show: functions with side effects
 * outside the transaction are a matter of that role's rights.
 */
@Injectable()
export class SqlSourceReader {
  constructor(@Inject(ENV) private readonly env: Pick<Env, 'SQL_CONNECTIONS'>) {}

  /** @throws DomainError CONNECTION_UNAVAILABLE, SOURCE_QUERY_FAILED, SOURCE_UNREADABLE, SOURCE_TOO_LARGE, LOAD_ABORTED */
  async *rows({ connection, query }: SqlSource, signal?: AbortSignal): AsyncGenerator<SourceRow> {
    const client = this.clientFor(connection);
    const timeout = AbortSignal.timeout(LOAD_TIMEOUT_MS);
    const end = signal ? AbortSignal.any([timeout, signal]) : timeout;
    const stop = (): void => void client.end();
    end.addEventListener('abort', stop);
    try {
      await begin(client, connection);
      const columns = await describe(client, query);
      yield { columns };
      yield* jsonRows(client, query, columns);
    } catch (error) {
      throw end.aborted ? loadAborted() : sqlFailure(error, connection);
    } finally {
      end.removeEventListener('abort', stop);
      await client.end();
    }
  }

  private clientFor(connection: string): pg.Client {
    const url = this.env.SQL_CONNECTIONS?.[connection];
    if (!url) throw connectionUnavailable(connection, 'it is not configured any more');
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: 'punctual-dataset',
    });
    // A lost connection fails the statement that runs; this event would end the process.
    return client.on('error', () => undefined);
  }
}

async function begin(client: pg.Client, connection: string): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    throw connectionUnavailable(connection, (error as { code?: string }).code ?? 'no answer');
  }
  await client.query('BEGIN TRANSACTION READ ONLY');
  await client.query(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
  // All rows are fetched: plan for that rather than for the first tenth.
  await client.query('SET LOCAL cursor_tuple_fraction = 1');
}

/** The names of the columns, without running the query. */
async function describe(client: pg.Client, query: string): Promise<string[]> {
  // A named statement goes through the extended protocol: a second statement inside `query` is a syntax error.
  const { fields } = await client.query({
    name: 'describe',
    text: `SELECT * FROM (\n${query}\n) AS source_rows LIMIT 0`,
  });
  const names = fields.map((field) => field.name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    throw sourceUnreadable(`the query has two columns called "${twice}"; give one another name with AS`);
  return names;
}

/** A cursor of SQL rather than of the protocol: each fetch fails at once when the connection is lost or ended. */
async function* jsonRows(client: pg.Client, query: string, columns: string[]): AsyncGenerator<SourceRow> {
  await client.query({ name: 'declare', text: `DECLARE source_cursor NO SCROLL CURSOR FOR ${boundedRows(query)}` });
  let row = 0;
  for (;;) {
    const batch = await client.query<{ json: string | null }>(`FETCH ${ROWS_PER_FETCH} FROM source_cursor`);
    for (const { json } of batch.rows) {
      row += 1;
      if (json === null) throw sourceTooLarge(`row ${row} has more than ${LOAD_LIMITS.rowBytes} bytes as JSON`);
      yield { columns, json };
    }
    if (batch.rows.length < ROWS_PER_FETCH) return;
  }
}

/** Rows as JSON text; null instead of a row that is too long, so that it never gets here. OFFSET 0 computes each once. */
function boundedRows(query: string): string {
  return `
    SELECT CASE WHEN octet_length(j.json) <= ${LOAD_LIMITS.rowBytes} THEN j.json END AS json
    FROM (SELECT row_to_json(source_rows)::text AS json FROM (\n${query}\n) AS source_rows OFFSET 0) AS j`;
}
