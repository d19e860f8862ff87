import { filterSql } from './job-list-filter.js';
import { JOB_TABLES, answer, itemsOfJobs } from './job-list-item-sql.js';
import type { Bind, JobListQuery } from './job-list-sql.js';
import { firstInReach, isFilteredReach, windowOf } from './job-list-sql.js';
import type { JobSort } from './job-sort.js';

/** So many jobs are looked at for each that is wanted: enough for those who see, or find, a tenth of all. */
const LOOKED_AT = 20;
const LONGEST_WALK = 20_000;

/**
 * A page of a long list, found by walking an index in the order of the list and keeping what the caller may see and asks
 * for. Undefined where there is no such index, or too far to walk. A page that is not full says nothing: there may be more
 * behind the end of the walk.
 */
export function walkedPage(query: JobListQuery, bind: Bind): string | undefined {
  const { sort, start, limit, principalIds } = query;
  const steps = Math.max(600, LOOKED_AT * (start + limit));
  const walk = steps > LONGEST_WALK ? undefined : walkOf(query, steps, bind);
  if (walk === undefined) return undefined;
  const { ofJob, ofId } = filterSql(query, 'w.job_id', bind);
  const seen =
    principalIds === null
      ? 'j.editing_id IS NULL'
      : // Of each alone: as a join the planner would read all that the caller can see.
        `(SELECT true FROM job_grants g WHERE g.job_id = w.job_id AND g.principal_id = ANY (${bind(principalIds)}) LIMIT 1)`;
  const page = itemsOfJobs({
    from: `walk w JOIN ${JOB_TABLES} ON j.id = w.job_id WHERE ${seen} ${ofJob} ${ofId}`,
    orderBy: sort.orderBy,
    window: windowOf(query),
  });
  return `WITH RECURSIVE ${walk} ${answer(page)}`;
}

function walkOf(query: JobListQuery, steps: number, bind: Bind): string | undefined {
  const { sort } = query;
  if (sort.walked) return WALKS[sort.walked.column](steps, sort.walked.direction);
  if (!isFilteredReach(query) || !sort.indexed) return undefined;
  return `walk AS MATERIALIZED (${firstInReach({ ...query, start: 0, limit: steps }, sort.indexed, bind)})`;
}

type Walk = (steps: number, direction: 'ASC' | 'DESC') => string;

/** Each with all ties of its last row, so that whatever decides between these decides among all of them. */
const WALKS: Record<NonNullable<JobSort['walked']>['column'], Walk> = {
  updated_at: (steps, direction) => `
    walk AS MATERIALIZED (
      SELECT id AS job_id FROM jobs ORDER BY updated_at ${direction} FETCH FIRST ${steps} ROWS WITH TIES)`,
  // By the index that claims use: queue by queue and priority by priority, of which there are few, each found by a probe.
  due_at: (steps, direction) => `
    queues AS (
      (SELECT queue, priority FROM job_schedules WHERE due_at IS NOT NULL ORDER BY queue, priority LIMIT 1)
      UNION ALL
      SELECT n.queue, n.priority FROM queues q CROSS JOIN LATERAL (
        SELECT s.queue, s.priority FROM job_schedules s
        WHERE s.due_at IS NOT NULL AND (s.queue, s.priority) > (q.queue, q.priority) ORDER BY s.queue, s.priority LIMIT 1
      ) n
    ), walk AS MATERIALIZED (
      SELECT due.job_id FROM queues q CROSS JOIN LATERAL (
        SELECT s.job_id, s.due_at FROM job_schedules s
        WHERE s.queue = q.queue AND s.priority = q.priority AND s.due_at IS NOT NULL
        ORDER BY s.due_at ${direction} FETCH FIRST ${steps} ROWS WITH TIES
      ) due
      ORDER BY due.due_at ${direction} FETCH FIRST ${steps} ROWS WITH TIES)`,
};
