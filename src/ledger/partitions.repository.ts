import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';

/** A day (UTC) of the ledger: its partition's name, and its bounds as SQL literals. */
export interface LedgerDay {
  name: string;
  from: string;
  to: string;
}

/** One node at a time changes partitions; the others find the work done. */
const LOCK = 7_305_104_222;
/** While DDL waits for its lock, finishes queue up behind it: it gives up before anybody notices. */
const LOCK_TIMEOUT = `SET LOCAL lock_timeout = '200ms'`;
/** More rows than this are not moved while finishes wait. */
const MAX_STRAYS = 20_000;

const DAY = `
  'job_runs_' || to_char(d, 'YYYYMMDD') AS name, to_char(d, 'YYYY-MM-DD') || 'T00:00:00Z' AS "from",
  to_char(d + interval '1 day', 'YYYY-MM-DD') || 'T00:00:00Z' AS "to"`;
const TODAY = `(clock_timestamp() AT TIME ZONE 'UTC')::date`;

/** The ledger's partitions, one a day. */
@Injectable()
export class PartitionsRepository {
  constructor(private readonly sql: Sql) {}

  /** Days from today on that have no partition. */
  missing(daysAhead: number): Promise<LedgerDay[]> {
    return this.sql.rows<LedgerDay & Record<string, unknown>>({
      text: `
        SELECT ${DAY} FROM generate_series(${TODAY}, ${TODAY} + $1::int, interval '1 day') AS d
        WHERE to_regclass('job_runs_' || to_char(d, 'YYYYMMDD')) IS NULL ORDER BY d`,
      values: [daysAhead],
    });
  }

  /** Days that ended more than so many days ago and still have their partition, oldest first. */
  olderThan(days: number): Promise<LedgerDay[]> {
    return this.sql.rows<LedgerDay & Record<string, unknown>>({
      text: `
        SELECT ${DAY}
        FROM (
          SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS d
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = 'job_runs'::regclass AND c.relname ~ '^job_runs_[0-9]{8}$'
        ) p
        WHERE d < ${TODAY} - $1::int ORDER BY d`,
      values: [days],
    });
  }

  /**
   * Makes the partition of a day; rows of that day that lie in the default partition move along. Made apart and attached,
   * since that locks the default partition only: finishes go on.
   * @returns false when so many rows of the day lie in the default partition that the day had better stay there
   * @throws pg's 55P03 when somebody holds a lock for too long: try again
   */
  add(day: LedgerDay): Promise<boolean> {
    const { name, from, to } = day;
    return this.alone(async (session) => {
      if (await exists(session, name)) return true;
      await session.execute({ text: `CREATE TABLE ${name} (LIKE job_runs INCLUDING DEFAULTS INCLUDING INDEXES)` });
      // Nobody may add a row of the day between the move and the attachment.
      await session.execute({ text: 'LOCK TABLE job_runs_default IN ACCESS EXCLUSIVE MODE' });
      if ((await strays(session, day)) > MAX_STRAYS) {
        await session.execute({ text: `DROP TABLE ${name}` });
        return false;
      }
      await session.execute({
        text: `
          WITH moved AS (DELETE FROM job_runs_default WHERE occurrence_at >= '${from}' AND occurrence_at < '${to}' RETURNING *)
          INSERT INTO ${name} SELECT * FROM moved`,
      });
      await session.execute({
        text: `ALTER TABLE job_runs ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`,
      });
      return true;
    });
  }

  /**
   * Drops the partition of a day, unless something of that day was written less than `days` days ago (backfills, range
   * rows, long runs), or an occurrence of it still waits or runs.
   * @throws pg's 55P03 as `add` does. DETACH … CONCURRENTLY would not lock, but is refused beside a default partition.
   */
  drop(day: LedgerDay, days: number): Promise<boolean> {
    return this.alone(async (session) => {
      if (!(await exists(session, day.name))) return false;
      // Only writers of that old day wait while we look.
      await session.execute({ text: `LOCK TABLE ${day.name} IN SHARE MODE` });
      if (!(await this.isOver(day, days, session))) return false;
      await session.execute({ text: `DROP TABLE ${day.name}` });
      return true;
    });
  }

  /** Whether nothing of an old day is still needed. Late starts are found by index; only a day without any is read through. */
  async isOver({ name, from, to }: LedgerDay, days: number, session: SqlSession = this.sql): Promise<boolean> {
    const row = await session.first<{ over: boolean }>({
      text: `
        SELECT NOT (
          EXISTS (SELECT FROM ${name} WHERE created_at >= clock_timestamp() - $1::int * interval '1 day')
          OR EXISTS (SELECT FROM pending_runs WHERE scheduled_for >= '${from}' AND scheduled_for < '${to}')
          OR EXISTS (SELECT FROM active_runs WHERE coalesce(scheduled_for, started_at) >= '${from}'
                       AND coalesce(scheduled_for, started_at) < '${to}')
          OR EXISTS (SELECT FROM ${name} WHERE finished_at >= clock_timestamp() - $1::int * interval '1 day')
        ) AS over`,
      values: [days],
    });
    return row!.over;
  }

  private alone<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(async (session) => {
      await session.execute({ text: 'SELECT pg_advisory_xact_lock($1)', values: [LOCK] });
      await session.execute({ text: LOCK_TIMEOUT });
      return work(session);
    });
  }
}

async function exists(session: SqlSession, name: string): Promise<boolean> {
  const row = await session.first<{ found: boolean }>({
    text: 'SELECT to_regclass($1) IS NOT NULL AS found',
    values: [name],
  });
  return row!.found;
}

async function strays(session: SqlSession, { from, to }: LedgerDay): Promise<number> {
  const row = await session.first<{ count: number }>({
    text: `
      SELECT count(*)::int AS count FROM (
        SELECT FROM job_runs_default WHERE occurrence_at >= '${from}' AND occurrence_at < '${to}' LIMIT ${MAX_STRAYS + 1}) t`,
  });
  return row!.count;
}
