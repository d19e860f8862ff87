import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Sql } from '../database/sql.js';
import { isFiltered } from './job-list-filter.js';
import type { JobListQuery } from './job-list-sql.js';
import {
  ENOUGH_GRANTS,
  EXACT_TOTAL,
  SOME_GRANTS,
  confirming,
  fewFound,
  idsOfAll,
  idsOfGrants,
  isFilteredReach,
  pageAndTotal,
  pageOf,
  totalOf,
} from './job-list-sql.js';
import { listStatement } from './job-list-statement.js';
import { LargeTotals } from './job-list-totals.js';
import { walkedPage } from './job-list-walk-sql.js';

/** A page of what a query finds. */
export interface JobListResult {
  /** The items as JSON, commas between; for the answer as it is. */
  items: string;
  count: number;
  /** Exact up to 10,000; above, what the planner expects. */
  total: number;
  exact: boolean;
}

interface AnswerRow {
  items: string;
  count: number;
  callerText?: string | null;
}

/** Lengths of first pages that clients ask for: their statements are prepared. */
const PREPARED_LIMITS = [10, 20, 25, 30, 50, 100];

/**
 * Lists by ordered grants: per principal of the caller one index scan of the first rows in order, merged and
 * de-duplicated. A filter that leaves at most 10,000 jobs is applied to all that the caller can see instead, since the
 * total needs that anyway; one that leaves more is applied on a walk. Searches and filters are sent unprepared: a generic
 * plan is wrong for them.
 */
@Injectable()
export class JobListRepository {
  private readonly large: LargeTotals;

  constructor(
    private readonly sql: Sql,
    clock: Clock,
  ) {
    this.large = new LargeTotals(() => clock.monotonicMs());
  }

  /** Undefined when the caller is presumed, and is another by now or not confirmed by this kind of list. */
  async find(query: JobListQuery): Promise<JobListResult | undefined> {
    if (query.presumedFrom !== undefined && preparedName(query, 'page') === undefined) return undefined;
    const key = keyOf(query);
    const known = this.large.get(key);
    const { callerText, ...found } =
      known === undefined ? await this.counted(query) : { ...(await this.longPage(query)), total: known };
    if (query.presumedFrom !== undefined && callerText !== query.presumedFrom) return undefined;
    const total = found.total > EXACT_TOTAL ? totalSeen(query, found) : found.total;
    if (total !== undefined) {
      this.large.forget(key);
      return { ...found, total, exact: true };
    }
    const expected = known ?? (await this.expected(query));
    if (known === undefined) this.large.set(key, expected);
    return { ...found, total: Math.max(expected, query.start + found.count), exact: false };
  }

  /** With a total of more than EXACT_TOTAL when it is known to be that. */
  private async counted(query: JobListQuery): Promise<AnswerRow & { total: number }> {
    if (isFilteredReach(query)) return this.filtered(query);
    if (!query.sort.walked) {
      const name = preparedName(query, 'counted');
      return (await this.sql.first(
        listStatement(query, (bind) => confirming(pageAndTotal(query, bind), query, bind), name),
      ))!;
    }
    const { total } = (await this.sql.first<{ total: number }>(listStatement(query, (bind) => totalOf(query, bind))))!;
    return { ...(await (total > EXACT_TOTAL ? this.longPage(query) : this.page(query))), total };
  }

  private async filtered(query: JobListQuery): Promise<AnswerRow & { total: number }> {
    // Most jobs reach somebody in one way, so a few more grants than EXACT_TOTAL tell; else as many as tell for certain.
    for (const enough of [SOME_GRANTS, ENOUGH_GRANTS * query.principalIds!.length]) {
      const few = await this.sql.first<AnswerRow & { total: number; complete: boolean }>(
        listStatement(query, (bind) => fewFound(query, enough, bind)),
      );
      if (few!.complete) return few!;
      if (few!.total > EXACT_TOTAL) break;
    }
    return { ...(await this.longPage(query)), total: EXACT_TOTAL + 1 };
  }

  /** A page of more than EXACT_TOTAL jobs: by a walk if one finds it. */
  private async longPage(query: JobListQuery): Promise<AnswerRow> {
    const walk = listStatement(query, (bind) => walkedPage(query, bind) ?? '');
    const walked = walk.text && (await this.sql.first<AnswerRow & Record<string, unknown>>(walk));
    return walked && walked.count === query.limit ? walked : this.page(query);
  }

  private async page(query: JobListQuery): Promise<AnswerRow> {
    return (await this.sql.first<AnswerRow & Record<string, unknown>>(
      listStatement(query, (bind) => confirming(pageOf(query, bind), query, bind), preparedName(query, 'page')),
    ))!;
  }

  /** What the planner expects; known to be above EXACT_TOTAL. */
  private async expected(query: JobListQuery): Promise<number> {
    const plan = await this.sql.first<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      listStatement(query, (bind) => {
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

/** A page that is not full is the last one: then the total is no estimate, whatever was remembered. */
function totalSeen({ start, limit }: JobListQuery, { count }: AnswerRow): number | undefined {
  const isLast = count < limit && (count > 0 || start === 0);
  return isLast ? start + count : undefined;
}

/** Which jobs it finds: the same for every page and order. */
function keyOf({
  sort: _sort,
  limit: _limit,
  start: _start,
  presumedFrom: _presumedFrom,
  userId,
  ...which
}: JobListQuery): string {
  return JSON.stringify(which.favorite === undefined ? which : { ...which, userId });
}

function preparedName(query: JobListQuery, kind: string): string | undefined {
  const { sort, start, limit, principalIds } = query;
  if (!sort.indexed || start !== 0 || isFiltered(query) || !PREPARED_LIMITS.includes(limit)) return undefined;
  const { column, direction } = sort.indexed;
  const presumed = query.presumedFrom === undefined ? '' : '.presumed';
  return `jobList.${kind}.${principalIds === null ? 'all' : 'grants'}.${column}.${direction}.${limit}${presumed}`;
}
