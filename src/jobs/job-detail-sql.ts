import { isServed } from '../ledger/served-queues.js';
import type { Along } from '../sharing/reads-along.js';
import type { JobDetailRow } from './job-rows.js';

/** A JobRecord, of the row `j` of jobs. */
export const JOB_COLUMNS = `
  j.id, j.type, j.name, j.slug, j.description, j.notes, j.owner_id AS "ownerId", j.interval,
  j.interval_type AS "intervalType", j.timezone, j.start_on AS "startOn", j.end_on AS "endOn", j.enabled,
  j.locked_at AS "lockedAt", j.data, j.policies, j.source, j.source_id AS "sourceId", j.workflow_id AS "workflowId",
  j.editing_id AS "editingId", j.version, j.created_at AS "createdAt"`;

/** Everything that the page of a job shows; `userId` is who reads it, and may have a draft of it. Both are SQL expressions. */
export function detailSelect(id: string, userId: string): string {
  return `
    SELECT ${JOB_COLUMNS}, j.updated_at AS "updatedAt", s.due_at AS "nextRunAt", p.name AS "ownerName",
           o.last_run_at AS "lastRunAt", o.last_status AS "lastStatus",
           j.paused_at AS "pausedAt", j.pause_reason AS "pauseReason",
           ${isServed(`coalesce(s.queue, 'default')`)} AS "isServed",
           (SELECT d.id FROM jobs d WHERE d.editing_id = j.id AND d.owner_id = ${userId}) AS "draftId",
           (SELECT max(n.heartbeat_at) FROM active_runs a JOIN nodes n ON n.id = a.node_id WHERE a.job_id = j.id) AS heartbeat,
           (SELECT coalesce(json_agg(json_build_object(
                     'id', a.id, 'jobId', a.job_id, 'type', a.type, 'name', a.name, 'data', a.data, 'condition', a.condition,
                     'afterFailures', a.after_failures, 'index', a.index, 'enabled', a.enabled) ORDER BY a.index, a.id), '[]')
            FROM job_actions a WHERE a.job_id = j.id) AS actions,
           (SELECT coalesce(json_agg(json_build_object(
                     'jobId', d.job_id, 'alias', d.alias, 'datasetId', d.dataset_id, 'index', d.index,
                     'snapshotWhen', d.snapshot_when, 'snapshotDatasetIds', d.snapshot_dataset_ids) ORDER BY d.index, d.alias), '[]')
            FROM job_datasets d WHERE d.job_id = j.id) AS datasets
    FROM jobs j
    JOIN principals p ON p.id = j.owner_id
    LEFT JOIN job_schedules s ON s.job_id = j.id
    LEFT JOIN job_outcomes o ON o.job_id = j.id
    WHERE j.id = ${id}`;
}

type InstantIn<Row> = { [Name in keyof Row]: Extract<Row[Name], Date> extends never ? never : Name }[keyof Row];

/** All of them: the compiler asks for those that are missing. */
const INSTANTS: Record<InstantIn<JobDetailRow>, true> = {
  nextRunAt: true,
  startOn: true,
  endOn: true,
  lockedAt: true,
  createdAt: true,
  updatedAt: true,
  heartbeat: true,
  lastRunAt: true,
  pausedAt: true,
};

/** The same beside the decision whether somebody may read it. */
export const WITH_DETAIL: Along = { name: 'detail', select: detailSelect, instants: Object.keys(INSTANTS) };
