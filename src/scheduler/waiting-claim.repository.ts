import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { ClaimScope } from './claim.repository.js';
import type { ClaimedRun } from './claimed-run.js';
import { runsWithSlots } from './concurrency-slots.js';
import type { KeyedRun } from './concurrency-slots.js';
import {
  BUSY_KEYS,
  HAS_SLOT,
  IS_FREE,
  IS_SUSPECT,
  MAY_START,
  NOT_PAUSED,
  RUN_COLUMNS,
  TURN,
  isNoSecondSuspect,
} from './waiting-conditions.js';

/** First half of the advisory locks of concurrency keys. */
const KEY_LOCK = 730_510_422;

/** What a node may start, of what waits. */
const OURS = `p.queue = ANY ($1) AND p.not_before <= now() AND p.type = ANY ($2) AND ${IS_FREE} AND ${MAY_START} AND ${NOT_PAUSED}`;

/** Moves the rows in `picked` from waiting to running. Another run of an exclusive job may win the race: then it waits on. */
const startPicked = (nodeId: '$1' | '$4'): string => `
  started AS (
    INSERT INTO active_runs (id, job_id, exclusive_job_id, node_id, scheduled_for, trigger, attempt, lost_count, idempotency_key,
                             queue, priority, type, requested_by, parameters, concurrency_keys, concurrency_limits)
    SELECT p.id, p.job_id, CASE WHEN p.exclusive THEN p.job_id END, ${nodeId}, p.scheduled_for, p.trigger, p.attempt, p.lost_count,
           p.idempotency_key, p.queue, p.priority, p.type, p.requested_by, p.parameters, p.concurrency_keys, p.concurrency_limits
    FROM picked p
    ORDER BY p.job_id, p.not_before, p.scheduled_for, p.id
    ON CONFLICT (exclusive_job_id) DO NOTHING
    RETURNING *
  ), left_queue AS (
    DELETE FROM pending_runs p USING started WHERE p.id = started.id
  )
  SELECT ${RUN_COLUMNS} FROM started`;

/** Starts runs that wait: retries, caught-up and queued occurrences, backfills, asynchronous manual runs. */
@Injectable()
export class WaitingClaimRepository {
  constructor(private readonly sql: Sql) {}

  /** Starts up to `limit` waiting runs whose time has come and whose job is free, at most one suspect among them, in one statement. */
  start(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    return this.sql.rows<ClaimedRun & Record<string, unknown>>({
      name: 'claim.start-waiting',
      text: `
        WITH ours AS MATERIALIZED (
          SELECT p.* FROM pending_runs p
          WHERE ${OURS} AND p.concurrency_keys IS NULL AND ${isNoSecondSuspect('$4')}
          ORDER BY ${TURN}
          LIMIT $3
          FOR UPDATE SKIP LOCKED
        ), picked AS (
          SELECT * FROM (
            SELECT p.*, row_number() OVER (PARTITION BY p.${IS_SUSPECT} ORDER BY ${TURN}) AS turn FROM ours p) p
          WHERE NOT p.${IS_SUSPECT} OR p.turn = 1
        ), ${startPicked('$4')}`,
      values: [scope.queues, scope.types, limit, scope.nodeId],
    });
  }

  /**
   * The same for runs with concurrency keys. They start nowhere else, and only under the locks of all their keys, so that
   * the count of what is under way holds; what needs a key that another node deals with is left to it.
   */
  startKeyed(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    return this.sql.transaction(async (session) => {
      const candidates = await this.candidates(session, scope, limit);
      if (candidates.length === 0) return [];
      const locked = await this.lockKeys(session, [...new Set(candidates.flatMap(({ keys }) => keys))].sort());
      // A statement of its own: what it counts was committed before the locks were taken.
      const running = await this.running(session);
      const picked = runsWithSlots(candidates, { locked, running });
      return session.rows<ClaimedRun & Record<string, unknown>>({
        name: 'claim.start-keyed',
        text: `WITH picked AS (SELECT * FROM pending_runs WHERE id = ANY ($2)), ${startPicked('$1')}`,
        values: [scope.nodeId, picked],
      });
    });
  }

  /** Whether runs with concurrency keys wait in these queues. */
  async hasKeyed(scope: ClaimScope): Promise<boolean> {
    const row = await this.sql.first<{ waits: boolean }>({
      name: 'claim.has-keyed',
      text: 'SELECT EXISTS (SELECT FROM pending_runs WHERE concurrency_keys IS NOT NULL AND queue = ANY ($1)) AS waits',
      values: [scope.queues],
    });
    return row?.waits ?? false;
  }

  private candidates(session: SqlSession, scope: ClaimScope, limit: number): Promise<KeyedRun[]> {
    return session.rows<KeyedRun & Record<string, unknown>>({
      name: 'claim.keyed-candidates',
      text: `
        WITH ${BUSY_KEYS}
        SELECT p.id, p.job_id AS "jobId", p.exclusive, p.concurrency_keys AS keys, p.concurrency_limits AS limits,
               p.${IS_SUSPECT} AS "isSuspect"
        FROM pending_runs p
        WHERE p.concurrency_keys IS NOT NULL AND ${OURS} AND ${HAS_SLOT} AND ${isNoSecondSuspect('$4')}
        ORDER BY ${TURN}
        LIMIT $3
        FOR UPDATE OF p SKIP LOCKED`,
      values: [scope.queues, scope.types, limit, scope.nodeId],
    });
  }

  private async lockKeys(session: SqlSession, keys: readonly string[]): Promise<Set<string>> {
    const rows = await session.rows<{ key: string }>({
      name: 'claim.lock-keys',
      text: `SELECT key FROM unnest($1::text[]) AS k (key) WHERE pg_try_advisory_xact_lock(${KEY_LOCK}, hashtext(key))`,
      values: [keys],
    });
    return new Set(rows.map(({ key }) => key));
  }

  private async running(session: SqlSession): Promise<Map<string, number>> {
    const rows = await session.rows<{ key: string; running: number }>({
      name: 'claim.busy-keys',
      text: `WITH ${BUSY_KEYS} SELECT key, running FROM busy_keys`,
    });
    return new Map(rows.map(({ key, running }) => [key, running]));
  }
}
