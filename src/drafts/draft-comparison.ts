import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import type { ContentDiffDto } from '../jobs/job-content.dto.js';
import type { JobSnapshot } from '../jobs/job-content.js';
import { JobContentPresenter } from '../jobs/job-content.presenter.js';
import { JobContentRepository } from '../jobs/job-content.repository.js';
import { JobVersionsRepository } from '../jobs/job-versions.repository.js';
import { absent } from '../sharing/access.guard.js';
import { committableContent } from './draft-content.js';
import type { DraftRow } from './drafts.repository.js';

/** The three states that a commit looks at. */
export interface DraftStates {
  /** The original as it was when the draft was made. */
  base: JobSnapshot;
  /** The original as it is. */
  present: JobSnapshot;
  /** The original as the draft would make it. */
  drafted: JobSnapshot;
}

/** Compares drafts with their originals. */
@Injectable()
export class DraftComparison {
  constructor(
    private readonly content: JobContentRepository,
    private readonly versions: JobVersionsRepository,
    private readonly presenter: JobContentPresenter,
  ) {}

  /** @throws DomainError `JOB_NOT_FOUND` when one of the two was deleted meanwhile */
  async states(session: SqlSession, originalId: string, { id, editingVersion }: DraftRow): Promise<DraftStates> {
    const present = await this.content.read(session, originalId);
    const draft = await this.content.read(session, id);
    if (!present || !draft) throw absent('job', present ? id : originalId);
    const base = (await this.versions.find(originalId, editingVersion, session))?.content ?? present;
    return { base, present, drafted: committableContent(draft, id, { base, present }) };
  }

  /** What a commit would change. */
  changes({ present, drafted }: DraftStates): Promise<ContentDiffDto> {
    return this.presenter.diff(present, drafted);
  }

  /** What others and the draft made of the same start. */
  async bothSides({ base, present, drafted }: DraftStates): Promise<{ theirs: ContentDiffDto; yours: ContentDiffDto }> {
    const theirs = await this.presenter.diff(base, present);
    const yours = await this.presenter.diff(base, { ...drafted, ownerId: base.ownerId });
    return { theirs, yours };
  }
}
