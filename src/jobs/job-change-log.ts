import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { SqlSession } from '../database/sql.js';
import { auditedChanges } from './job-content-audit.js';
import { JobContentRepository } from './job-content.repository.js';
import { JobVersionsRepository } from './job-versions.repository.js';

/** An edit to be remembered. */
export interface JobChange {
  jobId: string;
  /** Who makes it. */
  actorId: string;
  /** `job.updated`, `job.actionsChanged`, … */
  action: string;
  /** What else the audit trail shall say, beside the changes of content. */
  also?: Record<string, unknown>;
}

/** Every saved edit of a job is a version and an audit event, in the transaction of the edit. */
@Injectable()
export class JobChangeLog {
  constructor(
    private readonly content: JobContentRepository,
    private readonly versions: JobVersionsRepository,
    private readonly audit: AuditRepository,
  ) {}

  /**
   * Does `work` and records what it made of the job. `work` counts the edit (version + 1); the job is new, or its row is
   * locked.
   */
  async remember<Result>(session: SqlSession, change: JobChange, work: () => Promise<Result>): Promise<Result> {
    const { jobId, actorId, action, also } = change;
    const before = await this.content.read(session, jobId);
    const result = await work();
    const after = await this.content.read(session, jobId);
    if (!after) return result;
    await this.versions.record(session, jobId, actorId);
    const changes = { ...auditedChanges(before, after), ...also };
    if (Object.keys(changes).length > 0) await this.note(session, { jobId, actorId, action }, changes);
    return result;
  }

  /** The first version of new jobs, and the events that they were made. */
  async begin(session: SqlSession, jobIds: readonly string[], actorId: string): Promise<void> {
    const made = await this.versions.recordNew(session, jobIds, actorId);
    const contents = new Map(made.map(({ jobId, content }) => [jobId, content]));
    await this.audit.recordAll(
      session,
      jobIds.map((subjectId) => {
        const changes = auditedChanges(undefined, contents.get(subjectId)!);
        return { actorId, subjectKind: 'job', subjectId, action: 'job.created', changes };
      }),
    );
  }

  /** An audit event alone, for what is no edit of content. */
  async note(session: SqlSession, change: JobChange, changes: Record<string, unknown>): Promise<void> {
    const { jobId, actorId, action } = change;
    await this.audit.record(session, { actorId, subjectKind: 'job', subjectId: jobId, action, changes });
  }
}
