import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import type { Caller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { DomainError } from '../errors/domain-error.js';
import { compileSchedule } from '../schedules/schedule.js';
import type { Schedule } from '../schedules/schedule.js';
import { absent } from '../sharing/access.guard.js';
import { PresentAccess } from '../sharing/present-access.js';
import type { LockedSchedule, ManualRunRequest } from './manual-runs.repository.js';
import { MAX_WAITING, ManualRunsRepository } from './manual-runs.repository.js';

/** Decides whether people may have a job run now. */
@Injectable()
export class RunAdmission {
  constructor(
    private readonly repository: ManualRunsRepository,
    private readonly access: PresentAccess,
  ) {}

  /**
   * Locks the job's schedule until the transaction ends, and looks again whether the caller may run it.
   * @throws DomainError 409 `JOB_LOCKED`, `SCHEDULER_PAUSED`, `ALREADY_RUNNING`; 422 `NOT_AN_OCCURRENCE`
   */
  async admit(session: SqlSession, { jobId, scheduledFor }: ManualRunRequest, caller: Caller): Promise<LockedSchedule> {
    const schedule = await this.lock(session, jobId, caller);
    if (schedule.busyRunId && schedule.policies?.overlap !== 'allow') throw alreadyRunning(jobId, schedule.busyRunId);
    if (scheduledFor) await this.assertOccurrence(session, jobId, { scheduledFor, schedule });
    return schedule;
  }

  /** The same for runs that wait for their turn, however busy the job is. @throws DomainError 409 `JOB_LOCKED`, `SCHEDULER_PAUSED`; 429 `TOO_MANY_WAITING` */
  async lock(session: SqlSession, jobId: string, caller: Caller): Promise<LockedSchedule> {
    const schedule = await this.repository.lock(session, jobId);
    if (!schedule) throw absent('job', jobId);
    await this.access.assert(session, Permission.JobRun, jobId, caller);
    if (schedule.locked)
      throw new DomainError(
        'conflict',
        'JOB_LOCKED',
        'The job is locked by a superuser: nothing starts until it is unlocked (lockedAt null).',
      );
    if (schedule.schedulerPaused)
      throw new DomainError(
        'conflict',
        'SCHEDULER_PAUSED',
        'The scheduler is paused, and nothing starts until a superuser resumes it: see /api/operations/pause.',
        { _links: { 'inf:scheduler-pause': { href: '/api/operations/pause' } } },
      );
    if (schedule.waiting >= MAX_WAITING)
      throw new DomainError(
        'tooMany',
        'TOO_MANY_WAITING',
        `${MAX_WAITING} runs of the job wait already: let them run, or take backfills back with DELETE /api/jobs/${jobId}/_backfill.`,
      );
    return schedule;
  }

  /** What was recorded may be replayed whatever the schedule says today; what was not must be an occurrence of it. */
  private async assertOccurrence(
    session: SqlSession,
    jobId: string,
    { scheduledFor, schedule }: { scheduledFor: Date; schedule: LockedSchedule },
  ): Promise<void> {
    if (scheduledFor <= schedule.now) {
      if (compiled(schedule)?.next(scheduledFor.getTime() - 1) === scheduledFor.getTime()) return;
      if (await this.repository.isRecorded(session, jobId, scheduledFor)) return;
    }
    const what = scheduledFor > schedule.now ? 'lies in the future' : 'is no occurrence of the job';
    throw new DomainError(
      'impossible',
      'NOT_AN_OCCURRENCE',
      `scheduledFor ${scheduledFor.toISOString()} ${what}: replay one that /api/jobs/${jobId}/history shows, or leave it out.`,
      [{ path: 'scheduledFor', message: what, value: scheduledFor.toISOString() }],
    );
  }
}

/** The job's schedule as it is now; undefined when it has none. */
export function compiled(schedule: LockedSchedule): Schedule | undefined {
  const { intervalType } = schedule;
  return intervalType ? compileSchedule({ ...schedule, intervalType }) : undefined;
}

export function alreadyRunning(jobId: string, runId: string | null): DomainError {
  const href = runId ? `/api/jobs/${jobId}/history/${runId}` : `/api/jobs/${jobId}/history`;
  return new DomainError(
    'conflict',
    'ALREADY_RUNNING',
    `The job is already running: see ${href}. Wait for its end, cancel it, or set overlap to "allow".`,
    { run: runId, _links: { 'inf:job-run': { href } } },
  );
}
