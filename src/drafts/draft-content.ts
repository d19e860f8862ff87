import { generatedName } from '../jobs/generated-name.js';
import { idInCopy, partIds, rekeyed } from '../jobs/job-content.js';
import type { JobSnapshot } from '../jobs/job-content.js';

/** The original of a draft, as it was when the draft was made and as it is. */
export interface DraftOrigins {
  base: JobSnapshot;
  present: JobSnapshot;
}

export function draftName(name: string): string {
  return generatedName(name, '(Draft)');
}

/**
 * What committing a draft would make of its original: the draft's content, under the original's name unless the draft was
 * renamed, and with the ids that actions and attachments had there.
 */
export function committableContent(draft: JobSnapshot, draftId: string, { base, present }: DraftOrigins): JobSnapshot {
  const ids = new Map([...partIds(base), ...partIds(present)].map((id) => [idInCopy(id, draftId), id]));
  return {
    ...rekeyed(draft, (id) => ids.get(id) ?? id),
    name: draft.name === draftName(base.name) ? base.name : draft.name,
    ownerId: present.ownerId,
  };
}
