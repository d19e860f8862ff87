import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

/** A statement with its parameters. With a `name` PostgreSQL keeps its plan (per connection); without, it plans each time. */
export interface Statement {
  name?: string;
  text: string;
  values?: unknown[];
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
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  rows<Row extends QueryResultRow>(statement: Statement): Promise<Row[]> {
    return session(this.pool).rows<Row>(statement);
  }

  first<Row extends QueryResultRow>(statement: Statement): Promise<Row | undefined> {
    return session(this.pool).first<Row>(statement);
  }

  execute(statement: Statement): Promise<number> {
    return session(this.pool).execute(statement);
  }

  /** One transaction, READ COMMITTED: commits when `work` resolves, rolls back and rethrows when it rejects. */
  async transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    const client = await this.lend();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(session(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => undefined,
        (failure: Error) => failure,
      );
      throw error;
    } finally {
      this.takeBack(client, broken);
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
      this.takeBack(client, failed);
    }
  }

  /**
   * A connection that dies between two statements says so by an event; without a listener that would end the process.
   * The next statement on it fails, which is where the failure is handled.
   */
  private async lend(): Promise<PoolClient> {
    const client = await this.pool.connect();
    return client.on('error', ignore);
  }

  private takeBack(client: PoolClient, broken: Error | boolean | undefined): void {
    client.off('error', ignore);
    client.release(broken);
  }
}

function session(connection: Pool | PoolClient): SqlSession {
  return {
    rows: async <Row extends QueryResultRow>(statement: Statement) => (await connection.query<Row>(statement)).rows,
    first: async <Row extends QueryResultRow>(statement: Statement) => (await connection.query<Row>(statement)).rows[0],
    execute: async (statement: Statement) => (await connection.query(statement)).rowCount ?? 0,
  };
}

function ignore(): void {}
