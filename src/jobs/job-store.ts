import { Injectable } from '@nestjs/common';
import { fieldChanges } from '../audit/field-changes.js';
import type { SqlSession } from '../database/sql.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { JobChangeLog } from './job-change-log.js';
import type { JobChange } from './job-change-log.js';
import type { JobParts } from './job-content.js';
import { JobContentRepository } from './job-content.repository.js';
import { dueOccurrence, nextDue, sameOccurrence, scheduleChanged } from './job-schedules.js';
import { JobSchedulesRepository } from './job-schedules.repository.js';
import type { JobEditRow } from './job-rows.js';
import type { JobRecord } from './jobs.repository.js';
import { assertNameFits, underFreeName } from './job-workflow-names.js';
import { JobWorkflowsRepository } from './job-workflows.repository.js';
import { JobsRepository } from './jobs.repository.js';
import { supersededOccurrences } from './superseded.js';

/** An edit of a locked job as it is stored; without `parts` links and actions stay. */
export interface JobWrite extends Omit<JobChange, 'jobId'> {
  before: JobEditRow;
  after: JobRecord;
  parts?: JobParts;
}

/** Writes an edit of a job with all that must change with it, inside the transaction of its caller: schedule, grants, version, audit. */
@Injectable()
export class JobStore {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly schedules: JobSchedulesRepository,
    private readonly content: JobContentRepository,
    private readonly ledger: LedgerRepository,
    private readonly changeLog: JobChangeLog,
    private readonly workflows: JobWorkflowsRepository,
  ) {}

  /**
   * Writes an edit of a locked job. When the edit changes the schedule, what was due and unclaimed is recorded as
   * superseded and the next occurrence is computed anew; otherwise nextRunAt stays as it is.
   * Whether it may change its workflow is the caller's business. @throws DomainError `JOB_NAME_INVALID`, `JOB_NAME_TAKEN`
   */
  async update(session: SqlSession, { before, after, parts, actorId, action, ...rest }: JobWrite): Promise<void> {
    const lock = fieldChanges(before, after, { fields: ['lockedAt'] });
    const also = { ...rest.also, ...lock };
    await this.changeLog.remember(session, { jobId: before.id, actorId, action, also }, async () => {
      const isMoved = before.workflowId !== after.workflowId;
      if (isMoved || before.name !== after.name) assertNameFits(after);
      await underFreeName(after, () => this.jobs.update(session, after));
      if (isMoved) await this.workflows.follow(session, after.id);
      const changed = scheduleChanged(before, after);
      if (changed) await this.ledger.recordNonRuns(session, supersededOccurrences(before));
      if (before.enabled && !after.enabled) await this.ledger.supersedeWaiting(session, [before.id]);
      await this.schedules.save(session, after, startAfterEdit({ before, after, changed }));
      if (after.enabled && !before.enabled) await this.schedules.resume(session, before.id);
      if ('lockedAt' in lock) await this.schedules.lockDrafts(session, before.id, after.lockedAt);
      if (parts) await this.content.writeParts(session, before.id, parts);
    });
  }
}

/** Without a change of the schedule the occurrence stays; an edit may still give it another jitter. */
function startAfterEdit({ before, after, changed }: { before: JobEditRow; after: JobRecord; changed: boolean }) {
  const occurrenceAt = dueOccurrence(before);
  if (changed || !occurrenceAt) return changed ? nextDue(after, before.now, before.lastClaimedFor) : null;
  return sameOccurrence(after, occurrenceAt);
}
