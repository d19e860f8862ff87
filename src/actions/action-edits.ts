import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { JobChangeLog } from '../jobs/job-change-log.js';
import { JobsRepository } from '../jobs/jobs.repository.js';
import { absent } from '../sharing/access.guard.js';

/** Changes of actions are edits of their job: its version goes up, the edit is kept and audited, all in one transaction. */
@Injectable()
export class ActionEdits {
  constructor(
    private readonly sql: Sql,
    private readonly jobs: JobsRepository,
    private readonly log: JobChangeLog,
  ) {}

  /** Does `work` while the job's row is locked. @throws DomainError `JOB_NOT_FOUND` if it was deleted meanwhile */
  apply<Result>(jobId: string, caller: Caller, work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(async (session) => {
      if (!(await this.jobs.countEdit(session, jobId))) throw absent('job', jobId);
      const change = { jobId, actorId: caller.userId, action: 'job.actionsChanged' };
      return this.log.remember(session, change, () => work(session));
    });
  }
}
