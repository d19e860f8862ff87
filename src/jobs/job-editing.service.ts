import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { JobData } from './job-data.js';
import { JobEditLock } from './job-edit-lock.js';
import type { DataWriter } from './job-dataset-references.js';
import { withFields } from './job-field-changes.js';
import { lockDate } from './job-lock.js';
import type { JobEditRow } from './job-rows.js';
import { JobStore } from './job-store.js';
import { JobWorkflows } from './job-workflows.js';
import type { JobRecord } from './jobs.repository.js';
import { refuseChangedIdentity } from './read-only-fields.js';
import type { UpdateJobDto } from './update-job.dto.js';

/** An edit: what to change, by whom, and which version the client saw. */
export interface JobEdit {
  body: UpdateJobDto;
  caller: Caller;
  ifMatch?: string;
}

/** Changes jobs. */
@Injectable()
export class JobEditingService {
  constructor(
    private readonly sql: Sql,
    private readonly editLock: JobEditLock,
    private readonly store: JobStore,
    private readonly jobData: JobData,
    private readonly ledger: LedgerRepository,
    private readonly workflows: JobWorkflows,
  ) {}

  /** @returns what is missing for a run to succeed. @throws DomainError 400, 403, 404, 409, 412, 422 as the contract says */
  async update(jobId: string, { body, caller, ifMatch }: JobEdit): Promise<string[]> {
    return this.sql.transaction(async (session) => {
      await this.workflows.holdProjects(session, jobId, body.workflowId);
      const before = await this.editLock.take(session, jobId, { caller, ifMatch });
      refuseChangedIdentity(body, identityOf(before));
      const after = await this.edited(before, body, { caller, session });
      await this.store.update(session, { before, after, actorId: caller.userId, action: 'job.updated' });
      if (isForcedUnlock(body, before, caller)) await this.ledger.loseRunning(session, jobId, 'unlocked');
      return this.jobData.missing(after.type, after.data);
    });
  }

  private async edited(before: JobEditRow, body: UpdateJobDto, writer: DataWriter): Promise<JobRecord> {
    const { dueAt: _due, occurrenceAt: _occurrence, lastClaimedFor: _claimed, now: _now, ...job } = before;
    const after = withFields(job, body);
    after.lockedAt = lockDate(body, writer.caller, before.lockedAt);
    after.workflowId = body.workflowId === undefined ? job.workflowId : (body.workflowId?.toLowerCase() ?? null);
    await this.workflows.assertMayMove(writer.session!, { before, workflowId: after.workflowId }, writer.caller);
    if (body.name !== undefined) after.name = body.name;
    if (body.data !== undefined)
      after.data = await this.jobData.prepare(job.type, { given: body.data, stored: job.data }, writer);
    return after;
  }
}

function identityOf(job: JobEditRow) {
  return {
    id: job.id,
    type: job.type,
    slug: job.slug,
    naturalId: job.slug && `${job.ownerId}:${job.slug}`,
    ownerId: job.ownerId,
    source: job.source,
    sourceId: job.sourceId,
    editingId: job.editingId,
    createdAt: job.createdAt.toISOString(),
  };
}

/** A whole job sent back with `lockedAt: null` as it was read asks for nothing: only a lock that goes, or a bare null, does. */
function isForcedUnlock(body: UpdateJobDto, before: JobEditRow, caller: Caller): boolean {
  return caller.superuser && body.lockedAt === null && (before.lockedAt !== null || body.id === undefined);
}
