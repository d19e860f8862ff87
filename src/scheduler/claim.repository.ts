import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { Busy, ClaimPlan, DueSchedule } from './claim-plan.js';
import { occurrenceKey } from './claimed-run.js';
import type { ClaimedRun } from './claimed-run.js';

/** What a node may claim. */
export interface ClaimScope {
  nodeId: string;
  queues: string[];
  /** Driver types that this node knows; it leaves others alone. */
  types: string[];
}

/** One schedule with what was decided for it. */
export interface DecidedSchedule {
  due: DueSchedule;
  plan: ClaimPlan;
}

const RUN_COLUMNS = `id, job_id AS "jobId", scheduled_for AS "scheduledFor", trigger, attempt, lost_count AS "lostCount",
  idempotency_key AS "idempotencyKey", requested_by AS "requestedBy", parameters, started_at AS "startedAt"`;

/** A waiting run's job has nothing that runs, and nothing that waits for its retry: that counts as running. */
const IS_FREE = `(
  NOT p.exclusive OR (
    NOT EXISTS (SELECT FROM active_runs a WHERE a.job_id = p.job_id)
    AND (p.attempt > 1 OR NOT EXISTS (SELECT FROM pending_runs o WHERE o.job_id = p.job_id AND o.attempt > 1))))`;

@Injectable()
export class ClaimRepository {
  constructor(private readonly sql: Sql) {}

  /** Locks up to `limit` due schedules that no other claim holds, oldest first. `now()` lets the index be used. */
  lockDue(session: SqlSession, scope: ClaimScope, limit: number): Promise<DueSchedule[]> {
    return session.rows<DueSchedule & Record<string, unknown>>({
      name: 'claim.lock-due',
      text: `
        SELECT s.job_id AS "jobId", s.due_at AS "dueAt", s.queue, s.priority, s.type, s.interval_type AS "intervalType",
               s.interval, s.timezone, s.start_on AS "startOn", s.end_on AS "endOn", s.anchor, s.locked, s.policies
        FROM job_schedules s
        WHERE s.queue = ANY ($1) AND s.due_at <= now() AND s.type = ANY ($2)
        ORDER BY s.due_at
        LIMIT $3
        FOR UPDATE SKIP LOCKED`,
      values: [scope.queues, scope.types, limit],
    });
  }

  /** The database's clock and what already runs or waits of these jobs; read after their schedules were locked. */
  async readBusy(session: SqlSession, jobIds: string[]): Promise<{ now: Date; busy: Map<string, Busy> }> {
    const rows = await session.rows<{ now: Date; jobId: string | null } & Busy>({
      name: 'claim.read-busy',
      text: `
        SELECT clock_timestamp() AS now, b.*
        FROM (SELECT 1) one
        LEFT JOIN (
          SELECT job_id AS "jobId", bool_or(manual) AS manual, bool_or(scheduled) AS scheduled, bool_or(waiting) AS waiting
          FROM (
            SELECT job_id, trigger = 'manual' AS manual, trigger <> 'manual' AS scheduled, false AS waiting
            FROM active_runs WHERE job_id = ANY ($1)
            UNION ALL
            SELECT job_id, false, attempt > 1, attempt = 1
            FROM pending_runs WHERE job_id = ANY ($1) AND trigger <> 'manual'
          ) r GROUP BY job_id
        ) b ON true`,
      values: [jobIds],
    });
    const busy = new Map(rows.flatMap((row) => (row.jobId === null ? [] : [[row.jobId, row] as const])));
    return { now: rows[0]!.now, busy };
  }

  /** Advances the schedules and starts what the plans start. A run that lost a race for its job is not among the answers. */
  async advanceAndStart(session: SqlSession, nodeId: string, decided: DecidedSchedule[]): Promise<ClaimedRun[]> {
    const sorted = [...decided].sort((a, b) => (a.due.jobId < b.due.jobId ? -1 : 1));
    const starts = sorted.filter(({ plan }) => plan.start);
    return session.rows<ClaimedRun & Record<string, unknown>>({
      name: 'claim.advance-and-start',
      text: `
        WITH advanced AS (
          UPDATE job_schedules s SET due_at = a.due_at, last_claimed_for = a.last_claimed_for
          FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS a (job_id, due_at, last_claimed_for)
          WHERE s.job_id = a.job_id
        )
        INSERT INTO active_runs (id, job_id, exclusive_job_id, node_id, scheduled_for, trigger, idempotency_key, queue, priority, type)
        SELECT r.id, r.job_id, CASE WHEN r.shared THEN NULL ELSE r.job_id END, $4, r.scheduled_for, r.trigger, r.key, r.queue,
               r.priority, r.type
        FROM unnest($5::uuid[], $6::uuid[], $7::boolean[], $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::int[], $13::text[])
          AS r (id, job_id, shared, scheduled_for, trigger, key, queue, priority, type)
        ON CONFLICT (exclusive_job_id) DO NOTHING
        RETURNING ${RUN_COLUMNS}`,
      values: [
        sorted.map(({ due }) => due.jobId),
        sorted.map(({ plan }) => plan.dueAt),
        sorted.map(({ plan }) => plan.lastClaimedFor),
        nodeId,
        starts.map(() => uuidv7()),
        starts.map(({ due }) => due.jobId),
        starts.map(({ plan }) => plan.shared),
        starts.map(({ plan }) => plan.start!.scheduledFor),
        starts.map(({ plan }) => plan.start!.trigger),
        starts.map(({ due, plan }) => occurrenceKey(due.jobId, plan.start!.scheduledFor)),
        starts.map(({ due }) => due.queue),
        starts.map(({ due }) => due.priority),
        starts.map(({ due }) => due.type),
      ],
    });
  }

  /** Starts up to `limit` waiting runs whose time has come and whose job is free, in one statement. */
  startPending(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    return this.sql.rows<ClaimedRun & Record<string, unknown>>({
      name: 'claim.start-pending',
      text: `
        WITH picked AS MATERIALIZED (
          SELECT p.* FROM pending_runs p
          WHERE p.queue = ANY ($2) AND p.not_before <= now() AND p.type = ANY ($3)
            AND ${IS_FREE}
            AND NOT EXISTS (SELECT FROM job_schedules s WHERE s.job_id = p.job_id AND s.locked)
          ORDER BY p.priority DESC, p.not_before, p.scheduled_for, p.id
          LIMIT $4
          FOR UPDATE SKIP LOCKED
        ), started AS (
          INSERT INTO active_runs (id, job_id, exclusive_job_id, node_id, scheduled_for, trigger, attempt, lost_count,
                                   idempotency_key, queue, priority, type, requested_by, parameters)
          SELECT p.id, p.job_id, CASE WHEN p.exclusive THEN p.job_id END, $1, p.scheduled_for, p.trigger, p.attempt,
                 p.lost_count, p.idempotency_key, p.queue, p.priority, p.type, p.requested_by, p.parameters
          FROM picked p
          ORDER BY p.job_id, p.not_before, p.scheduled_for, p.id
          ON CONFLICT (exclusive_job_id) DO NOTHING
          RETURNING *
        ), left_queue AS (
          DELETE FROM pending_runs p USING started WHERE p.id = started.id
        )
        SELECT ${RUN_COLUMNS} FROM started`,
      values: [scope.nodeId, scope.queues, scope.types, limit],
    });
  }

  /** Milliseconds until something that this node may claim is due (0 or less: now); null when nothing waits. */
  async untilNextDue(scope: ClaimScope): Promise<number | null> {
    const row = await this.sql.first<{ ms: number | null }>({
      name: 'claim.until-next-due',
      text: `
        SELECT (extract(epoch FROM min(t.due) - clock_timestamp()) * 1000)::float8 AS ms
        FROM unnest($1::text[]) AS q (name)
        CROSS JOIN LATERAL (
          (SELECT s.due_at AS due FROM job_schedules s
           WHERE s.queue = q.name AND s.due_at IS NOT NULL AND s.type = ANY ($2) ORDER BY s.due_at LIMIT 1)
          UNION ALL
          (SELECT p.not_before FROM pending_runs p
           WHERE p.queue = q.name AND p.type = ANY ($2)
             AND ${IS_FREE}
             AND NOT EXISTS (SELECT FROM job_schedules s WHERE s.job_id = p.job_id AND s.locked)
           ORDER BY p.not_before LIMIT 1)
        ) t`,
      values: [scope.queues, scope.types],
    });
    return row?.ms ?? null;
  }
}
