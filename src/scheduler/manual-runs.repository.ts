import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { JobPolicies } from '../jobs/job-policies.js';
import type { IntervalType } from '../schedules/schedule.js';
import { occurrenceKey } from './claimed-run.js';
import type { ClaimedRun } from './claimed-run.js';
import { NOT_PAUSED, RUN_COLUMNS } from './waiting-conditions.js';

/** A run that somebody asks for. */
export interface ManualRunRequest {
  jobId: string;
  requestedBy: string;
  parameters: Record<string, unknown> | null;
  /** Replays this occurrence. */
  scheduledFor: Date | null;
}

/** The job, locked against claims while runs that people ask for are admitted. */
export interface LockedSchedule {
  type: string;
  queue: string;
  priority: number;
  locked: boolean;
  intervalType: IntervalType | null;
  interval: string | null;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  anchor: Date;
  policies: Partial<JobPolicies> | null;
  /** What the run shares with others, and how many of them may be under way. */
  concurrencyKeys: string[] | null;
  concurrencyLimits: number[] | null;
  /** Nothing starts on any node. */
  schedulerPaused: boolean;
  /** How many runs of the job wait, counted up to one more than may. */
  waiting: number;
  /** The database's clock. */
  now: Date;
  /** A run that is under way, waits for its retry, or was asked for by somebody and waits. */
  busyRunId: string | null;
}

/** So many runs of one job may wait; nobody fills the queue of everybody. */
export const MAX_WAITING = 10_000;

@Injectable()
export class ManualRunsRepository {
  constructor(private readonly sql: Sql) {}

  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(work);
  }

  /** Locks the schedule, as claims do, then looks for what already runs. */
  async lock(session: SqlSession, jobId: string): Promise<LockedSchedule | undefined> {
    const schedule = await session.first<Omit<LockedSchedule, 'busyRunId'> & Record<string, unknown>>({
      text: `
        SELECT s.type, s.queue, s.priority, s.locked, s.interval_type AS "intervalType", s.interval, s.timezone,
               s.start_on AS "startOn", s.end_on AS "endOn", s.anchor, s.policies,
               s.concurrency_keys AS "concurrencyKeys", s.concurrency_limits AS "concurrencyLimits",
               NOT ${NOT_PAUSED} AS "schedulerPaused", clock_timestamp() AS now,
               (SELECT count(*)::int FROM (SELECT FROM pending_runs p WHERE p.job_id = s.job_id LIMIT ${MAX_WAITING + 1}) w) AS waiting
        FROM job_schedules s
        WHERE s.job_id = $1 FOR UPDATE`,
      values: [jobId],
    });
    if (!schedule) return undefined;
    const busy = await session.first<{ id: string }>({
      text: `
        SELECT id FROM active_runs WHERE job_id = $1
        UNION ALL SELECT id FROM pending_runs WHERE job_id = $1 AND (attempt > 1 OR trigger IN ('manual', 'replay'))
        LIMIT 1`,
      values: [jobId],
    });
    return { ...schedule, busyRunId: busy?.id ?? null };
  }

  /** Whether the ledger knows the occurrence. */
  async isRecorded(session: SqlSession, jobId: string, occurrence: Date): Promise<boolean> {
    const row = await session.first<{ found: boolean }>({
      text: `
        SELECT EXISTS (SELECT FROM job_runs
                       WHERE job_id = $1 AND occurrence_at = $2 AND scheduled_for = $2 AND range_to IS NULL) AS found`,
      values: [jobId, occurrence],
    });
    return row!.found;
  }

  /** Starts the run on this node. Undefined: another run of the job was started at the same moment. */
  async start(
    session: SqlSession,
    nodeId: string,
    request: ManualRunRequest,
    schedule: LockedSchedule,
  ): Promise<ClaimedRun | undefined> {
    const { id, trigger, key } = identityOf(request);
    return session.first<ClaimedRun & Record<string, unknown>>({
      text: `
        INSERT INTO active_runs (id, job_id, exclusive_job_id, node_id, trigger, scheduled_for, idempotency_key, queue, priority,
                                 type, requested_by, parameters)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (exclusive_job_id) DO NOTHING
        RETURNING ${RUN_COLUMNS}`,
      values: [
        id,
        request.jobId,
        schedule.policies?.overlap === 'allow' ? null : request.jobId,
        nodeId,
        trigger,
        request.scheduledFor,
        key,
        schedule.queue,
        schedule.priority,
        schedule.type,
        request.requestedBy,
        request.parameters,
      ],
    });
  }

  /** Lets the run wait for any node. @returns its id */
  async enqueue(session: SqlSession, request: ManualRunRequest, schedule: LockedSchedule): Promise<string> {
    const { id, trigger, key } = identityOf(request);
    await session.execute({
      text: `
        INSERT INTO pending_runs (id, job_id, trigger, scheduled_for, idempotency_key, queue, priority, type, exclusive,
                                  requested_by, parameters, concurrency_keys, concurrency_limits)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      values: [
        id,
        request.jobId,
        trigger,
        request.scheduledFor,
        key,
        schedule.queue,
        schedule.priority,
        schedule.type,
        schedule.policies?.overlap !== 'allow',
        request.requestedBy,
        request.parameters,
        schedule.concurrencyKeys,
        schedule.concurrencyLimits,
      ],
    });
    await session.execute({ text: `SELECT pg_notify('punctual_schedule', '')` });
    return id;
  }
}

/** A replay does its occurrence again on purpose, so it has a key of its own: others shall not take it for a repeat. */
function identityOf({ jobId, scheduledFor }: ManualRunRequest) {
  const id = uuidv7();
  if (!scheduledFor) return { id, trigger: 'manual', key: `${jobId}:${id}` };
  return { id, trigger: 'replay', key: `${occurrenceKey(jobId, scheduledFor)}:replay:${id}` };
}
