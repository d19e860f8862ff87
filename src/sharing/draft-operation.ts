import { DomainError } from '../errors/domain-error.js';
import type { Accessible } from './access.repository.js';

/** What a draft leaves to its original. @throws DomainError `DRAFT_OPERATION` (409) when the job is a draft */
export function refuseOnDraft(job: Accessible, what: string): void {
  if (job.editingId === null) return;
  throw new DomainError(
    'conflict',
    'DRAFT_OPERATION',
    `"${job.name}" is a draft, and ${what} of the job itself: use /api/jobs/${job.editingId}.`,
    { editingId: job.editingId },
  );
}
