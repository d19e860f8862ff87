import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { withContent } from '../../jobs/job-content.js';
import type { JobContent, JobSnapshot } from '../../jobs/job-content.js';
import { JobPermissions } from '../../jobs/job-permissions.js';
import { assertNameFits } from '../../jobs/job-workflow-names.js';
import { JobWorkflows } from '../../jobs/job-workflows.js';
import type { JobRecord } from '../../jobs/jobs.repository.js';
import { NewJobStore } from '../../jobs/new-job-store.js';
import type { FileJob } from './file-job-content.js';
import { FileJobContent } from './file-job-content.js';
import type { ImportWork, JobStep } from './imported-jobs.js';

/** A job that an import is to make: what it will be, and the step as the plan tells it. */
export interface PlannedJob extends JobStep {
  identity: Omit<JobRecord, keyof JobContent | 'createdAt'>;
}

const UNBORN = { slug: null, lockedAt: null, source: null, sourceId: null, editingId: null, version: 1 };

/** Makes the new jobs of an import, by the same rules as `POST /api/jobs`: one by one checked, all at once written. */
@Injectable()
export class ImportedNewJobs {
  constructor(
    private readonly contents: FileJobContent,
    private readonly store: NewJobStore,
    private readonly workflows: JobWorkflows,
    private readonly permissions: JobPermissions,
  ) {}

  /** For all new jobs of a workflow. @throws DomainError `PERMISSION_MISSING`, `UNKNOWN_WORKFLOW`, `PROJECT_ROLE_NEEDED` */
  async assertMayMake(workflowId: string, { session, caller }: ImportWork): Promise<void> {
    this.permissions.assertMayCreate(caller);
    await this.workflows.assertMayEnter(session, workflowId, caller);
  }

  /** For the caller, in a workflow. @throws DomainError as `POST /api/jobs` */
  async plan(job: FileJob, workflowId: string, { session, caller }: ImportWork): Promise<PlannedJob> {
    const found = job.whenNew ?? (await this.contents.ofNew(job, { caller, session }));
    const before = { ...found.before, workflowId };
    const after = { ...found.after, workflowId };
    const identity = { ...UNBORN, id: uuidv7(), type: job.fields.type, ownerId: caller.userId, workflowId };
    assertNameFits(recordOf({ identity, after }, new Date(0)));
    return { identity, before, after };
  }

  /** In their order. @throws DomainError `JOB_NAME_TAKEN`: somebody made one meanwhile */
  async write(planned: readonly PlannedJob[], { session, caller }: ImportWork): Promise<void> {
    if (planned.length === 0) return;
    const createdAt = await this.store.now(session);
    const jobs = planned.map((one) => ({ job: recordOf(one, createdAt), parts: one.after }));
    await this.store.insert(session, jobs, caller.userId);
  }
}

function recordOf(
  { identity, after }: Pick<PlannedJob, 'identity'> & { after: JobSnapshot },
  createdAt: Date,
): JobRecord {
  return withContent({ ...identity, createdAt }, after);
}
