import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import type { JobPolicies } from '../jobs/job-policies.js';
import type { ClaimedRun } from './claimed-run.js';

/** A run that somebody asks for. */
export interface ManualRunRequest {
  jobId: string;
  requestedBy: string;
  parameters: Record<string, unknown> | null;
  /** Replays this occurrence. */
  scheduledFor: Date | null;
}

/** The job, locked against claims while a manual run is admitted. */
export interface LockedSchedule {
  type: string;
  queue: string;
  priority: number;
  locked: boolean;
  policies: Partial<JobPolicies> | null;
  /** A run that is under way, waits for its retry, or was asked for by somebody and waits. */
  busyRunId: string | null;
}

@Injectable()
export class ManualRunsRepository {
  constructor(private readonly sql: Sql) {}

  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(work);
  }

  /** Locks the schedule, as claims do, then looks for what already runs. */
  async lock(session: SqlSession, jobId: string): Promise<LockedSchedule | undefined> {
    const schedule = await session.first<Omit<LockedSchedule, 'busyRunId'>>({
      text: 'SELECT type, queue, priority, locked, policies FROM job_schedules WHERE job_id = $1 FOR UPDATE',
      values: [jobId],
    });
    if (!schedule) return undefined;
    const busy = await session.first<{ id: string }>({
      text: `
        SELECT id FROM active_runs WHERE job_id = $1
        UNION ALL SELECT id FROM pending_runs WHERE job_id = $1 AND (attempt > 1 OR trigger = 'manual')
        LIMIT 1`,
      values: [jobId],
    });
    return { ...schedule, busyRunId: busy?.id ?? null };
  }

  /** Starts the run on this node. Undefined: another run of the job was started at the same moment. */
  async start(
    session: SqlSession,
    nodeId: string,
    request: ManualRunRequest,
    schedule: LockedSchedule,
  ): Promise<ClaimedRun | undefined> {
    const id = uuidv7();
    return session.first<ClaimedRun & Record<string, unknown>>({
      text: `
        INSERT INTO active_runs (id, job_id, exclusive_job_id, node_id, trigger, scheduled_for, idempotency_key, queue, priority,
                                 type, requested_by, parameters)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (exclusive_job_id) DO NOTHING
        RETURNING id, job_id AS "jobId", scheduled_for AS "scheduledFor", trigger, attempt, lost_count AS "lostCount",
                  idempotency_key AS "idempotencyKey", requested_by AS "requestedBy", parameters, started_at AS "startedAt"`,
      values: [
        id,
        request.jobId,
        schedule.policies?.overlap === 'allow' ? null : request.jobId,
        nodeId,
        'manual',
        null,
        `${request.jobId}:${id}`,
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
    const id = uuidv7();
    await session.execute({
      text: `
        INSERT INTO pending_runs (id, job_id, trigger, idempotency_key, queue, priority, type, exclusive, requested_by, parameters)
        VALUES ($1, $2, 'manual', $3, $4, $5, $6, $7, $8, $9)`,
      values: [
        id,
        request.jobId,
        `${request.jobId}:${id}`,
        schedule.queue,
        schedule.priority,
        schedule.type,
        schedule.policies?.overlap !== 'allow',
        request.requestedBy,
        request.parameters,
      ],
    });
    await session.execute({ text: `SELECT pg_notify('punctual_schedule', '')` });
    return id;
  }
}
