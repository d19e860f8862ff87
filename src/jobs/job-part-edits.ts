import { Injectable } from '@nestjs/common';
import { Permission } from '../auth/permission.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { assertMatches } from '../hal/etag.js';
import { absent } from '../sharing/access.guard.js';
import { PresentAccess } from '../sharing/present-access.js';
import { JobChangeLog } from './job-change-log.js';
import type { JobEditRequest } from './job-edit-request.js';
import { JobsRepository } from './jobs.repository.js';

/**
 * Changes of what belongs to a job in tables of its own (links, actions, attachments). They are edits of the job: its
 * version goes up, the edit is kept and audited, all in one transaction.
 */
@Injectable()
export class JobPartEdits {
  constructor(
    private readonly sql: Sql,
    private readonly jobs: JobsRepository,
    private readonly access: PresentAccess,
    private readonly changeLog: JobChangeLog,
  ) {}

  /**
   * Does `work` while the job's row is locked; `action` is what the audit trail calls it. The request's job has the new
   * version afterwards. @throws DomainError `JOB_NOT_FOUND`, `ACCESS_DENIED`, `VERSION_MISMATCH`
   */
  async apply<Result>(
    action: string,
    { job, caller, ifMatch }: JobEditRequest,
    work: (session: SqlSession) => Promise<Result>,
  ): Promise<Result> {
    const { result, version } = await this.sql.transaction(async (session) => {
      const counted = await this.jobs.countEdit(session, job.id);
      if (counted === undefined) throw absent('job', job.id);
      await this.access.assert(session, Permission.JobEdit, job.id, caller);
      assertMatches(ifMatch, counted - 1);
      const change = { jobId: job.id, actorId: caller.userId, action };
      return { result: await this.changeLog.remember(session, change, () => work(session)), version: counted };
    });
    job.version = version;
    return result;
  }
}
