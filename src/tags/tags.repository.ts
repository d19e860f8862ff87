import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';

export interface TagRow {
  id: string;
  name: string;
}

export interface NewTag extends TagRow {
  key: string;
  createdBy: string;
}

/** Whose view of the tags: principals of the caller, the user among them first; null for a superuser. */
export type TagViewer = string[] | null;

/** A tag tells of jobs: it is shown to who made it and to who can read a job that bears it. */
const VISIBLE = `
  ($1::text[] IS NULL OR t.created_by = ($1::text[])[1]
   OR t.id IN (SELECT jt.tag_id FROM job_tags jt JOIN job_grants g ON g.job_id = jt.job_id WHERE g.principal_id = ANY ($1)))`;

@Injectable()
export class TagsRepository {
  constructor(private readonly sql: Sql) {}

  /** One page in name order. */
  list(viewer: TagViewer, page: { start: number; limit: number }): Promise<TagRow[]> {
    return this.sql.rows<TagRow & Record<string, unknown>>({
      text: `SELECT t.id, t.name FROM tags t WHERE ${VISIBLE} ORDER BY t.name, t.id LIMIT $2 OFFSET $3`,
      values: [viewer, page.limit, page.start],
    });
  }

  async count(viewer: TagViewer): Promise<number> {
    const text = `SELECT count(*)::int AS total FROM tags t WHERE ${VISIBLE}`;
    return (await this.sql.first<{ total: number }>({ text, values: [viewer] }))!.total;
  }

  findVisible(viewer: TagViewer, id: string): Promise<TagRow | undefined> {
    return this.sql.first<TagRow & Record<string, unknown>>({
      text: `SELECT t.id, t.name FROM tags t WHERE t.id = $2 AND ${VISIBLE}`,
      values: [viewer, id],
    });
  }

  /** Makes the tag unless one of that key is there. @returns the one there is now, and whether it is new */
  async make(tag: NewTag): Promise<{ tag: TagRow; created: boolean }> {
    for (;;) {
      const inserted = await this.sql.execute({
        text: 'INSERT INTO tags (id, name, key, created_by) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING',
        values: [tag.id, tag.name, tag.key, tag.createdBy],
      });
      const found = await this.sql.first<TagRow & Record<string, unknown>>({
        text: 'SELECT id, name FROM tags WHERE key = $1',
        values: [tag.key],
      });
      if (found) return { tag: found, created: inserted > 0 };
    }
  }
}
