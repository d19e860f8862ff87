import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { AccessLevel } from '../sharing/access-level.js';
import type { Reach } from '../sharing/access-level.js';
import type { HistoryRow } from './history-rows.js';
import {
  EXACT_TOTAL,
  LISTED_RUN_COLUMNS,
  countOfRuns,
  filterConditions,
  pageOfRuns,
  runTables,
} from './history-selects.js';
import type { Bind, RunFilter, RunTable } from './history-selects.js';

/** Which runs, of which jobs. */
export interface AllRunsFilter extends RunFilter {
  jobId?: string;
  queue?: string;
  nodeId?: string;
}

/** A run with its job, and how far the caller may look into it. */
export interface AllRunsRow extends HistoryRow {
  jobName: string;
  level: AccessLevel;
}

/** Runs across all jobs that somebody can see: one statement per page, whatever the number of jobs. */
@Injectable()
export class AllRunsRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Newest first. `reach` undefined: everything. Sent unprepared: the best plan depends on who asks for what.
   * @param page `isSparse`: at most 10,000 runs are known to be found
   */
  page(
    reach: Reach | undefined,
    filter: AllRunsFilter,
    page: { start: number; limit: number; isSparse: boolean },
  ): Promise<AllRunsRow[]> {
    const values: unknown[] = [];
    const bind: Bind = (value) => `$${values.push(value)}`;
    const where = conditionsOf(reach, filter, bind);
    const runs = pageOfRuns(tablesOf(filter), where, {
      direction: 'DESC',
      start: bind(page.start),
      limit: bind(page.limit),
      // The records of one job have an index in this order.
      isSparse: page.isSparse && filter.jobId === undefined,
    });
    return this.sql.rows<AllRunsRow & Record<string, unknown>>({
      text: `
        SELECT ${LISTED_RUN_COLUMNS}, j.name AS "jobName", ${levelOf(reach, bind)} AS level
        FROM (${runs}) t JOIN jobs j ON j.id = t."jobId"
        ORDER BY t."createdAt" DESC, t.id DESC`,
      values,
    });
  }

  /** Exact up to 10,000. */
  async total(reach: Reach | undefined, filter: AllRunsFilter): Promise<{ total: number; exact: boolean }> {
    const values: unknown[] = [];
    const where = conditionsOf(reach, filter, (value) => `$${values.push(value)}`);
    const row = await this.sql.first<{ count: number }>({ text: countOfRuns(tablesOf(filter), where), values });
    return { total: row!.count, exact: row!.count <= EXACT_TOTAL };
  }
}

/** What is recorded no longer knows its worker pool; what waits has no node. */
function tablesOf(filter: AllRunsFilter): RunTable[] {
  return runTables(filter).filter(
    ({ alias }) => !(filter.queue !== undefined && alias === 'r') && !(filter.nodeId !== undefined && alias === 'p'),
  );
}

function conditionsOf(reach: Reach | undefined, filter: AllRunsFilter, bind: Bind): (table: RunTable) => string[] {
  const principalIds = reach && bind(reach.principalIds);
  return (table) => {
    const { alias } = table;
    const conditions = filterConditions(filter, table, bind);
    if (principalIds)
      conditions.push(
        `EXISTS (SELECT FROM job_grants g WHERE g.job_id = ${alias}.job_id AND g.principal_id = ANY (${principalIds}::text[]))`,
      );
    // A draft's runs are its creator's business.
    conditions.push(`NOT EXISTS (SELECT FROM jobs d WHERE d.id = ${alias}.job_id AND d.editing_id IS NOT NULL)`);
    if (filter.jobId !== undefined) conditions.push(`${alias}.job_id = ${bind(filter.jobId)}::uuid`);
    if (filter.queue !== undefined) conditions.push(`${alias}.queue = ${bind(filter.queue)}`);
    if (filter.nodeId !== undefined) conditions.push(`${alias}.node_id = ${bind(filter.nodeId)}::uuid`);
    return conditions;
  };
}

/** The caller's level on the job of run `t`. */
function levelOf(reach: Reach | undefined, bind: Bind): string {
  if (!reach) return '5';
  return `(
    SELECT max(CASE g.source WHEN 'share' THEN g.level ELSE p.role_level END)
    FROM job_grants g
    JOIN unnest(${bind(reach.principalIds)}::text[], ${bind(reach.roleLevels)}::int[]) AS p (id, role_level) ON p.id = g.principal_id
    WHERE g.job_id = t."jobId")`;
}
