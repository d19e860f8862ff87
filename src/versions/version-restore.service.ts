import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import { JobEditLock } from '../jobs/job-edit-lock.js';
import { JobContentRules, withPermittedLinks } from '../jobs/job-content-rules.js';
import { withContent } from '../jobs/job-content.js';
import { JobContentRepository } from '../jobs/job-content.repository.js';
import { JobStore } from '../jobs/job-store.js';
import { absent } from '../sharing/access.guard.js';
import { datasetsGone } from './versions.errors.js';
import type { JobVersionRow } from '../jobs/job-versions.repository.js';

/** Which version to bring back, over which one the client saw, by whom. */
export interface RestoreRequest {
  row: JobVersionRow;
  caller: Caller;
  ifMatch?: string;
  /** Leaves out dataset links that can't be made any more. */
  force: boolean;
}

/** Brings back what a job was, as a new version; owner, workflow, shares and a superuser's lock stay as they are. */
@Injectable()
export class VersionRestoreService {
  constructor(
    private readonly sql: Sql,
    private readonly editLock: JobEditLock,
    private readonly content: JobContentRepository,
    private readonly rules: JobContentRules,
    private readonly store: JobStore,
  ) {}

  /** @returns what was left out. @throws DomainError `VERSION_MISMATCH`, `DRIVER_RESTRICTED`, `UNKNOWN_DATASET` */
  async restore(jobId: string, { row, caller, ifMatch, force }: RestoreRequest): Promise<string[]> {
    const readable = await this.rules.readableDatasets(row.content, caller);
    return this.sql.transaction(async (session) => {
      const before = await this.editLock.take(session, jobId, { caller, ifMatch });
      const present = await this.content.read(session, jobId);
      if (!present) throw absent('job', jobId);
      const brought = { content: row.content, present };
      const permitted = await this.rules.permitted(before.type, brought, { caller, session });
      const { content, warnings } = withPermittedLinks(permitted, present, readable);
      if (warnings.length > 0 && !force) throw datasetsGone(row.version, warnings);
      await this.store.update(session, {
        before,
        after: withContent(before, content),
        parts: content,
        actorId: caller.userId,
        action: 'job.restored',
        also: { version: { from: before.version, to: row.version } },
      });
      return warnings;
    });
  }
}
