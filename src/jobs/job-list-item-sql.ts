const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** An item of a list: its columns, in order, are the keys that clients read. */
const ITEM_COLUMNS = `
  ('{"self":{"href":"/api/jobs/' || j.id || '"}}')::json AS _links, j.id, j.type, j.name, j.slug, j.description,
  j.owner_id AS "ownerId", j.interval, j.interval_type AS "intervalType", j.timezone, j.enabled, ${iso('s.due_at')} AS "nextRunAt",
  ${iso('j.start_on')} AS "startOn", ${iso('j.end_on')} AS "endOn", ${iso('j.locked_at')} AS "lockedAt",
  ${iso('j.created_at')} AS "createdAt", ${iso('j.updated_at')} AS "updatedAt"`;
/** What `jobs` has of them. */
const JOB_COLUMNS = `
  j.id, j.type, j.name, j.slug, j.description, j.owner_id, j.interval, j.interval_type, j.timezone, j.enabled, j.start_on,
  j.end_on, j.locked_at, j.created_at, j.updated_at`;
/** Beside the rows of a page: OFFSET 0 has them looked up by key, where the planner would rather hash a whole table. */
const SCHEDULE_OF_ITEM = `LEFT JOIN LATERAL (SELECT due_at FROM job_schedules WHERE job_id = j.id OFFSET 0) s ON true`;
const OUTCOME_OF_ITEM = `LEFT JOIN LATERAL (SELECT last_run_at FROM job_outcomes WHERE job_id = j.id OFFSET 0) o ON true`;

/** What filters and orders may look at. */
export const JOB_TABLES = `
  jobs j LEFT JOIN job_schedules s ON s.job_id = j.id LEFT JOIN job_outcomes o ON o.job_id = j.id`;

/**
 * The one row of a list's answer: `items`, the JSON texts of the page with commas between, and `count`, how many they are.
 * PostgreSQL writes the JSON: reading rows and writing them again costs Node more than all else of a list.
 */
export function answer(items: string): string {
  return `
    SELECT coalesce(string_agg(row_to_json(i)::text, ','), '') AS items, count(*)::int AS count FROM (${items}) i`;
}

/** The items of a page of ids, `(job_id, <column>)`, in order of that column. */
export function itemsOfIds(page: string, column: string, direction: 'ASC' | 'DESC'): string {
  return `
    SELECT ${ITEM_COLUMNS} FROM (${page}) page JOIN jobs j ON j.id = page.job_id ${SCHEDULE_OF_ITEM}
    ORDER BY page.${column} ${direction}, j.id ${direction}`;
}

/** The items of a page of jobs in any order. Jobs first: what the page passes over is joined only if order or filters need it. */
export function itemsOfJobs(page: { from: string; orderBy: string; window: string }): string {
  const { from, orderBy, window } = page;
  return `
    SELECT ${ITEM_COLUMNS} FROM (SELECT ${JOB_COLUMNS} FROM ${from} ORDER BY ${orderBy} ${window}) j
    ${SCHEDULE_OF_ITEM} ${orderBy.includes('o.last_run_at') ? OUTCOME_OF_ITEM : ''}
    ORDER BY ${orderBy}`;
}
