import { progressSoFar } from '../ledger/progress-so-far.js';
import type { RunStatus, RunTrigger } from '../ledger/run-vocabulary.js';

/** Which runs. */
export interface RunFilter {
  statuses?: readonly RunStatus[];
  triggers?: readonly RunTrigger[];
  /** Created at or after. */
  from?: Date;
  /** Created before. */
  to?: Date;
}

/** Adds a value to a statement and answers with its placeholder. */
export type Bind = (value: unknown) => string;

/** A table in which runs are found, all three read as one history. */
export interface RunTable {
  alias: 'r' | 'a' | 'p';
  columns: string;
  from: string;
  createdAt: string;
  /** The only status in there; undefined: any other. */
  status?: RunStatus;
}

const RECORDED: RunTable = {
  alias: 'r',
  columns: `
    r.id, r.job_id AS "jobId", r.owner_id AS "ownerId", r.status, r.trigger, r.scheduled_for AS "scheduledFor", r.attempt,
    r.reason, r.created_at AS "createdAt", CASE WHEN r.attempt > 0 THEN r.created_at END AS "startedAt",
    r.finished_at AS "finishedAt", r.node_id AS "nodeId", r.requested_by AS "requestedBy", r.error, r.progress, r.data, r.final,
    r.range_to AS "rangeTo", r.range_count AS "rangeCount"`,
  from: 'job_runs r',
  createdAt: 'r.created_at',
};
const RUNNING: RunTable = {
  alias: 'a',
  columns: `
    a.id, a.job_id AS "jobId", j.owner_id AS "ownerId", 'running' AS status, a.trigger, a.scheduled_for AS "scheduledFor", a.attempt,
    NULL::text AS reason, a.started_at AS "createdAt", a.started_at AS "startedAt", NULL::timestamptz AS "finishedAt",
    a.node_id AS "nodeId", a.requested_by AS "requestedBy", NULL::jsonb AS error, NULL::jsonb AS progress, NULL::jsonb AS data,
    false AS final, NULL::timestamptz AS "rangeTo", NULL::int AS "rangeCount"`,
  from: 'active_runs a JOIN jobs j ON j.id = a.job_id',
  createdAt: 'a.started_at',
  status: 'running',
};
const WAITING: RunTable = {
  alias: 'p',
  columns: `
    p.id, p.job_id AS "jobId", j.owner_id AS "ownerId", 'queued' AS status, p.trigger, p.scheduled_for AS "scheduledFor", p.attempt,
    NULL::text AS reason, p.created_at AS "createdAt", NULL::timestamptz AS "startedAt", NULL::timestamptz AS "finishedAt",
    NULL::uuid AS "nodeId", p.requested_by AS "requestedBy", NULL::jsonb AS error, NULL::jsonb AS progress, NULL::jsonb AS data,
    false AS final, NULL::timestamptz AS "rangeTo", NULL::int AS "rangeCount"`,
  from: 'pending_runs p JOIN jobs j ON j.id = p.job_id',
  createdAt: 'p.created_at',
  status: 'queued',
};

/** Every column of a run `t` but its steps. */
const ALL_BUT_STEPS = `
  t.id, t."jobId", t."ownerId", t.status, t.trigger, t."scheduledFor", t.attempt, t.reason, t."createdAt", t."startedAt",
  t."finishedAt", t."nodeId", t."requestedBy", t.error, t.data, t.final, t."rangeTo", t."rangeCount"`;

const STEPS = `CASE WHEN t.status = 'running' THEN ${progressSoFar('t.id')} ELSE t.progress END`;

/** How many of a run's first steps, and how many of its last, lists show. */
const LISTED_STEPS = 25;

/** Every column of a run `t`; of one that still runs, the steps so far. */
export const RUN_COLUMNS = `${ALL_BUT_STEPS}, ${STEPS} AS progress`;

/** The same for lists: of many steps the first and the last ones, so that a page of 1,000 runs stays bounded. */
export const LISTED_RUN_COLUMNS = `${ALL_BUT_STEPS}, (
    SELECT CASE WHEN jsonb_path_exists(s.steps, '$[${2 * LISTED_STEPS}]')
      THEN jsonb_path_query_array(s.steps, '$[0 to ${LISTED_STEPS - 1}, last - ${LISTED_STEPS - 1} to last]')
      ELSE s.steps END
    FROM (SELECT ${STEPS} AS steps OFFSET 0) s) AS progress`;

/** The tables in which runs with these statuses can be: what is recorded, what runs, what waits. */
export function runTables({ statuses }: RunFilter): RunTable[] {
  if (!statuses) return [RECORDED, RUNNING, WAITING];
  const live = [RUNNING, WAITING].filter((table) => statuses.includes(table.status!));
  return live.length < new Set(statuses).size ? [RECORDED, ...live] : live;
}

/** The filter as conditions on one of the tables. */
export function filterConditions(filter: RunFilter, { alias, createdAt, status }: RunTable, bind: Bind): string[] {
  const conditions: string[] = [];
  if (filter.statuses && status === undefined) conditions.push(`r.status = ANY (${bind(filter.statuses)}::text[])`);
  if (filter.triggers) conditions.push(`${alias}.trigger = ANY (${bind(filter.triggers)}::text[])`);
  if (filter.from) conditions.push(`${createdAt} >= ${bind(filter.from)}::timestamptz`);
  if (filter.to) conditions.push(`${createdAt} < ${bind(filter.to)}::timestamptz`);
  return conditions;
}

/**
 * One page of what the tables hold, in order. `where` gives each table's conditions.
 * @param page with `isSparse` all that the conditions leave is gathered, then put in order: known to be little, it would be
 *   looked for in vain along the order, among the records of all others
 */
export function pageOfRuns(
  tables: readonly RunTable[],
  where: (table: RunTable) => string[],
  page: { start: string; limit: string; direction: 'ASC' | 'DESC'; isSparse?: boolean },
): string {
  const { start, limit, direction, isSparse = false } = page;
  const parts = tables.map((table) => {
    const all = `SELECT ${table.columns} FROM ${table.from} WHERE ${where(table).join(' AND ')}`;
    if (isSparse) return `(${all} OFFSET 0)`;
    const order = `ORDER BY ${table.createdAt} ${direction}, ${table.alias}.id ${direction}`;
    return `(${all} ${order} LIMIT ${start}::int + ${limit}::int)`;
  });
  return `
    SELECT * FROM (${parts.join(' UNION ALL ')}) u
    ORDER BY "createdAt" ${direction}, id ${direction} LIMIT ${limit}::int OFFSET ${start}::int`;
}

/** `total` is exact up to here. */
export const EXACT_TOTAL = 10_000;

/** How many the tables hold, counted up to one more than 10,000. */
export function countOfRuns(tables: readonly RunTable[], where: (table: RunTable) => string[]): string {
  const parts = tables.map((table) => `SELECT 1 FROM ${table.from} WHERE ${where(table).join(' AND ')}`);
  return `SELECT count(*)::int AS count FROM (${parts.join(' UNION ALL ')} LIMIT ${EXACT_TOTAL + 1}) t`;
}
