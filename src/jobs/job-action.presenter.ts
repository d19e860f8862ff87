import type { ActionCondition } from '../actions/action-condition.js';
import type { JobActionDto } from '../actions/job-action.dto.js';

/** An action as stored. */
export interface JobActionRow {
  id: string;
  jobId: string;
  type: string;
  name: string;
  data: Record<string, unknown>;
  condition: ActionCondition;
  afterFailures: number | null;
  index: number;
  enabled: boolean;
}

/** An action as clients read it; `shownData` is what the reader may see of its data. */
export function presentAction(row: JobActionRow, shownData: Record<string, unknown>): JobActionDto {
  const job = `/api/jobs/${row.jobId}`;
  const self = `${job}/actions/${row.id}`;
  return {
    _links: {
      self: { href: self },
      'inf:job': { href: job },
      'inf:action-attachments': { href: `${self}/attachments` },
    },
    id: row.id,
    jobId: row.jobId,
    type: row.type,
    name: row.name,
    data: shownData,
    condition: row.condition,
    afterFailures: row.afterFailures,
    index: row.index,
    enabled: row.enabled,
  };
}
