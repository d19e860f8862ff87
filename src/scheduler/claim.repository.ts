import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { newRunId } from '../ledger/run-id.js';
import type { ClaimPlan, DueSchedule } from './claim-plan.js';
import type { Busy } from './overlap.js';
import { BUSY_KEYS, HAS_SLOT, IS_FREE, MAY_START, NOT_PAUSED, isNoSecondSuspect } from './waiting-conditions.js';
import { occurrenceKey } from './claimed-run.js';
import type { ClaimedRun } from './claimed-run.js';
import { ASKED_FOR } from '../ledger/run-vocabulary.js';

/** What a node may claim. */
export interface ClaimScope {
  nodeId: string;
  queues: string[];
  /** Driver types that this node knows; it leaves others alone. */
  types: string[];
}

/** So long before it is due a schedule may be claimed, so that its run starts in time: a claim takes some milliseconds. */
export const LEAD_MS = 25;

/** Milliseconds until it is due (0 or less: now); null: there is none. */
export interface NextDue {
  untilScheduleMs: number | null;
  /** Of runs that wait: retries, caught-up and queued occurrences, and the like. */
  untilWaitingMs: number | null;
}

/** One schedule with what was decided for it. */
export interface DecidedSchedule {
  due: DueSchedule;
  plan: ClaimPlan;
  /** Not due yet: when it will be, by this process's `performance.now()`. */
  startAtMs: number | undefined;
}

/**
 * Parameters of looks that come again and again. As subqueries they say nothing to the planner, so that it keeps one plan
 * instead of planning each time for the values, which takes several times as long as the look.
 */
const QUEUES = '(SELECT $1::text[])';
const TYPES = '(SELECT $2::text[])::text[]';
const LIMIT = '(SELECT $3::int)';
/** The same for the jobs of a batch: who counts them would rather read the whole table than look them up. */
const JOBS = '(SELECT $1::uuid[])::uuid[]';

/** The priorities in use in each queue, found by skipping from one to the next in the index. */
const LEVELS = `
  WITH RECURSIVE levels AS (
    SELECT s.queue, s.priority FROM unnest(${QUEUES}) AS q (name) CROSS JOIN LATERAL (
      SELECT queue, priority FROM job_schedules
      WHERE queue = q.name AND due_at IS NOT NULL ORDER BY priority DESC LIMIT 1) s
    UNION ALL
    SELECT s.queue, s.priority FROM levels l CROSS JOIN LATERAL (
      SELECT queue, priority FROM job_schedules
      WHERE queue = l.queue AND priority < l.priority AND due_at IS NOT NULL ORDER BY priority DESC LIMIT 1) s
  )`;

@Injectable()
export class ClaimRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Locks up to `limit` schedules that are due, or in LEAD_MS, and that no other claim holds: the highest priority first, then the oldest. Queues of
   * one priority take turns by chance. `now()` lets the index be used.
   */
  lockDue(session: SqlSession, scope: ClaimScope, limit: number): Promise<DueSchedule[]> {
    return session.rows<DueSchedule & Record<string, unknown>>({
      name: 'claim.lock-due',
      text: `
        ${LEVELS}
        SELECT s.job_id AS "jobId", s.due_at AS "dueAt", s.queue, s.priority, s.type, s.interval_type AS "intervalType",
               s.interval, s.timezone, s.start_on AS "startOn", s.end_on AS "endOn", s.anchor, s.locked, s.paused, s.policies,
               s.occurrence_at AS "occurrenceAt", s.last_claimed_for AS "lastClaimedFor", s.concurrency_keys AS "concurrencyKeys"
        FROM (SELECT * FROM levels ORDER BY priority DESC, random()) l
        CROSS JOIN LATERAL (
          SELECT * FROM job_schedules s
          WHERE s.queue = l.queue AND s.priority = l.priority AND s.due_at <= now() + interval '${LEAD_MS} ms'
            AND s.type = ANY (${TYPES})
          ORDER BY s.due_at
          LIMIT ${LIMIT}
          FOR UPDATE SKIP LOCKED
        ) s
        WHERE ${NOT_PAUSED}
        LIMIT ${LIMIT}`,
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
            SELECT job_id, trigger = ANY ($2) AS manual, trigger <> ALL ($2) AS scheduled, false AS waiting
            FROM active_runs WHERE job_id = ANY ($1)
            UNION ALL
            SELECT job_id, false, attempt > 1, attempt = 1
            FROM pending_runs WHERE job_id = ANY ($1) AND trigger <> ALL ($2)
          ) r GROUP BY job_id
        ) b ON true`,
      values: [jobIds, ASKED_FOR],
    });
    const busy = new Map(rows.flatMap((row) => (row.jobId === null ? [] : [[row.jobId, row] as const])));
    return { now: rows[0]!.now, busy };
  }

  /**
   * Advances the schedules and starts what the plans start. A run that lost a race for its job is not among the answers.
   * @param decided in the order of job ids, in which all who start runs take their rows
   */
  async advanceAndStart(session: SqlSession, nodeId: string, decided: DecidedSchedule[]): Promise<ClaimedRun[]> {
    // Runs with a concurrency key start one way only: from where they wait, under the lock of their key.
    const starts = decided.filter(({ due, plan }) => plan.start && !due.concurrencyKeys);
    const runs = starts.map(newRun);
    const rows = await session.rows<{ id: string; startedAt: Date }>({
      name: 'claim.advance-and-start',
      text: `
        WITH advanced AS (
          UPDATE job_schedules s
          SET due_at = a.due_at, last_claimed_for = a.last_claimed_for, occurrence_at = coalesce(a.occurrence_at, a.due_at)
          FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $14::timestamptz[])
            AS a (job_id, due_at, last_claimed_for, occurrence_at)
          WHERE s.job_id = a.job_id AND s.job_id = ANY (${JOBS})
        )
        INSERT INTO active_runs (id, job_id, exclusive_job_id, node_id, scheduled_for, trigger, idempotency_key, queue, priority,
                                 type, started_at)
        SELECT r.id, r.job_id, CASE WHEN r.shared THEN NULL ELSE r.job_id END, $4, r.scheduled_for, r.trigger, r.key, r.queue,
               r.priority, r.type, greatest(clock_timestamp(), r.scheduled_for)
        FROM unnest($5::uuid[], $6::uuid[], $7::boolean[], $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::int[], $13::text[])
          AS r (id, job_id, shared, scheduled_for, trigger, key, queue, priority, type)
        ON CONFLICT (exclusive_job_id) DO NOTHING
        RETURNING id, started_at AS "startedAt"`,
      values: [
        decided.map(({ due }) => due.jobId),
        decided.map(({ plan }) => plan.dueAt),
        decided.map(({ plan }) => plan.lastClaimedFor),
        nodeId,
        runs.map((run) => run.id),
        runs.map((run) => run.jobId),
        starts.map(({ plan }) => plan.shared),
        runs.map((run) => run.scheduledFor),
        runs.map((run) => run.trigger),
        runs.map((run) => run.idempotencyKey),
        starts.map(({ due }) => due.queue),
        starts.map(({ due }) => due.priority),
        starts.map(({ due }) => due.type),
        // Most start at their very occurrence: dates are dear to read.
        decided.map(({ plan }) => (plan.occurrenceAt?.getTime() === plan.dueAt?.getTime() ? null : plan.occurrenceAt)),
      ],
    });
    const startedAt = new Map(rows.map((row) => [row.id, row.startedAt]));
    const started: ClaimedRun[] = [];
    for (const run of runs) {
      const at = startedAt.get(run.id);
      if (!at) continue;
      run.startedAt = at;
      started.push(run);
    }
    return started;
  }

  /** When something that this node may claim is due, and when it is something that waits. */
  async nextDue(scope: ClaimScope): Promise<NextDue> {
    const row = await this.sql.first<{ untilScheduleMs: number | null; untilWaitingMs: number | null }>({
      name: 'claim.next-due',
      text: `
        ${LEVELS}, ${BUSY_KEYS}
        SELECT ${untilMs('min(t.due) FILTER (WHERE NOT t.waits)')} AS "untilScheduleMs",
               ${untilMs('min(t.due) FILTER (WHERE t.waits)')} AS "untilWaitingMs"
        FROM unnest(${QUEUES}) AS q (name)
        CROSS JOIN LATERAL (
          (SELECT s.due_at AS due, false AS waits FROM levels l CROSS JOIN LATERAL (
             SELECT due_at FROM job_schedules s
             WHERE s.queue = l.queue AND s.priority = l.priority AND s.due_at IS NOT NULL AND s.type = ANY (${TYPES})
             ORDER BY s.due_at LIMIT 1) s
           WHERE l.queue = q.name)
          UNION ALL
          (SELECT p.not_before, true FROM pending_runs p
           WHERE p.queue = q.name AND p.type = ANY (${TYPES})
             AND ${IS_FREE} AND ${MAY_START} AND ${HAS_SLOT} AND ${isNoSecondSuspect('$3')}
           ORDER BY p.not_before LIMIT 1)
        ) t
        WHERE ${NOT_PAUSED}`,
      values: [scope.queues, scope.types, scope.nodeId],
    });
    return row ?? { untilScheduleMs: null, untilWaitingMs: null };
  }
}

function untilMs(instant: string): string {
  return `(extract(epoch FROM ${instant} - clock_timestamp()) * 1000)::float8`;
}

/** Its start is told by the database. */
function newRun({ due: { jobId }, plan, startAtMs }: DecidedSchedule): ClaimedRun {
  const { scheduledFor, trigger } = plan.start!;
  return {
    id: newRunId(),
    jobId,
    scheduledFor,
    trigger,
    attempt: 1,
    lostCount: 0,
    idempotencyKey: occurrenceKey(jobId, scheduledFor),
    requestedBy: null,
    parameters: null,
    startedAt: scheduledFor,
    startAtMs,
  };
}
