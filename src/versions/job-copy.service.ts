import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import { generatedName } from '../jobs/generated-name.js';
import { JobContentRules, withPermittedLinks } from '../jobs/job-content-rules.js';
import { idInCopy, rekeyed, withContent } from '../jobs/job-content.js';
import type { JobContent, JobSnapshot } from '../jobs/job-content.js';
import { JobContentRepository } from '../jobs/job-content.repository.js';
import { JobPermissions } from '../jobs/job-permissions.js';
import { NewJobStore } from '../jobs/new-job-store.js';
import { absent } from '../sharing/access.guard.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Accessible } from '../sharing/access.repository.js';

/** Makes new jobs from others. */
@Injectable()
export class JobCopyService {
  constructor(
    private readonly sql: Sql,
    private readonly content: JobContentRepository,
    private readonly rules: JobContentRules,
    private readonly permissions: JobPermissions,
    private readonly store: NewJobStore,
  ) {}

  /**
   * Copies what the caller sees of a job into a disabled one of the caller's own, in no workflow. Below EDIT that is neither data nor
   * attachments; secrets come along sealed. Links come along where the caller can read the dataset.
   * @returns its UUID and what was left out. @throws DomainError `PERMISSION_MISSING`, `DRIVER_RESTRICTED`, `UNKNOWN_DATASET`
   */
  async copy(job: Accessible, caller: Caller): Promise<{ id: string; warnings: string[] }> {
    this.permissions.assertMayCreate(caller);
    const found = await this.content.read(this.sql, job.id);
    if (!found) throw absent('job', job.id);
    const brought = { content: visible(found, job.level), present: undefined };
    const permitted = await this.rules.permitted(found.type, brought, { caller });
    const readable = await this.rules.readableDatasets(found, caller);
    const { content, warnings } = withPermittedLinks(permitted, undefined, readable);
    const id = uuidv7();
    await this.sql.transaction(async (session) => {
      const createdAt = await this.store.now(session);
      const identity = { id, type: found.type, ownerId: caller.userId, createdAt, ...UNBORN };
      const copied = { ...content, name: generatedName(content.name, '(Copy)'), enabled: false };
      const parts = rekeyed(content, (partId) => idInCopy(partId, id));
      await this.store.insert(session, [{ job: withContent(identity, copied), parts }], caller.userId);
    });
    return { id, warnings };
  }
}

const UNBORN = {
  slug: null,
  lockedAt: null,
  source: null,
  sourceId: null,
  workflowId: null,
  editingId: null,
  version: 1,
};

/** Without what only those may see who can edit the job. */
function visible(content: JobSnapshot, level: AccessLevel): JobContent {
  if (level >= AccessLevel.Edit) return content;
  return {
    ...content,
    data: {},
    actions: content.actions.map((action) => ({ ...action, data: {}, attachments: [] })),
  };
}
