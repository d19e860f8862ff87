import { nameBreaksRule, nameTaken } from './job-workflow.errors.js';
import type { JobRecord } from './jobs.repository.js';

const NAME_RULE = /^[a-zA-Z0-9_\- ]{0,100}$/;

/** In a workflow names are plain and unique; drafts are exempt. @throws DomainError `JOB_NAME_INVALID` (422) */
export function assertNameFits({ name, workflowId, editingId }: JobRecord): void {
  if (workflowId && !editingId && !NAME_RULE.test(name)) throw nameBreaksRule(name);
}

/** Does a write of the job. @throws DomainError `JOB_NAME_TAKEN` (409) when its workflow has the name already */
export async function underFreeName<Result>({ name }: JobRecord, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'jobs_workflow_name_key') throw nameTaken(name);
    throw error;
  }
}
