import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { ClaimScope } from './claim.repository.js';
import type { ClaimedRun } from './claimed-run.js';
import { HAS_SLOT, IS_FREE, MAY_START, NOT_PAUSED, RUN_COLUMNS, TURN } from './waiting-conditions.js';

/** First half of the advisory locks of concurrency keys. */
const KEY_LOCK = 730_510_422;
/** Keys that one look deals with. */
const MAX_KEYS = 100;

/** What a node may start, of what waits. */
const OURS = `p.queue = ANY ($2) AND p.not_before <= now() AND p.type = ANY ($3) AND ${IS_FREE} AND ${MAY_START} AND ${NOT_PAUSED}`;

/** Moves the rows in `picked` from waiting to running. Another run of an exclusive job may win the race: then it waits on. */
const START_PICKED = `
  started AS (
    INSERT INTO active_runs (id, job_id, exclusive_job_id, node_id, scheduled_for, trigger, attempt, lost_count, idempotency_key,
                             queue, priority, type, requested_by, parameters, concurrency_key, concurrency_limit)
    SELECT p.id, p.job_id, CASE WHEN p.exclusive THEN p.job_id END, $1, p.scheduled_for, p.trigger, p.attempt, p.lost_count,
           p.idempotency_key, p.queue, p.priority, p.type, p.requested_by, p.parameters, p.concurrency_key, p.concurrency_limit
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

  /** Starts up to `limit` waiting runs whose time has come and whose job is free, in one statement. */
  start(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    return this.sql.rows<ClaimedRun & Record<string, unknown>>({
      name: 'claim.start-waiting',
      text: `
        WITH picked AS MATERIALIZED (
          SELECT p.* FROM pending_runs p
          WHERE ${OURS} AND p.concurrency_key IS NULL
          ORDER BY ${TURN}
          LIMIT $4
          FOR UPDATE SKIP LOCKED
        ), ${START_PICKED}`,
      values: [scope.nodeId, scope.queues, scope.types, limit],
    });
  }

  /**
   * The same for runs with a concurrency key. They start nowhere else, and only under the lock of their key, so that the
   * count of what is under way holds; a key that another node deals with is left to it.
   */
  startKeyed(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    return this.sql.transaction(async (session) => {
      const keys = await session.rows<{ key: string }>({
        name: 'claim.lock-keys',
        text: `
          SELECT k.key FROM (
            SELECT DISTINCT p.concurrency_key AS key FROM pending_runs p
            WHERE p.concurrency_key IS NOT NULL AND ${OURS.replaceAll('$2', '$1').replaceAll('$3', '$2')} AND ${HAS_SLOT}
            LIMIT ${MAX_KEYS}
          ) k WHERE pg_try_advisory_xact_lock(${KEY_LOCK}, hashtext(k.key))`,
        values: [scope.queues, scope.types],
      });
      if (keys.length === 0) return [];
      // A statement of its own: what it counts was committed before the locks were taken.
      return session.rows<ClaimedRun & Record<string, unknown>>({
        name: 'claim.start-keyed',
        text: `
          WITH ranked AS (
            SELECT p.id, p.concurrency_limit - a.running AS slots,
                   row_number() OVER (PARTITION BY p.concurrency_key ORDER BY ${TURN}) AS place
            FROM pending_runs p
            JOIN (SELECT k.key, (SELECT count(*) FROM active_runs a WHERE a.concurrency_key = k.key) AS running
                  FROM unnest($5::text[]) AS k (key)) a ON a.key = p.concurrency_key
            WHERE ${OURS}
          ), picked AS MATERIALIZED (
            SELECT p.* FROM ranked r JOIN pending_runs p ON p.id = r.id
            WHERE r.place <= r.slots
            ORDER BY ${TURN}
            LIMIT $4
            FOR UPDATE OF p SKIP LOCKED
          ), ${START_PICKED}`,
        values: [scope.nodeId, scope.queues, scope.types, limit, keys.map(({ key }) => key)],
      });
    });
  }

  /** Whether runs with a concurrency key wait in these queues. */
  async hasKeyed(scope: ClaimScope): Promise<boolean> {
    const row = await this.sql.first<{ waits: boolean }>({
      name: 'claim.has-keyed',
      text: 'SELECT EXISTS (SELECT FROM pending_runs p WHERE p.concurrency_key IS NOT NULL AND p.queue = ANY ($1)) AS waits',
      values: [scope.queues],
    });
    return row?.waits ?? false;
  }
}
