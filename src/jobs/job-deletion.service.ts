import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';
import { assertMatches } from '../hal/etag.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { absent } from '../sharing/access.guard.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Accessible } from '../sharing/access.repository.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { JobChangeLog } from './job-change-log.js';
import type { JobEditRow } from './job-rows.js';
import { JobsRepository } from './jobs.repository.js';

/** Deletes jobs and drafts with all that belongs to them. */
@Injectable()
export class JobDeletionService {
  constructor(
    private readonly sql: Sql,
    private readonly jobs: JobsRepository,
    private readonly ledger: LedgerRepository,
    private readonly access: AccessRepository,
    private readonly changeLog: JobChangeLog,
  ) {}

  /**
   * Deletes the job with its drafts; runs under way are aborted and their results refused. Whoever was owner when the
   * request came and is not any more, since the job was handed on meanwhile, deletes nothing.
   * @throws DomainError `JOB_NOT_FOUND`, `ACCESS_DENIED`, `VERSION_MISMATCH`
   */
  async delete(job: Accessible, caller: Caller, ifMatch?: string): Promise<void> {
    await this.sql.transaction(async (session) => {
      const present = await this.jobs.lockForEdit(session, job.id);
      if (!present) throw absent('job', job.id);
      if (!present.editingId) await this.assertOwner(session, present, caller);
      assertMatches(ifMatch, present.version);
      await this.forget(session, present, caller);
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

  private async assertOwner(session: SqlSession, job: JobEditRow, caller: Caller): Promise<void> {
    const level = (await this.access.levels('job', [job.id], caller, session)).get(job.id) ?? AccessLevel.None;
    if (level >= AccessLevel.Owner) return;
    if (level === AccessLevel.None) throw absent('job', job.id);
    throw new DomainError(
      'forbidden',
      'ACCESS_DENIED',
      `job:delete is needed for this job; "${job.name}" was handed to ${job.ownerId} meanwhile.`,
    );
  }
}
