import type { FilterSql, JobListFilter } from './job-list-filter.js';
import { filterSql, isFiltered } from './job-list-filter.js';
import type { JobSort } from './job-sort.js';

/** What a list shows, to whom. */
export interface JobListQuery extends JobListFilter {
  /** Every principal of the caller; null for a superuser, who reads without grants. */
  principalIds: string[] | null;
  sort: JobSort;
  limit: number;
  start: number;
}

type IndexOrder = NonNullable<JobSort['indexed']>;

/** Makes a value a parameter. @returns its placeholder */
export type Bind = (value: unknown) => string;

/** `total` is exact up to here; above, it is the planner's estimate. */
export const EXACT_TOTAL = 10_000;
/** A principal has at most two grants on a job, as owner and by a share: so many rows are more jobs than EXACT_TOTAL. */
export const ENOUGH_GRANTS = 2 * (EXACT_TOTAL + 1);

const ITEM_COLUMNS = `
  j.id, j.type, j.name, j.slug, j.description, j.owner_id AS "ownerId", j.interval, j.interval_type AS "intervalType",
  j.timezone, j.enabled, s.due_at AS "nextRunAt", j.start_on AS "startOn", j.end_on AS "endOn",
  j.locked_at AS "lockedAt", j.created_at AS "createdAt", j.updated_at AS "updatedAt"`;
/** What `jobs` has of them. */
const JOB_COLUMNS = `
  j.id, j.type, j.name, j.slug, j.description, j.owner_id, j.interval, j.interval_type, j.timezone, j.enabled, j.start_on,
  j.end_on, j.locked_at, j.created_at, j.updated_at`;
const BESIDE_JOB = `LEFT JOIN job_schedules s ON s.job_id = j.id LEFT JOIN job_outcomes o ON o.job_id = j.id`;
/** The same beside the rows of a page: OFFSET 0 has them looked up by key, where the planner would rather hash a whole table. */
const SCHEDULE_OF_ITEM = `LEFT JOIN LATERAL (SELECT due_at FROM job_schedules WHERE job_id = j.id OFFSET 0) s ON true`;
const OUTCOME_OF_ITEM = `LEFT JOIN LATERAL (SELECT last_run_at FROM job_outcomes WHERE job_id = j.id OFFSET 0) o ON true`;
const ITEM_TABLES = `jobs j ${BESIDE_JOB}`;

/** A page for superusers. */
export function pageOfAll(query: JobListQuery, bind: Bind): string {
  const { ofJob, ofId } = filterSql(query, 'j.id', bind);
  return items(`j.editing_id IS NULL ${ofJob} ${ofId}`, query, bind);
}

/** A page in an order that no index has: reads all that the caller can see. */
export function pageOfSortedGrants(query: JobListQuery, bind: Bind): string {
  const { ofJob, ofId } = filterSql(query, 'j.id', bind);
  const mine = `SELECT g.job_id FROM job_grants g WHERE g.principal_id = ANY (${bind(query.principalIds)})`;
  return items(`j.id IN (${mine}) ${ofJob} ${ofId}`, query, bind);
}

/** Jobs first: what the page passes over is joined only if order or filters need it. */
function items(condition: string, { sort, limit, start }: JobListQuery, bind: Bind): string {
  return `
    SELECT ${ITEM_COLUMNS} FROM (
      SELECT ${JOB_COLUMNS} FROM ${ITEM_TABLES} WHERE ${condition}
      ORDER BY ${sort.orderBy} LIMIT ${bind(limit)} OFFSET ${bind(start)}
    ) j ${SCHEDULE_OF_ITEM} ${sort.orderBy.includes('o.last_run_at') ? OUTCOME_OF_ITEM : ''}
    ORDER BY ${sort.orderBy}`;
}

/** A page in index order. */
export function pageOfOrderedGrants(query: JobListQuery, order: IndexOrder, bind: Bind): string {
  const { column, direction } = order;
  return `
    WITH page AS (${isFiltered(query) ? filteredInOrder(query, order, bind) : firstOfEach(query, order, bind)})
    SELECT ${ITEM_COLUMNS} FROM page JOIN jobs j ON j.id = page.job_id ${SCHEDULE_OF_ITEM}
    ORDER BY page.${column} ${direction}, j.id ${direction}`;
}

/** The first rows of each principal, merged. */
function firstOfEach(query: JobListQuery, { column, direction }: IndexOrder, bind: Bind): string {
  return `
    SELECT m.job_id, m.${column}
    FROM unnest(${bind(query.principalIds)}::text[]) AS p (id)
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (g.${column}, g.job_id) g.job_id, g.${column} FROM job_grants g WHERE g.principal_id = p.id
      ORDER BY g.${column} ${direction}, g.job_id ${direction} LIMIT ${bind(query.start + query.limit)}
    ) m
    GROUP BY m.job_id, m.${column}
    ORDER BY m.${column} ${direction}, m.job_id ${direction} LIMIT ${bind(query.limit)} OFFSET ${bind(query.start)}`;
}

/** All principals in one order (an index scan each, merged), filtered on the way: one that finds nothing is not read to its end. */
function filteredInOrder(query: JobListQuery, { column, direction }: IndexOrder, bind: Bind): string {
  const { ofJob, ofId } = filterSql(query, 'g.job_id', bind);
  const merged = (query.principalIds ?? [])
    .map((id) => `SELECT g.job_id, g.${column} FROM job_grants g WHERE g.principal_id = ${bind(id)}`)
    .join(' UNION ALL ');
  return `
    SELECT DISTINCT ON (g.${column}, g.job_id) g.job_id, g.${column}
    FROM (${merged}) g ${ofJob === '' ? '' : `JOIN ${ITEM_TABLES} ON j.id = g.job_id`} WHERE true ${ofJob} ${ofId}
    ORDER BY g.${column} ${direction}, g.job_id ${direction} LIMIT ${bind(query.limit)} OFFSET ${bind(query.start)}`;
}

/**
 * Total and page at once, for filters that leave few jobs: always at least one row, with a null id when the page is
 * empty. No more than `enough` grants are read; unless `complete`, there may be more jobs. Principals as constants, since
 * how many jobs each can see decides the plan.
 */
export function fewFound(query: JobListQuery, enough: number, bind: Bind): string {
  const { sort, limit, start, principalIds } = query;
  const column = sort.indexed?.column;
  const found = grants(filterSql(query, 'g.job_id', bind), `ANY (${bind(principalIds)})`);
  const window = `LIMIT ${bind(limit)} OFFSET ${bind(start)}`;
  const page = sort.indexed
    ? `FROM (SELECT * FROM found ORDER BY ${column} ${sort.indexed.direction}, job_id ${sort.indexed.direction} ${window}) f
       JOIN ${ITEM_TABLES} ON j.id = f.job_id ORDER BY ${sort.orderBy}`
    : `FROM found f JOIN ${ITEM_TABLES} ON j.id = f.job_id ORDER BY ${sort.orderBy} ${window}`;
  return `
    WITH granted AS MATERIALIZED (SELECT g.job_id${column ? `, g.${column}` : ''} FROM ${found} LIMIT ${enough}),
    found AS MATERIALIZED (SELECT DISTINCT * FROM granted)
    SELECT t.*, page.*
    FROM (SELECT (SELECT count(*)::int FROM found) AS total, (SELECT count(*) FROM granted) < ${enough} AS complete) t
    LEFT JOIN LATERAL (SELECT ${ITEM_COLUMNS} ${page}) page ON true`;
}

/** Ids of what a superuser finds. */
export function idsOfAll(query: JobListQuery, bind: Bind): string {
  const { ofJob, ofId } = filterSql(query, 'j.id', bind);
  return `SELECT j.id FROM ${ITEM_TABLES} WHERE j.editing_id IS NULL ${ofJob} ${ofId}`;
}

/** Ids of what the caller finds, each once. */
export function idsOfGrants(query: JobListQuery, bind: Bind): string {
  return `SELECT DISTINCT g.job_id FROM ${grants(filterSql(query, 'g.job_id', bind), `ANY (${bind(query.principalIds)})`)}`;
}

/** Ids of what the caller can see, each once; no principal's grants are read further than needed. */
export function enoughIdsOfGrants(principalIds: string[], bind: Bind): string {
  return `
    SELECT DISTINCT m.job_id FROM unnest(${bind(principalIds)}::text[]) AS p (id)
    CROSS JOIN LATERAL (SELECT g.job_id FROM job_grants g WHERE g.principal_id = p.id LIMIT ${ENOUGH_GRANTS}) m`;
}

function grants({ ofJob, ofId }: FilterSql, principal: string): string {
  const join = ofJob === '' ? '' : `JOIN ${ITEM_TABLES} ON j.id = g.job_id`;
  return `job_grants g ${join} WHERE g.principal_id = ${principal} ${ofJob} ${ofId}`;
}
