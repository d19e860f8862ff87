import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import type { SqlSession } from '../database/sql.js';
import { JobChangeLog } from '../jobs/job-change-log.js';
import { JobEditLock } from '../jobs/job-edit-lock.js';
import { idInCopy, rekeyed } from '../jobs/job-content.js';
import { JobContentRepository } from '../jobs/job-content.repository.js';
import { JobSchedulesRepository } from '../jobs/job-schedules.repository.js';
import { JobVersionsRepository } from '../jobs/job-versions.repository.js';
import { absent } from '../sharing/access.guard.js';
import type { Accessible } from '../sharing/access.repository.js';
import { refuseOnDraft } from '../sharing/draft-operation.js';
import { draftName } from './draft-content.js';
import { draftNotFound } from './drafts.errors.js';
import { DraftsRepository } from './drafts.repository.js';

/** Makes and finds drafts: one per user and job. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly editLock: JobEditLock,
    private readonly content: JobContentRepository,
    private readonly versions: JobVersionsRepository,
    private readonly changeLog: JobChangeLog,
    private readonly schedules: JobSchedulesRepository,
  ) {}

  /**
   * The caller's draft of a job, made now if there is none. The original is locked meanwhile: two requests at once find
   * the same draft, and what is copied is of one moment.
   * @throws DomainError `DRAFT_OPERATION`, `JOB_NOT_FOUND`
   */
  async open(job: Accessible, caller: Caller): Promise<{ id: string; isNew: boolean }> {
    refuseOnDraft(job, 'drafts are made');
    return this.drafts.transaction(async (session) => {
      await this.editLock.take(session, job.id, { caller });
      const found = await this.drafts.find(job.id, caller.userId, session);
      return found ? { id: found.id, isNew: false } : { id: await this.make(session, job.id, caller), isNew: true };
    });
  }

  /** The caller's draft of a job, or the draft itself. @throws DomainError `DRAFT_NOT_FOUND` */
  async idOf(job: Accessible, caller: Caller): Promise<string> {
    if (job.editingId) return job.id;
    const found = await this.drafts.find(job.id, caller.userId);
    if (!found) throw draftNotFound(job.name, job.id);
    return found.id;
  }

  private async make(session: SqlSession, originalId: string, caller: Caller): Promise<string> {
    const original = await this.content.read(session, originalId);
    if (!original) throw absent('job', originalId);
    await this.versions.ensure(session, originalId);
    const id = uuidv7();
    await this.drafts.insert(session, { id, name: draftName(original.name), ownerId: caller.userId, originalId });
    // Trying a draft out takes a slot as a run of the job would.
    await this.schedules.refreshConcurrency(session, [id]);
    await this.content.writeParts(
      session,
      id,
      rekeyed(original, (partId) => idInCopy(partId, id)),
    );
    await this.versions.record(session, id, caller.userId);
    const change = { jobId: id, actorId: caller.userId, action: 'job.drafted' };
    await this.changeLog.note(session, change, { editingId: { from: null, to: originalId } });
    return id;
  }
}
