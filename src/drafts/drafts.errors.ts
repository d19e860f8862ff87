import { DomainError } from '../errors/domain-error.js';
import type { ContentDiffDto } from '../jobs/job-content.dto.js';

export const draftNotFound = (jobName: string, jobId: string): DomainError =>
  new DomainError(
    'absent',
    'DRAFT_NOT_FOUND',
    `You have no draft of "${jobName}". POST /api/jobs/${jobId}/_edit makes one.`,
  );

export const draftStale = (name: string, details: { theirs: ContentDiffDto; yours: ContentDiffDto }): DomainError =>
  new DomainError(
    'conflict',
    'DRAFT_STALE',
    `"${name}" was changed since this draft was made: details.theirs says how, details.yours what your draft changes. Take over what you need into the draft and commit with ?force=true, which replaces theirs; or discard the draft.`,
    { ...details },
  );
