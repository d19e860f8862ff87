import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { SqlSession } from '../database/sql.js';
import { JobContentRules } from '../jobs/job-content-rules.js';
import { withContent } from '../jobs/job-content.js';
import { JobDeletionService } from '../jobs/job-deletion.service.js';
import type { JobEditRow } from '../jobs/job-rows.js';
import { JobStore } from '../jobs/job-store.js';
import type { DraftStates } from './draft-comparison.js';

/** Original and draft, both locked. */
export interface LockedPair {
  original: JobEditRow;
  draft: JobEditRow;
}

/** Writes a draft over its original. */
@Injectable()
export class DraftWriter {
  constructor(
    private readonly rules: JobContentRules,
    private readonly deletion: JobDeletionService,
    private readonly store: JobStore,
  ) {}

  /**
   * The draft goes first: actions that were added to it keep their ids. The superuser's lock stays the original's own.
   * @throws DomainError `DRIVER_RESTRICTED` when the permission for what the draft brings is gone, `UNKNOWN_DATASET`
   */
  async replace(
    session: SqlSession,
    { original, draft }: LockedPair,
    { states, caller }: { states: DraftStates; caller: Caller },
  ): Promise<void> {
    const { drafted, present } = states;
    const content = await this.rules.permitted(original.type, { content: drafted, present }, { caller, session });
    await this.deletion.forget(session, draft, caller);
    await this.store.update(session, {
      before: original,
      after: withContent(original, content),
      parts: content,
      actorId: caller.userId,
      action: 'job.draftCommitted',
      also: { draft: { from: draft.id, to: null } },
    });
  }
}
