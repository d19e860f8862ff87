import type { Resource } from './documents.js';

/** Times as the database gives them. */
interface Timed {
  insertedAt: Date;
  updatedAt: Date;
}

export interface JobResourceRow extends Timed {
  id: string;
  type: string;
  name: string;
  data: Record<string, unknown>;
  enabled: boolean;
  interval: string | null;
  intervalType: string | null;
  timezone: string;
  startOn: Date | null;
  endOn: Date | null;
  nextRunAt: Date | null;
  workflowId: string | null;
  projectId: string | null;
}

export interface ProjectResourceRow extends Timed {
  id: string;
  name: string;
  description: string | null;
  concurrency: number | null;
  scheduledDeletion: Date | null;
  version: number;
}

export interface WorkflowResourceRow extends Timed {
  id: string;
  projectId: string;
  name: string;
  concurrency: number | null;
  lockVersion: number;
}

/** `body` and `adaptor` are shown to every role in the project; what else the driver is told never is. */
export function jobResource(row: JobResourceRow, mayReadBody: boolean, base: string): Resource {
  const { name, enabled, timezone } = row;
  const told = (field: 'body' | 'adaptor'): unknown =>
    mayReadBody && typeof row.data[field] === 'string' ? row.data[field] : null;
  return {
    type: 'jobs',
    id: row.id,
    attributes: {
      name,
      body: told('body'),
      adaptor: told('adaptor'),
      enabled,
      job_type: row.type,
      interval: row.interval,
      interval_type: row.intervalType,
      timezone,
      start_on: iso(row.startOn),
      end_on: iso(row.endOn),
      next_run_at: iso(row.nextRunAt),
      ...times(row),
    },
    relationships: { workflow: related('workflows', row.workflowId), project: related('projects', row.projectId) },
    links: { self: `${base}/api/jobs/${row.id}` },
  };
}

export function projectResource(row: ProjectResourceRow, base: string): Resource {
  const { id, name, description, concurrency } = row;
  return {
    type: 'projects',
    id,
    attributes: { name, description, concurrency, scheduled_deletion: iso(row.scheduledDeletion), ...times(row) },
    relationships: {},
    links: { self: `${base}/api/projects/${id}` },
  };
}

export function workflowResource(row: WorkflowResourceRow, base: string): Resource {
  const { id, name, concurrency, lockVersion } = row;
  return {
    type: 'workflows',
    id,
    attributes: { name, concurrency, lock_version: lockVersion, ...times(row) },
    relationships: { project: related('projects', row.projectId) },
    links: { self: `${base}/api/workflows/${id}` },
  };
}

function related(type: string, id: string | null): { data: { type: string; id: string } | null } {
  return { data: id === null ? null : { type, id } };
}

function times({ insertedAt, updatedAt }: Timed): Record<string, string> {
  return { inserted_at: insertedAt.toISOString(), updated_at: updatedAt.toISOString() };
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
