import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import type { Statement } from '../database/sql.js';
import { reachOf } from '../sharing/access-level.js';
import type { DatasetSort } from './dataset-query.dto.js';
import { searchQuery } from '../naming/search-query.js';
import { SEARCH_EXPRESSION } from './dataset-search.js';
import { DATASET_COLUMNS } from './datasets.repository.js';
import type { DatasetRecord } from './datasets.repository.js';

/** Totals are exact up to here. */
const COUNT_LIMIT = 10_000;

export interface DatasetListQuery {
  q?: string;
  sort: DatasetSort;
  limit: number;
  start: number;
}

export interface DatasetList {
  datasets: DatasetRecord[];
  total: number;
  totalExact: boolean;
}

/** Lists what a caller can read. */
@Injectable()
export class DatasetListRepository {
  constructor(private readonly sql: Sql) {}

  async list(query: DatasetListQuery, caller: Caller): Promise<DatasetList> {
    const words = query.q === undefined ? undefined : searchQuery(query.q);
    // A search without a word finds nothing.
    if (query.q !== undefined && words === undefined) return { datasets: [], total: 0, totalExact: true };
    const principalIds = caller.superuser ? undefined : reachOf(caller).principalIds;
    const scope: Scope = { words, principalIds };
    const datasets = await this.sql.rows<DatasetRecord>(pageStatement(query, scope));
    const counted = await this.sql.first<{ total: number }>(countStatement(scope));
    const total = counted?.total ?? 0;
    if (total <= COUNT_LIMIT) return { datasets, total, totalExact: true };
    return { datasets, total: Math.max(total, query.start + datasets.length + 1), totalExact: false };
  }
}

interface Scope {
  words: string | undefined;
  /** Undefined for superusers, who read all. */
  principalIds: string[] | undefined;
}

function pageStatement(query: DatasetListQuery, scope: Scope): Statement {
  const order = orderOf(query.sort);
  const isIndexed = order.column !== 'updated_at';
  if (scope.words === undefined && scope.principalIds && isIndexed)
    return grantedPage(query, scope.principalIds, order);
  const { conditions, values } = conditionsOf(scope, 3);
  return {
    // A search is planned anew each time: a plan for any words is a bad plan for these.
    name:
      scope.words === undefined ? `datasets.list.${query.sort}.${scope.principalIds ? 'granted' : 'all'}` : undefined,
    text: `
      SELECT ${DATASET_COLUMNS} FROM datasets d LEFT JOIN dataset_loads l ON l.id = d.current_load_id
      WHERE ${conditions}
      ORDER BY d.${order.column} ${order.direction}, d.id ${order.direction}
      LIMIT $1 OFFSET $2`,
    values: [query.limit, query.start, ...values],
  };
}

/**
 * By name or creation, per principal of the caller: the first of an index that is in this very order, merged, each
 * dataset once. Flat in the number of datasets.
 */
function grantedPage(query: DatasetListQuery, principalIds: string[], { column, direction }: Order): Statement {
  const columns = `${column} ${direction}, dataset_id ${direction}`;
  return {
    name: `datasets.list.${query.sort}.by-grant`,
    text: `
      WITH page AS (
        SELECT g.dataset_id, g.${column}
        FROM unnest($3::text[]) AS principal (id)
        CROSS JOIN LATERAL (
          SELECT DISTINCT ON (${column}, dataset_id) dataset_id, ${column} FROM dataset_grants
          WHERE principal_id = principal.id
          ORDER BY ${columns}
          LIMIT $1::bigint + $2::bigint
        ) g
        GROUP BY g.${column}, g.dataset_id
        ORDER BY g.${column} ${direction}, g.dataset_id ${direction}
        LIMIT $1 OFFSET $2
      )
      SELECT ${DATASET_COLUMNS}
      FROM page JOIN datasets d ON d.id = page.dataset_id LEFT JOIN dataset_loads l ON l.id = d.current_load_id
      ORDER BY d.${column} ${direction}, d.id ${direction}`,
    values: [query.limit, query.start, principalIds],
  };
}

function countStatement(scope: Scope): Statement {
  const { conditions, values } = conditionsOf(scope, 1);
  return {
    name: scope.words === undefined ? `datasets.count.${scope.principalIds ? 'granted' : 'all'}` : undefined,
    text: `SELECT count(*)::int AS total FROM (SELECT FROM datasets d WHERE ${conditions} LIMIT ${COUNT_LIMIT + 1}) AS counted`,
    values,
  };
}

function conditionsOf(
  { words, principalIds }: Scope,
  firstParameter: number,
): { conditions: string; values: unknown[] } {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${firstParameter - 1 + values.push(value)}`;
  const conditions = [
    ...(words === undefined ? [] : [`${SEARCH_EXPRESSION} @@ to_tsquery('simple', ${parameter(words)})`]),
    ...(principalIds
      ? [
          `d.id IN (SELECT dataset_id FROM dataset_grants WHERE principal_id = ANY (${parameter(principalIds)}::text[]))`,
        ]
      : []),
  ];
  return { conditions: conditions.join(' AND ') || 'true', values };
}

interface Order {
  column: 'name' | 'created_at' | 'updated_at';
  direction: 'ASC' | 'DESC';
}

function orderOf(sort: DatasetSort): Order {
  const columns = { name: 'name', createdAt: 'created_at', updatedAt: 'updated_at' } as const;
  const field = sort.replace('-', '') as keyof typeof columns;
  return { column: columns[field], direction: sort.startsWith('-') ? 'DESC' : 'ASC' };
}
