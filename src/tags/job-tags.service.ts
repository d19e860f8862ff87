import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { Caller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import type { SqlSession } from '../database/sql.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { absent } from '../sharing/access.guard.js';
import type { Accessible } from '../sharing/access.repository.js';
import { refuseOnDraft } from '../sharing/draft-operation.js';
import { PresentAccess } from '../sharing/present-access.js';
import { JobTagsRepository } from './job-tags.repository.js';
import type { TagDto } from './tag.dto.js';
import { presentTag } from './tag.presenter.js';
import { tagIdOf, tagNotFound, tooManyTags } from './tags.errors.js';
import type { TagRow } from './tags.repository.js';

/** Keeps the flat list, which shows all of them, bounded. */
const MAX_PER_JOB = 50;

/**
 * The tags of a job. They help to find it and are no part of what it does: a change leaves version, ETag and updatedAt
 * alone. Drafts have those of their original.
 */
@Injectable()
export class JobTagsService {
  constructor(
    private readonly tags: JobTagsRepository,
    private readonly audit: AuditRepository,
    private readonly access: PresentAccess,
  ) {}

  async page(job: Accessible): Promise<HalPage<TagDto>> {
    const rows = await this.tags.list(job.editingId ?? job.id);
    const items = rows.map((tag) => presentTag(tag, pathOf(job)));
    const limit = Math.max(1, items.length);
    return halPage({ rel: 'inf:tag', items, start: 0, limit, total: items.length, path: pathOf(job), template: [] });
  }

  /** @throws DomainError `TAG_NOT_FOUND` when the job does not bear it */
  async get(job: Accessible, tagIdText: string): Promise<TagDto> {
    const tagId = tagIdOf(tagIdText);
    const tag = (await this.tags.list(job.editingId ?? job.id)).find((candidate) => candidate.id === tagId);
    if (!tag) throw tagNotFound(tagIdText);
    return presentTag(tag, pathOf(job));
  }

  /** Any number of times the same. @throws DomainError `TAG_NOT_FOUND`, `TOO_MANY_TAGS`, `DRAFT_OPERATION` */
  async put(job: Accessible, tagIdText: string, caller: Caller): Promise<TagDto> {
    return this.changing({ job, tagIdText, caller }, async (session, { tag, count }) => {
      if (await this.tags.add(session, job.id, tag.id)) {
        if (count >= MAX_PER_JOB) throw tooManyTags(MAX_PER_JOB);
        await this.record(session, { job, tag, caller, tagged: true });
      }
      return presentTag(tag, pathOf(job));
    });
  }

  /** Any number of times the same. @throws DomainError `TAG_NOT_FOUND` when there is no such tag at all, `DRAFT_OPERATION` */
  async remove(job: Accessible, tagIdText: string, caller: Caller): Promise<void> {
    await this.changing({ job, tagIdText, caller }, async (session, { tag }) => {
      if (await this.tags.remove(session, job.id, tag.id))
        await this.record(session, { job, tag, caller, tagged: false });
    });
  }

  private changing<Result>(
    { job, tagIdText, caller }: { job: Accessible; tagIdText: string; caller: Caller },
    work: (session: SqlSession, found: { tag: TagRow; count: number }) => Promise<Result>,
  ): Promise<Result> {
    refuseOnDraft(job, 'tags are');
    const tagId = tagIdOf(tagIdText);
    return this.tags.transaction(async (session) => {
      const count = await this.tags.lock(session, job.id);
      if (count === undefined) throw absent('job', job.id);
      await this.access.assert(session, Permission.JobEdit, job.id, caller);
      const tag = await this.tags.tag(session, tagId);
      if (!tag) throw tagNotFound(tagIdText);
      return work(session, { tag, count });
    });
  }

  private record(
    session: SqlSession,
    change: { job: Accessible; tag: TagRow; caller: Caller; tagged: boolean },
  ): Promise<void> {
    const { job, tag, caller, tagged } = change;
    return this.audit.record(session, {
      actorId: caller.userId,
      subjectKind: 'job',
      subjectId: job.id,
      action: tagged ? 'job.tagged' : 'job.untagged',
      changes: { tag: { from: tagged ? null : tag.name, to: tagged ? tag.name : null } },
    });
  }
}

function pathOf(job: Accessible): string {
  return `/api/jobs/${job.id}/tags`;
}
