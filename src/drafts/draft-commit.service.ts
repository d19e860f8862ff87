import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { assertMatches } from '../hal/etag.js';
import { JobEditLock } from '../jobs/job-edit-lock.js';
import { JobsRepository } from '../jobs/jobs.repository.js';
import type { JobEditRequest } from '../jobs/job-edit-request.js';
import type { DraftStates } from './draft-comparison.js';
import { DraftComparison } from './draft-comparison.js';
import { DraftWriter } from './draft-writer.js';
import { draftNotFound, draftStale } from './drafts.errors.js';
import { DraftsRepository } from './drafts.repository.js';

/**
 * A commit: which draft (its own id, or the job's: then the caller's draft of it), by whom. `ifMatch` is an ETag of what
 * the id names: the draft as it was tried out, or the job as it was when somebody decided to replace it.
 */
export interface CommitRequest extends JobEditRequest {
  /** Replaces what others changed since the draft was made. */
  force: boolean;
}

/** Puts drafts into the place of their originals. */
@Injectable()
export class DraftCommitService {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly jobs: JobsRepository,
    private readonly editLock: JobEditLock,
    private readonly comparison: DraftComparison,
    private readonly writer: DraftWriter,
  ) {}

  /**
   * One transaction, the original locked first: of two who commit at once the second finds the version of the first.
   * @returns the original's id. @throws DomainError `JOB_NOT_FOUND`, `DRAFT_NOT_FOUND`, `DRAFT_STALE`, `VERSION_MISMATCH`, `DRIVER_RESTRICTED`
   */
  async commit(request: CommitRequest): Promise<string> {
    const originalId = request.job.editingId ?? request.job.id;
    const stale = await this.drafts.transaction((session) => this.replaceUnlessStale(session, originalId, request));
    if (stale) throw draftStale(stale.present.name, await this.comparison.bothSides(stale));
    return originalId;
  }

  /** The states of a stale draft: they are compared after the transaction, which holds a connection. */
  private async replaceUnlessStale(
    session: SqlSession,
    originalId: string,
    { job, caller, ifMatch, force }: CommitRequest,
  ): Promise<DraftStates | undefined> {
    const original = await this.editLock.take(session, originalId, { caller });
    const found = await this.drafts.find(originalId, caller.userId, session);
    const draft = found && (await this.jobs.lockForEdit(session, found.id));
    if (!draft || (job.editingId && draft.id !== job.id)) throw draftNotFound(original.name, originalId);
    assertMatches(ifMatch, job.editingId ? draft.version : original.version);
    const states = await this.comparison.states(session, originalId, found);
    if (found.editingVersion !== original.version && !force) return states;
    await this.writer.replace(session, { original, draft }, { states, caller });
    return undefined;
  }
}
