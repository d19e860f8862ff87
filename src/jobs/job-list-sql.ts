import { callerText } from '../auth/callers.repository.js';
import type { FilterSql, JobListFilter } from './job-list-filter.js';
import { filterSql, isFiltered } from './job-list-filter.js';
import { JOB_TABLES, answer, itemsOfIds, itemsOfJobs } from './job-list-item-sql.js';
import type { JobSort } from './job-sort.js';

/** What a list shows, to whom. */
export interface JobListQuery extends JobListFilter {
  /** Every principal of the caller; null for a superuser, who reads without grants. */
  principalIds: string[] | null;
  sort: JobSort;
  limit: number;
  start: number;
  /** Of a caller who is presumed; see there. */
  presumedFrom?: string;
}

type IndexOrder = NonNullable<JobSort['indexed']>;

/** Makes a value a parameter; one of the symbols below stands for what the query says. @returns its placeholder */
export type Bind = (value: unknown) => string;

/** Every principal of the caller, as JSON. */
export const PRINCIPALS = Symbol('principals');
/** The caller. */
export const CALLER = Symbol('caller');

/** `total` is exact up to here; above, it is the planner's estimate. */
export const EXACT_TOTAL = 10_000;
/** A principal has at most two grants on a job, as owner and by a share: so many rows are more jobs than EXACT_TOTAL. */
export const ENOUGH_GRANTS = 2 * (EXACT_TOTAL + 1);
/** So many usually are, too. */
export const SOME_GRANTS = Math.ceil(ENOUGH_GRANTS * 0.75);

/** A page, alone. */
export function pageOf(query: JobListQuery, bind: Bind): string {
  return answer(items(query, bind));
}

/** A page, and how many there are in all; one above EXACT_TOTAL says "more". Not for filters of those who see by grants. */
export function pageAndTotal(query: JobListQuery, bind: Bind): string {
  return `SELECT (${totalOf(query, bind)}) AS total, a.* FROM (${pageOf(query, bind)}) a`;
}

/** Any of these, and beside it what makes the caller one, if it is presumed. */
export function confirming(answerText: string, query: JobListQuery, bind: Bind): string {
  if (query.presumedFrom === undefined) return answerText;
  return `SELECT ${callerText(bind(CALLER))} AS "callerText", c.* FROM (${answerText}) c`;
}

/** How many there are, counted no further than needed: more than EXACT_TOTAL says "more". */
export function totalOf(query: JobListQuery, bind: Bind): string {
  const { principalIds } = query;
  const counted = (ids: string): string => `SELECT count(*)::int AS total FROM (${ids} LIMIT ${EXACT_TOTAL + 1}) t`;
  if (principalIds === null) return counted(idsOfAll(query, bind));
  const reach = idsInReach(bind);
  // Most jobs reach somebody in one way, so a few more grants than EXACT_TOTAL tell; the rest is read only if they don't.
  return `
    SELECT CASE WHEN part.ids > ${EXACT_TOTAL} OR part.read < ${SOME_GRANTS} THEN part.ids
                ELSE (${counted(`SELECT DISTINCT * FROM (${reach}) r`)}) END AS total
    FROM (SELECT count(DISTINCT r.job_id)::int AS ids, count(*) AS read FROM (${reach} LIMIT ${SOME_GRANTS}) r) part`;
}

/** Whether it is a filtered list of somebody who sees by grants. */
export function isFilteredReach(query: JobListQuery): boolean {
  return query.principalIds !== null && isFiltered(query);
}

function items(query: JobListQuery, bind: Bind): string {
  const { principalIds, sort } = query;
  if (principalIds !== null && sort.indexed) {
    const page = isFiltered(query)
      ? filteredInOrder(query, sort.indexed, bind)
      : firstInReach(query, sort.indexed, bind);
    return itemsOfIds(page, sort.indexed.column, sort.indexed.direction);
  }
  if (principalIds !== null && sort.besideJobs && !isFiltered(query))
    return itemsOfJobs({
      from: `(${firstBesideJobs(query, bind)}) first JOIN ${JOB_TABLES} ON j.id = first.id`,
      orderBy: sort.orderBy,
      window: '',
    });
  const { ofJob, ofId } = filterSql(query, 'j.id', bind);
  const seen =
    principalIds === null
      ? 'j.editing_id IS NULL'
      : `j.id IN (SELECT g.job_id FROM job_grants g WHERE g.principal_id = ANY (${bind(principalIds)}))`;
  return itemsOfJobs({
    from: `${JOB_TABLES} WHERE ${seen} ${ofJob} ${ofId}`,
    orderBy: sort.orderBy,
    window: windowOf(query),
  });
}

/** Ids of a page of all that the caller can see, in an order of what is known of jobs in other tables. */
function firstBesideJobs(query: JobListQuery, bind: Bind): string {
  return `
    SELECT j.id
    FROM (SELECT DISTINCT g.job_id AS id FROM job_grants g WHERE g.principal_id = ANY (${bind(query.principalIds)})) j
    LEFT JOIN job_schedules s ON s.job_id = j.id LEFT JOIN job_outcomes o ON o.job_id = j.id
    ORDER BY ${query.sort.orderBy} ${windowOf(query)}`;
}

/** Not parameters: the planner, too, must know how little is wanted. */
export function windowOf({ limit, start }: Pick<JobListQuery, 'limit' | 'start'>): string {
  return `LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(start)}`;
}

/** Principals one by one, as a table whose size the planner takes for the same whoever asks: so one plan serves all. */
function principals(bind: Bind): string {
  return `json_array_elements_text(${bind(PRINCIPALS)}::json) AS p (id)`;
}

/** The first of what the caller can see: the first rows of each principal, merged. */
export function firstInReach(query: JobListQuery, { column, direction }: IndexOrder, bind: Bind): string {
  return `
    SELECT m.job_id, m.${column}
    FROM ${principals(bind)}
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (g.${column}, g.job_id) g.job_id, g.${column} FROM job_grants g WHERE g.principal_id = p.id
      ORDER BY g.${column} ${direction}, g.job_id ${direction} LIMIT ${Math.trunc(query.start + query.limit)}
    ) m
    GROUP BY m.job_id, m.${column}
    ORDER BY m.${column} ${direction}, m.job_id ${direction} ${windowOf(query)}`;
}

/** All principals in one order, filtered: for what a walk does not find. */
function filteredInOrder(query: JobListQuery, { column, direction }: IndexOrder, bind: Bind): string {
  const { ofJob, ofId } = filterSql(query, 'g.job_id', bind);
  const merged = (query.principalIds ?? [])
    .map((id) => `SELECT g.job_id, g.${column} FROM job_grants g WHERE g.principal_id = ${bind(id)}`)
    .join(' UNION ALL ');
  return `
    SELECT DISTINCT ON (g.${column}, g.job_id) g.job_id, g.${column}
    FROM (${merged}) g ${ofJob === '' ? '' : `JOIN ${JOB_TABLES} ON j.id = g.job_id`} WHERE true ${ofJob} ${ofId}
    ORDER BY g.${column} ${direction}, g.job_id ${direction} ${windowOf(query)}`;
}

/**
 * Total and page at once, for filters that leave few jobs. No more than `enough` grants are read; unless `complete`, there
 * may be more jobs. Principals as constants, since how many jobs each can see decides the plan.
 */
export function fewFound(query: JobListQuery, enough: number, bind: Bind): string {
  const { sort, principalIds } = query;
  const column = sort.indexed?.column;
  const found = grants(filterSql(query, 'g.job_id', bind), `ANY (${bind(principalIds)})`);
  const page = sort.indexed
    ? itemsOfIds(
        `SELECT * FROM found ORDER BY ${column} ${sort.indexed.direction}, job_id ${sort.indexed.direction} ${windowOf(query)}`,
        sort.indexed.column,
        sort.indexed.direction,
      )
    : itemsOfJobs({
        from: `found f JOIN ${JOB_TABLES} ON j.id = f.job_id`,
        orderBy: sort.orderBy,
        window: windowOf(query),
      });
  return `
    WITH granted AS MATERIALIZED (SELECT g.job_id${column ? `, g.${column}` : ''} FROM ${found} LIMIT ${enough}),
    found AS MATERIALIZED (SELECT DISTINCT * FROM granted)
    SELECT (SELECT count(*)::int FROM found) AS total, (SELECT count(*) FROM granted) < ${enough} AS complete, a.*
    FROM (${answer(page)}) a`;
}

/** Ids of what a superuser finds. */
export function idsOfAll(query: JobListQuery, bind: Bind): string {
  const { ofJob, ofId } = filterSql(query, 'j.id', bind);
  return `SELECT j.id FROM ${JOB_TABLES} WHERE j.editing_id IS NULL ${ofJob} ${ofId}`;
}

/** Ids of what the caller finds, each once. */
export function idsOfGrants(query: JobListQuery, bind: Bind): string {
  return `SELECT DISTINCT g.job_id FROM ${grants(filterSql(query, 'g.job_id', bind), `ANY (${bind(query.principalIds)})`)}`;
}

/** Ids of what the caller can see, once per grant; no principal's grants are read further than needed. */
function idsInReach(bind: Bind): string {
  return `
    SELECT m.job_id FROM ${principals(bind)}
    CROSS JOIN LATERAL (SELECT g.job_id FROM job_grants g WHERE g.principal_id = p.id LIMIT ${ENOUGH_GRANTS}) m`;
}

function grants({ ofJob, ofId }: FilterSql, principal: string): string {
  const join = ofJob === '' ? '' : `JOIN ${JOB_TABLES} ON j.id = g.job_id`;
  return `job_grants g ${join} WHERE g.principal_id = ${principal} ${ofJob} ${ofId}`;
}
