import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { JobListItemRow } from './job-rows.js';
import type { JobSort } from './job-sort.js';

/** What a list shows, to whom. */
export interface JobListQuery {
  /** Every principal of the caller; null for a superuser, who reads without grants. */
  principalIds: string[] | null;
  sort: JobSort;
  limit: number;
  start: number;
  /** A tsquery. */
  search?: string;
  type?: string;
  ownerId?: string;
  enabled?: boolean;
  status?: string;
}

/** `total` is exact up to here; above, it is the planner's estimate. */
const EXACT_TOTAL = 10_000;

const ITEM_COLUMNS = `
  j.id, j.type, j.name, j.slug, j.description, j.owner_id AS "ownerId", j.interval, j.interval_type AS "intervalType",
  j.timezone, j.enabled, s.due_at AS "nextRunAt", j.start_on AS "startOn", j.end_on AS "endOn",
  j.locked_at AS "lockedAt", j.created_at AS "createdAt", j.updated_at AS "updatedAt"`;
const ITEM_TABLES = `jobs j LEFT JOIN job_schedules s ON s.job_id = j.id LEFT JOIN job_outcomes o ON o.job_id = j.id`;

/**
 * Lists by ordered grants: per principal of the caller one index scan of the first rows in order, merged and
 * de-duplicated. Sorts other than by name or creation read all that the caller can see. Sent unprepared: a generic plan
 * is wrong for searches.
 */
@Injectable()
export class JobListRepository {
  constructor(private readonly sql: Sql) {}

  async page(query: JobListQuery): Promise<JobListItemRow[]> {
    const values: unknown[] = [];
    const bind = (value: unknown): string => `$${values.push(value)}`;
    const filter = filterOf(query, bind);
    const text =
      query.principalIds === null
        ? `SELECT ${ITEM_COLUMNS} FROM ${ITEM_TABLES} WHERE j.editing_id IS NULL ${filter}
           ORDER BY ${query.sort.orderBy} LIMIT ${bind(query.limit)} OFFSET ${bind(query.start)}`
        : query.sort.indexed
          ? this.byOrderedGrants(query, query.sort.indexed, filter, bind)
          : `SELECT ${ITEM_COLUMNS} FROM ${ITEM_TABLES}
             WHERE j.id IN (SELECT g.job_id FROM job_grants g WHERE g.principal_id = ANY (${bind(query.principalIds)})) ${filter}
             ORDER BY ${query.sort.orderBy} LIMIT ${bind(query.limit)} OFFSET ${bind(query.start)}`;
    return this.sql.rows<JobListItemRow>({ text, values });
  }

  private byOrderedGrants(
    query: JobListQuery,
    order: { column: string; direction: string },
    filter: string,
    bind: (value: unknown) => string,
  ): string {
    const { column, direction } = order;
    const needsJob = filter !== '';
    return `
      WITH page AS (
        SELECT m.job_id, m.${column}
        FROM unnest(${bind(query.principalIds)}::text[]) AS p (id)
        CROSS JOIN LATERAL (
          SELECT DISTINCT ON (g.${column}, g.job_id) g.job_id, g.${column}
          FROM job_grants g ${needsJob ? `JOIN ${ITEM_TABLES} ON j.id = g.job_id` : ''}
          WHERE g.principal_id = p.id ${filter}
          ORDER BY g.${column} ${direction}, g.job_id ${direction}
          LIMIT ${bind(query.start + query.limit)}
        ) m
        GROUP BY m.job_id, m.${column}
        ORDER BY m.${column} ${direction}, m.job_id ${direction}
        LIMIT ${bind(query.limit)} OFFSET ${bind(query.start)}
      )
      SELECT ${ITEM_COLUMNS} FROM page JOIN ${ITEM_TABLES} ON j.id = page.job_id
      ORDER BY page.${column} ${direction}, j.id ${direction}`;
  }

  /** How many jobs the query finds: exact up to 10,000, above that what the planner expects. */
  async total(query: JobListQuery): Promise<{ total: number; exact: boolean }> {
    const values: unknown[] = [];
    const bind = (value: unknown): string => `$${values.push(value)}`;
    const filter = filterOf(query, bind);
    const found =
      query.principalIds === null
        ? `SELECT j.id FROM ${ITEM_TABLES} WHERE j.editing_id IS NULL ${filter}`
        : `SELECT DISTINCT g.job_id FROM job_grants g ${filter === '' ? '' : `JOIN ${ITEM_TABLES} ON j.id = g.job_id`}
           WHERE g.principal_id = ANY (${bind(query.principalIds)}) ${filter}`;
    const counted = await this.sql.first<{ count: number }>({
      text: `SELECT count(*)::int AS count FROM (${found} LIMIT ${EXACT_TOTAL + 1}) t`,
      values,
    });
    if (counted!.count <= EXACT_TOTAL) return { total: counted!.count, exact: true };
    const plan = await this.sql.first<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>({
      text: `EXPLAIN (FORMAT JSON) ${found}`,
      values,
    });
    return { total: Math.max(EXACT_TOTAL + 1, plan!['QUERY PLAN'][0].Plan['Plan Rows']), exact: false };
  }
}

/** The filters as SQL that begins with AND; empty when there are none. */
function filterOf(query: JobListQuery, bind: (value: unknown) => string): string {
  const conditions: string[] = [];
  if (query.search !== undefined) conditions.push(`j.search @@ ${bind(query.search)}::tsquery`);
  if (query.type !== undefined) conditions.push(`j.type = ${bind(query.type)}`);
  if (query.ownerId !== undefined) {
    const owner = bind(query.ownerId);
    // A bare team name means the team: users and teams share one namespace.
    conditions.push(`j.owner_id IN (${owner}, 'team:' || ${owner})`);
  }
  if (query.enabled !== undefined) conditions.push(`j.enabled = ${bind(query.enabled)}`);
  if (query.status !== undefined) conditions.push(`o.last_status = ${bind(query.status)}`);
  return conditions.map((condition) => `AND ${condition}`).join(' ');
}
