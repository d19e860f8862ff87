import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { JobChangeLog } from './job-change-log.js';
import { JobEditLock } from './job-edit-lock.js';
import type { JobEditRow } from './job-rows.js';
import { JobsRepository } from './jobs.repository.js';

/** Deletes jobs and drafts with all that belongs to them. */
@Injectable()
export class JobDeletionService {
  constructor(
    private readonly sql: Sql,
    private readonly jobs: JobsRepository,
    private readonly ledger: LedgerRepository,
    private readonly editLock: JobEditLock,
    private readonly changeLog: JobChangeLog,
  ) {}

  /**
   * Deletes the job with its drafts; runs under way are aborted and their results refused. Whoever was owner when the
   * request came and is not any more, since the job was handed on meanwhile, deletes nothing.
   * @throws DomainError `JOB_NOT_FOUND`, `ACCESS_DENIED`, `VERSION_MISMATCH`
   */
  async delete(jobId: string, caller: Caller, ifMatch?: string): Promise<void> {
    await this.sql.transaction(async (session) => {
      const editor = { caller, permission: Permission.JobDelete, ifMatch };
      await this.forget(session, await this.editLock.take(session, jobId, editor), caller);
    });
  }

  /** Deletes a locked job or draft. */
  async forget(session: SqlSession, job: JobEditRow, caller: Caller): Promise<void> {
    for (const draftId of await this.jobs.lockDrafts(session, job.id)) await this.ledger.forgetJob(session, draftId);
    await this.ledger.forgetJob(session, job.id);
    await this.jobs.delete(session, job.id);
    const change = { jobId: job.id, actorId: caller.userId, action: 'job.deleted' };
    const { name, ownerId } = job;
    await this.changeLog.note(session, change, {
      name: { from: name, to: null },
      ownerId: { from: ownerId, to: null },
    });
  }
}
