import type { HalLink } from '../hal/hal-page.js';
import type { JobResourceRow, ProjectResourceRow, WorkflowResourceRow } from './resources.js';

/** A resource as HAL has it: its fields, by the names that bodies and answers of POST and PUT have, beside its links. */
export type HalResource = Record<string, unknown> & { id: string; _links: Record<string, HalLink> };

/** A project. */
export function halProject(row: ProjectResourceRow): HalResource {
  const { id, name, description, concurrency, scheduledDeletion, version } = row;
  const href = `/api/projects/${id}`;
  return {
    _links: {
      self: { href },
      'inf:project-member': { href: `${href}/members` },
      'inf:job': { href: `${href}/jobs` },
    },
    id,
    name,
    description,
    concurrency,
    scheduledDeletion,
    version,
    ...times(row),
  };
}

/** A workflow. */
export function halWorkflow(row: WorkflowResourceRow): HalResource {
  const { id, projectId, name, concurrency, lockVersion } = row;
  return {
    _links: { self: { href: `/api/workflows/${id}` }, ...related({ project: projectId }) },
    id,
    projectId,
    name,
    concurrency,
    lockVersion,
    ...times(row),
  };
}

/** A job of a project: what every member may see of it. Its own page says more to those who may read that. */
export function halJob(row: JobResourceRow): HalResource {
  const { id, name, type, enabled, interval, intervalType, timezone, startOn, endOn, nextRunAt } = row;
  const { workflowId, projectId } = row;
  const told = (field: 'body' | 'adaptor'): unknown => (typeof row.data[field] === 'string' ? row.data[field] : null);
  return {
    _links: { self: { href: `/api/jobs/${id}` }, ...related({ workflow: workflowId, project: projectId }) },
    id,
    name,
    type,
    body: told('body'),
    adaptor: told('adaptor'),
    enabled,
    interval,
    intervalType,
    timezone,
    startOn,
    endOn,
    nextRunAt,
    workflowId,
    projectId,
    ...times(row),
  };
}

function related(ids: Record<string, string | null>): Record<string, HalLink> {
  const known = Object.entries(ids).filter(([, id]) => id !== null);
  return Object.fromEntries(known.map(([name, id]) => [`inf:${name}`, { href: `/api/${name}s/${id}` }]));
}

function times({ insertedAt, updatedAt }: { insertedAt: Date; updatedAt: Date }): { createdAt: Date; updatedAt: Date } {
  return { createdAt: insertedAt, updatedAt };
}
