import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Clock } from '../clock/clock.js';
import { Sql } from '../database/sql.js';
import type { JobContent } from '../jobs/job-content.js';
import { scheduleSpecOf } from '../jobs/job-schedules.js';
import { JobsRepository } from '../jobs/jobs.repository.js';
import { previewSchedule } from '../schedules/preview.js';
import type { PreviewedOccurrence } from '../schedules/preview.js';
import { absent } from '../sharing/access.guard.js';
import type { Accessible } from '../sharing/access.repository.js';
import type { DraftDiffDto } from './draft.dto.js';
import { DraftComparison } from './draft-comparison.js';
import { draftNotFound } from './drafts.errors.js';
import { DraftsRepository } from './drafts.repository.js';

const SHOWN_OCCURRENCES = 10;

/** Says what a commit would change, down to the run times. */
@Injectable()
export class DraftDiffService {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly jobs: JobsRepository,
    private readonly drafts: DraftsRepository,
    private readonly comparison: DraftComparison,
  ) {}

  /** @throws DomainError `DRAFT_NOT_FOUND` */
  async diff(job: Accessible, caller: Caller): Promise<DraftDiffDto> {
    const originalId = job.editingId ?? job.id;
    const original = await this.jobs.detail(originalId);
    const draft = await this.drafts.find(originalId, caller.userId);
    if (!original) throw absent('job', originalId);
    if (!draft) throw draftNotFound(original.name, originalId);
    const states = await this.comparison.states(this.sql, originalId, draft);
    const now = this.clock.now().getTime();
    return {
      ...(await this.comparison.changes(states)),
      occurrences: {
        before: coming(states.present, original.createdAt, now),
        after: coming(states.drafted, original.createdAt, now),
      },
      isStale: draft.editingVersion !== original.version,
    };
  }
}

/** A disabled job runs at no time. */
function coming(content: JobContent, createdAt: Date, nowMs: number): PreviewedOccurrence[] {
  const startOn = content.startOn === null ? null : new Date(content.startOn);
  const endOn = content.endOn === null ? null : new Date(content.endOn);
  const spec = scheduleSpecOf({ ...content, startOn, endOn, createdAt, editingId: null });
  return spec && content.enabled ? previewSchedule(spec, nowMs, SHOWN_OCCURRENCES) : [];
}
