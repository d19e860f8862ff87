import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { JobEditLock } from '../jobs/job-edit-lock.js';
import { JobSchedulesRepository } from '../jobs/job-schedules.repository.js';
import type { Accessible } from '../sharing/access.repository.js';
import { absent } from '../sharing/access.guard.js';
import { refuseOnDraft } from '../sharing/draft-operation.js';
import type { JobPauseDto } from './pause.dto.js';

/** Pauses of single jobs: by people, or after failures. No edit: version and ETag stay. */
@Injectable()
export class JobPauseService {
  constructor(
    private readonly sql: Sql,
    private readonly editLock: JobEditLock,
    private readonly schedules: JobSchedulesRepository,
    private readonly audit: AuditRepository,
  ) {}

  /** Paused already: the first pause stays, with its reason. @throws DomainError `JOB_NOT_FOUND`, `DRAFT_OPERATION` (409) */
  async pause(job: Accessible, caller: Caller, reason: string | null): Promise<JobPauseDto> {
    refuseOnDraft(job, 'pauses are');
    return this.sql.transaction(async (session) => {
      await this.editLock.take(session, job.id, { caller });
      const before = await this.read(session, job.id);
      if (before.paused) return before;
      await this.pauseLocked(session, job.id, {
        actorId: caller.userId,
        reason: reason ?? `Paused by ${caller.userId}.`,
      });
      return this.read(session, job.id);
    });
  }

  /** Failures are counted anew. @throws DomainError `JOB_NOT_FOUND`, `DRAFT_OPERATION` (409) */
  async resume(job: Accessible, caller: Caller): Promise<JobPauseDto> {
    refuseOnDraft(job, 'pauses are');
    return this.sql.transaction(async (session) => {
      await this.editLock.take(session, job.id, { caller });
      const before = await this.read(session, job.id);
      if (!before.paused) return before;
      await this.schedules.resume(session, job.id);
      await this.audit.record(session, {
        actorId: caller.userId,
        subjectKind: 'job',
        subjectId: job.id,
        action: 'job.resumed',
        changes: { pauseReason: { from: before.reason, to: null } },
      });
      return this.read(session, job.id);
    });
  }

  /** Of a job whose schedule row is locked. */
  async pauseLocked(
    session: SqlSession,
    jobId: string,
    { actorId, reason }: { actorId: string | null; reason: string },
  ): Promise<void> {
    await this.schedules.pause(session, jobId, reason);
    await this.audit.record(session, {
      actorId,
      subjectKind: 'job',
      subjectId: jobId,
      action: 'job.paused',
      changes: { pauseReason: { from: null, to: reason } },
    });
  }

  private async read(session: SqlSession, jobId: string): Promise<JobPauseDto> {
    const row = await session.first<{ pausedAt: Date | null; reason: string | null }>({
      text: 'SELECT paused_at AS "pausedAt", pause_reason AS reason FROM jobs WHERE id = $1',
      values: [jobId],
    });
    if (!row) throw absent('job', jobId);
    return { paused: row.pausedAt !== null, pausedAt: row.pausedAt?.toISOString() ?? null, reason: row.reason };
  }
}
