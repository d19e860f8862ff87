import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { Reach } from '../sharing/access-level.js';
import type { JobFlatRow } from './job-rows.js';

/** Whose flat list. */
export interface FlatListReader {
  reach: Reach;
  superuser: boolean;
}

/** The last job of the page before. */
export type FlatListPosition = Pick<JobFlatRow, 'name' | 'id'>;

/** Reads the flat list in pages by key: each costs the same, wherever it is, and none holds a snapshot or a connection. */
@Injectable()
export class JobFlatListRepository {
  constructor(private readonly sql: Sql) {}

  /** The jobs after a position, in name order, with level, shares and tags of each. */
  page(
    { reach, superuser }: FlatListReader,
    after: FlatListPosition | undefined,
    limit: number,
  ): Promise<JobFlatRow[]> {
    const page = superuser ? pageOfAll(after !== undefined) : pageOfGrants(after !== undefined);
    return this.sql.rows<JobFlatRow & Record<string, unknown>>({
      text: `
        WITH page AS (${page})
        SELECT j.id, j.name, j.type, j.enabled, j.owner_id AS "ownerId", o.name AS "ownerName", j.slug,
               CASE WHEN $4 THEN 5 ELSE (
                 SELECT max(CASE g.source WHEN 'share' THEN g.level ELSE p.role_level END)
                 FROM job_grants g JOIN unnest($1::text[], $2::int[]) AS p (id, role_level) ON p.id = g.principal_id
                 WHERE g.job_id = j.id) END AS level,
               ARRAY(SELECT t.tag_id FROM job_tags t WHERE t.job_id = j.id ORDER BY t.tag_id) AS tags,
               (SELECT coalesce(json_agg(json_build_object('principalId', g.principal_id, 'accessLevel', g.level) ORDER BY g.principal_id), '[]')
                FROM job_grants g WHERE g.job_id = j.id AND g.source = 'share') AS shares
        FROM page JOIN jobs j ON j.id = page.id JOIN principals o ON o.id = j.owner_id
        ORDER BY page.name, page.id`,
      values: [reach.principalIds, reach.roleLevels, limit, superuser, ...(after ? [after.name, after.id] : [])],
    });
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
