import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { arrayLiteral } from './array-literal.js';
import { ask, isNoAnswer } from './ask.js';

/** A statement with its parameters. With a `name` PostgreSQL keeps its plan (per connection); without, it plans each time. */
export interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
  /**
   * After so long without an answer the connection is taken for dead and thrown away; the statement may have taken effect
   * or not. Default: 10 s with a name (what is called often is short), 5 minutes without.
   */
  timeoutMs?: number;
}

const NAMED_LIMIT_MS = 10_000;
const UNNAMED_LIMIT_MS = 300_000;
/** Between two statements of one transaction. A node that is frozen or cut off must not hold its locks for ever. */
const IDLE_LIMIT_MS = 10_000;

/** Of a transaction. */
export interface TransactionOptions {
  /** PostgreSQL ends the transaction when no statement comes for so long (10 s). */
  idleLimitMs?: number;
}

/** Runs statements on one connection, inside or outside a transaction. */
export interface SqlSession {
  /** All rows. */
  rows<Row extends QueryResultRow>(statement: Statement): Promise<Row[]>;
  /** The first row, or undefined. */
  first<Row extends QueryResultRow>(statement: Statement): Promise<Row | undefined>;
  /** How many rows the statement touched. */
  execute(statement: Statement): Promise<number>;
}

/**
 * Plain SQL on the pool that TypeORM holds: for lists, access checks and the scheduler, where hydration would cost more
 * than the query, and for writes that span tables. Errors are pg's own (`code` is the SQLSTATE).
 */
@Injectable()
export class Sql implements SqlSession {
  private readonly heard = new WeakSet<PoolClient>();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** Connections of this node's pool: in use, at rest, and how many callers wait for one. */
  get poolUse(): { used: number; idle: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }

  async rows<Row extends QueryResultRow>(statement: Statement): Promise<Row[]> {
    return (await this.alone<Row>(statement)).rows;
  }

  async first<Row extends QueryResultRow>(statement: Statement): Promise<Row | undefined> {
    return (await this.alone<Row>(statement)).rows[0];
  }

  async execute(statement: Statement): Promise<number> {
    return (await this.alone(statement)).rowCount ?? 0;
  }

  /** A connection on which something failed is thrown away: a statement that it keeps prepared may be what failed. */
  private async alone<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    const client = await this.lend();
    let failed = true;
    try {
      const result = await send<Row>(client, statement);
      failed = false;
      return result;
    } finally {
      client.release(failed);
    }
  }

  /** How long a statement may go without an answer, in milliseconds. */
  static limitOf({ name, timeoutMs }: Statement): number {
    return timeoutMs ?? (name === undefined ? UNNAMED_LIMIT_MS : NAMED_LIMIT_MS);
  }

  /** One transaction, READ COMMITTED: commits when `work` resolves, rolls back and rethrows when it rejects. */
  async transaction<Result>(
    work: (session: SqlSession) => Promise<Result>,
    { idleLimitMs = IDLE_LIMIT_MS }: TransactionOptions = {},
  ): Promise<Result> {
    const client = await this.lend();
    let broken: Error | undefined;
    try {
      await say(client, `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${Math.round(idleLimitMs)}`);
      const result = await work(session(client));
      await say(client, 'COMMIT');
      return result;
    } catch (error) {
      broken = await rolledBack(client, error);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Lends one connection, for COPY and cursors. It is thrown away if `work` fails, since its state is then unknown. */
  async withClient<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.lend();
    let failed = true;
    try {
      const result = await work(client);
      failed = false;
      return result;
    } finally {
      client.release(failed);
    }
  }

  /**
   * A connection that dies between two statements says so by an event; without a listener that would end the process.
   * The next statement on it fails, which is where the failure is handled.
   */
  private async lend(): Promise<PoolClient> {
    const client = await this.pool.connect();
    if (this.heard.has(client)) return client;
    this.heard.add(client);
    return client.on('error', ignore);
  }
}

function session(client: PoolClient): SqlSession {
  return {
    rows: async <Row extends QueryResultRow>(statement: Statement) => (await send<Row>(client, statement)).rows,
    first: async <Row extends QueryResultRow>(statement: Statement) => (await send<Row>(client, statement)).rows[0],
    execute: async (statement: Statement) => (await send(client, statement)).rowCount ?? 0,
  };
}

function send<Row extends QueryResultRow>(client: PoolClient, statement: Statement): Promise<QueryResult<Row>> {
  const { name, text, values } = statement;
  return ask<Row>(client, { name, text, values: values?.map(written) }, Sql.limitOf(statement));
}

/** Begin, commit and rollback are short, too. */
function say(client: PoolClient, text: string): Promise<QueryResult> {
  return ask(client, { text }, NAMED_LIMIT_MS);
}

/** Lists as text: pg would write them much slower. */
function written(value: unknown): unknown {
  return Array.isArray(value) ? (arrayLiteral(value) ?? value) : value;
}

/** Undefined when the connection is as good as new. Behind a statement without an answer a rollback would wait for ever. */
async function rolledBack(client: PoolClient, error: unknown): Promise<Error | undefined> {
  if (isNoAnswer(error)) return error;
  return say(client, 'ROLLBACK').then(
    () => undefined,
    (failure: Error) => failure,
  );
}

function ignore(): void {}
