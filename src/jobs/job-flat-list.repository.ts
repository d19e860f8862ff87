import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Reach } from '../sharing/access-level.js';

/** Whose flat list. */
export interface FlatListReader {
  reach: Reach;
  superuser: boolean;
}

/** The last job of a page. */
export interface FlatListPosition {
  name: string;
  id: string;
}

/** Jobs of the flat list. */
export interface FlatListPage {
  /** Their JSON texts, commas between. */
  items: string;
  count: number;
  /** Null when there are none. */
  last: FlatListPosition | null;
}

/** What clients read of a job; its columns, in order, are their keys. PostgreSQL writes the JSON: rows would be garbage here. */
const ITEM = `
  j.id, j.name, j.type, j.enabled, j.owner_id AS "ownerId", o.name AS "ownerName", j.owner_id || ':' || j.slug AS "naturalId",
  ARRAY(SELECT t.tag_id FROM job_tags t WHERE t.job_id = j.id ORDER BY t.tag_id) AS tags,
  (SELECT coalesce(json_agg(json_build_object('principalId', g.principal_id, 'accessLevel', g.level) ORDER BY g.principal_id), '[]')
   FROM job_grants g
   WHERE g.job_id = j.id AND g.source = 'share' AND (a.level >= ${AccessLevel.Share} OR g.principal_id = ANY ($1::text[]))) AS sharing,
  json_build_object('edit', a.level >= ${AccessLevel.Edit}, 'write', a.level >= ${AccessLevel.Edit},
                    'delete', a.level >= ${AccessLevel.Owner}, 'share', a.level >= ${AccessLevel.Share}) AS permissions`;

/** Reads the flat list in pages by key: each costs the same, wherever it is, and none holds a snapshot or a connection. */
@Injectable()
export class JobFlatListRepository {
  constructor(private readonly sql: Sql) {}

  /** The jobs after a position, in name order, each as the reader's level shows it. */
  async page(
    { reach, superuser }: FlatListReader,
    after: FlatListPosition | null,
    limit: number,
  ): Promise<FlatListPage> {
    const page = superuser ? pageOfAll(after !== null) : pageOfGrants(after !== null);
    const found = await this.sql.first<FlatListPage & Record<string, unknown>>({
      text: `
        WITH page AS MATERIALIZED (${page})
        SELECT coalesce(string_agg(row_to_json(i)::text, ','), '') AS items, count(*)::int AS count,
               (SELECT json_build_object('name', page.name, 'id', page.id) FROM page ORDER BY page.name DESC, page.id DESC LIMIT 1) AS last
        FROM (
          SELECT ${ITEM}
          FROM page JOIN jobs j ON j.id = page.id JOIN principals o ON o.id = j.owner_id
          CROSS JOIN LATERAL (
            SELECT CASE WHEN $4 THEN ${AccessLevel.Owner} ELSE (
              SELECT max(CASE g.source WHEN 'share' THEN g.level ELSE p.role_level END)
              FROM job_grants g JOIN unnest($1::text[], $2::int[]) AS p (id, role_level) ON p.id = g.principal_id
              WHERE g.job_id = j.id) END AS level
            OFFSET 0
          ) a
          ORDER BY page.name, page.id
        ) i`,
      values: [reach.principalIds, reach.roleLevels, limit, superuser, ...(after ? [after.name, after.id] : [])],
    });
    return found!;
  }
}

function pageOfAll(isLater: boolean): string {
  return `
    SELECT j.name, j.id FROM jobs j WHERE j.editing_id IS NULL ${isLater ? 'AND (j.name, j.id) > ($5, $6::uuid)' : ''}
    ORDER BY j.name, j.id LIMIT $3`;
}

function pageOfGrants(isLater: boolean): string {
  return `
    SELECT m.name, m.job_id AS id
    FROM unnest($1::text[]) AS p (id)
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (g.name, g.job_id) g.name, g.job_id FROM job_grants g
      WHERE g.principal_id = p.id ${isLater ? 'AND (g.name, g.job_id) > ($5, $6::uuid)' : ''}
      ORDER BY g.name, g.job_id LIMIT $3
    ) m
    GROUP BY m.name, m.job_id ORDER BY m.name, m.job_id LIMIT $3`;
}
