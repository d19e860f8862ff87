import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import { isFiltered } from './job-list-filter.js';
import type { Bind, JobListQuery } from './job-list-sql.js';
import {
  ENOUGH_GRANTS,
  EXACT_TOTAL,
  enoughIdsOfGrants,
  fewFound,
  idsOfAll,
  idsOfGrants,
  pageOfAll,
  pageOfOrderedGrants,
  pageOfSortedGrants,
} from './job-list-sql.js';
import type { JobListItemRow } from './job-rows.js';

/** A page of what a query finds. */
export interface JobListResult {
  rows: JobListItemRow[];
  /** Exact up to 10,000; above, what the planner expects. */
  total: number;
  exact: boolean;
}

/**
 * Lists by ordered grants: per principal of the caller one index scan of the first rows in order, merged and
 * de-duplicated. A filter that leaves at most 10,000 jobs is applied to all that the caller can see instead, since the
 * total needs that anyway. Sent unprepared: a generic plan is wrong for searches.
 */
@Injectable()
export class JobListRepository {
  constructor(private readonly sql: Sql) {}

  async find(query: JobListQuery): Promise<JobListResult> {
    if (query.principalIds === null || !isFiltered(query)) {
      const [rows, count] = await Promise.all([this.page(query), this.total(query)]);
      return { rows, ...count };
    }
    const few = await this.few(query);
    if (few) return few;
    const [rows, total] = await Promise.all([this.page(query), this.expected(query)]);
    return { rows, total, exact: false };
  }

  /** Undefined when it finds more than 10,000. */
  private async few(query: JobListQuery): Promise<JobListResult | undefined> {
    // Most jobs reach somebody in one way, so a few more grants than EXACT_TOTAL tell; else as many as tell for certain.
    for (const enough of [ENOUGH_GRANTS * 0.75, ENOUGH_GRANTS * query.principalIds!.length]) {
      const found = await this.sql.rows<JobListItemRow & { total: number; complete: boolean }>(
        statement((bind) => fewFound(query, Math.ceil(enough), bind)),
      );
      const { total, complete } = found[0]!;
      if (total > EXACT_TOTAL) return undefined;
      if (complete) return { rows: found.filter((row) => row.id !== null), total, exact: true };
    }
    return undefined;
  }

  private page(query: JobListQuery): Promise<JobListItemRow[]> {
    const { principalIds, sort } = query;
    return this.sql.rows<JobListItemRow>(
      statement((bind) => {
        if (principalIds === null) return pageOfAll(query, bind);
        return sort.indexed ? pageOfOrderedGrants(query, sort.indexed, bind) : pageOfSortedGrants(query, bind);
      }),
    );
  }

  /** Counts no further than it must: one above EXACT_TOTAL says "more". */
  private async total(query: JobListQuery): Promise<{ total: number; exact: boolean }> {
    const { principalIds } = query;
    const row = await this.sql.first<{ count: number }>(
      statement((bind) => {
        const ids = principalIds === null ? idsOfAll(query, bind) : enoughIdsOfGrants(principalIds, bind);
        return `SELECT count(*)::int AS count FROM (${ids} LIMIT ${EXACT_TOTAL + 1}) t`;
      }),
    );
    if (row!.count <= EXACT_TOTAL) return { total: row!.count, exact: true };
    return { total: await this.expected(query), exact: false };
  }

  /** What the planner expects; known to be above EXACT_TOTAL. */
  private async expected(query: JobListQuery): Promise<number> {
    const plan = await this.sql.first<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      statement((bind) => {
        const ids = query.principalIds === null ? idsOfAll(query, bind) : idsOfGrants(query, bind);
        return `EXPLAIN (FORMAT JSON) ${ids}`;
      }),
    );
    return Math.max(EXACT_TOTAL + 1, plan!['QUERY PLAN'][0].Plan['Plan Rows']);
  }

  /** The tag of that id or name. */
  async tagId(id: string | null, key: string): Promise<string | undefined> {
    const row = await this.sql.first<{ id: string }>({
      name: 'jobList.tagId',
      text: 'SELECT id FROM tags WHERE id = $1::uuid OR key = $2 ORDER BY (id = $1::uuid) DESC NULLS LAST LIMIT 1',
      values: [id, key],
    });
    return row?.id;
  }
}

function statement(build: (bind: Bind) => string): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const text = build((value) => `$${values.push(value)}`);
  return { text, values };
}
