import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import type { SqlSession } from '../../database/sql.js';
import { DomainError } from '../../errors/domain-error.js';
import { isSame } from '../../jobs/job-content-diff.js';
import { withContent } from '../../jobs/job-content.js';
import type { JobSnapshot } from '../../jobs/job-content.js';
import { JobContentRepository } from '../../jobs/job-content.repository.js';
import { JobEditLock } from '../../jobs/job-edit-lock.js';
import { JobStore } from '../../jobs/job-store.js';
import { JobWorkflows } from '../../jobs/job-workflows.js';
import type { FileJob } from './file-job-content.js';
import { FileJobContent } from './file-job-content.js';
import type { PlacedJob } from './project-files.repository.js';

/** What became of a job. */
export interface JobStep {
  before: JobSnapshot;
  after: JobSnapshot;
}

/** The transaction of an import, and whose it is. */
export interface ImportWork {
  session: SqlSession;
  caller: Caller;
}

/** Makes jobs that are there what the file of an import says, by the same rules as if each were written by hand. */
@Injectable()
export class ImportedJobs {
  constructor(
    private readonly contents: FileJobContent,
    private readonly stored: JobContentRepository,
    private readonly store: JobStore,
    private readonly editLock: JobEditLock,
    private readonly workflows: JobWorkflows,
  ) {}

  /**
   * Undefined when there is nothing to change: such a job is not even locked, since its runs would wait for the import.
   * @throws DomainError as `PUT /api/jobs/{id}`, `JOB_TYPE_FIXED`
   */
  async update(job: FileJob, { id, content }: PlacedJob, work: ImportWork): Promise<JobStep | undefined> {
    const { session, caller } = work;
    if (content.type !== job.fields.type) throw typeFixed(job.fields.name, content.type, job.fields.type);
    if (isSame(content, await this.contents.of(content, job, work))) return undefined;
    const locked = await this.editLock.take(session, id, { caller });
    const before = (await this.stored.read(session, id))!;
    const after = await this.contents.of(before, job, work);
    const write = { before: locked, after: withContent(locked, after), parts: after };
    await this.store.update(session, { ...write, actorId: caller.userId, action: 'job.updated' });
    return { before, after };
  }

  /** It stays with its owner, disabled. @throws DomainError `ACCESS_DENIED`, `PROJECT_ROLE_NEEDED` */
  async takeOut({ id, content }: PlacedJob, { session, caller }: ImportWork): Promise<JobStep> {
    const before = await this.editLock.take(session, id, { caller });
    await this.workflows.assertMayMove(session, { before, workflowId: null }, caller);
    const { dueAt: _due, occurrenceAt: _occurrence, lastClaimedFor: _claimed, now: _now, ...record } = before;
    const after = { ...record, workflowId: null, enabled: false };
    await this.store.update(session, { before, after, actorId: caller.userId, action: 'job.updated' });
    return { before: content, after: { ...content, workflowId: null, enabled: false } };
  }
}

function typeFixed(name: string, present: string, wanted: string): DomainError {
  return new DomainError(
    'impossible',
    'JOB_TYPE_FIXED',
    `The job "${name}" is of type "${present}"; that can't become "${wanted}". Give the new job another name.`,
    [{ path: 'type', message: `can't be changed; it is ${present}`, value: wanted }],
  );
}
