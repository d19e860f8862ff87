import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import type { SqlSession } from '../database/sql.js';
import { assertMatches } from '../hal/etag.js';
import { absent } from '../sharing/access.guard.js';
import { PresentAccess } from '../sharing/present-access.js';
import type { JobEditRow } from './job-rows.js';
import { JobsRepository } from './jobs.repository.js';

/** Who wants to change a job, and what they must be allowed. */
export interface JobEditor {
  caller: Caller;
  /** `job:edit` unless given. */
  permission?: Permission;
  /** The ETag of the version that they saw, if they say so. */
  ifMatch?: string;
}

/** Locks jobs for changes. What was true when the request came must still be true then. */
@Injectable()
export class JobEditLock {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly access: PresentAccess,
  ) {}

  /** Holds until the transaction ends. @throws DomainError `JOB_NOT_FOUND`, `ACCESS_DENIED`, `VERSION_MISMATCH` */
  async take(session: SqlSession, jobId: string, editor: JobEditor): Promise<JobEditRow> {
    const { caller, permission = Permission.JobEdit, ifMatch } = editor;
    const job = await this.jobs.lockForEdit(session, jobId);
    if (!job) throw absent('job', jobId);
    await this.access.assert(session, permission, jobId, caller);
    assertMatches(ifMatch, job.version);
    return job;
  }
}
