import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import type { JobRecord } from './jobs.repository.js';

/** Writes jobs that nobody knows yet, however many, by the same few statements. */
@Injectable()
export class NewJobsRepository {
  /** The database's clock. */
  async now(session: SqlSession): Promise<Date> {
    const row = await session.first<{ now: Date }>({
      text: `SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
    });
    return row!.now;
  }

  /** Those of the slugs that the owner has. */
  async takenAmong(session: SqlSession, ownerId: string, slugs: readonly string[]): Promise<string[]> {
    const rows = await session.rows<{ slug: string }>({
      text: 'SELECT slug FROM jobs WHERE owner_id = $1 AND slug = ANY ($2::text[])',
      values: [ownerId, slugs],
    });
    return rows.map(({ slug }) => slug);
  }

  /** Ids of those that were written: the others have a slug that their owner has taken meanwhile. */
  async insert(session: SqlSession, jobs: readonly JobRecord[]): Promise<Set<string>> {
    const rows = await session.rows<{ id: string }>({
      text: `
        INSERT INTO jobs (id, type, name, slug, description, notes, owner_id, interval, interval_type, timezone, start_on,
                          end_on, enabled, locked_at, data, policies, source, source_id, workflow_id, created_at, updated_at)
        SELECT n.*, n.created_at
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                    $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::boolean[], $14::timestamptz[],
                    $15::jsonb[], $16::jsonb[], $17::text[], $18::text[], $19::uuid[], $20::timestamptz[])
             AS n (id, type, name, slug, description, notes, owner_id, interval, interval_type, timezone, start_on,
                   end_on, enabled, locked_at, data, policies, source, source_id, workflow_id, created_at)
        ON CONFLICT (owner_id, slug) DO NOTHING
        RETURNING id`,
      values: [
        jobs.map(({ id }) => id),
        jobs.map(({ type }) => type),
        jobs.map(({ name }) => name),
        jobs.map(({ slug }) => slug),
        jobs.map(({ description }) => description),
        jobs.map(({ notes }) => notes),
        jobs.map(({ ownerId }) => ownerId),
        jobs.map(({ interval }) => interval),
        jobs.map(({ intervalType }) => intervalType),
        jobs.map(({ timezone }) => timezone),
        jobs.map(({ startOn }) => startOn),
        jobs.map(({ endOn }) => endOn),
        jobs.map(({ enabled }) => enabled),
        jobs.map(({ lockedAt }) => lockedAt),
        jobs.map(({ data }) => JSON.stringify(data)),
        jobs.map(({ policies }) => JSON.stringify(policies)),
        jobs.map(({ source }) => source),
        jobs.map(({ sourceId }) => sourceId),
        jobs.map(({ workflowId }) => workflowId),
        jobs.map(({ createdAt }) => createdAt),
      ],
    });
    return new Set(rows.map(({ id }) => id));
  }

  /** The rows that make their owners reach them, and the projects that they are in. */
  async grant(session: SqlSession, jobIds: readonly string[]): Promise<void> {
    await session.execute({
      text: `
        INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
        SELECT j.id, g.principal_id, g.source, g.level, j.name, j.created_at
        FROM jobs j
        LEFT JOIN workflows w ON w.id = j.workflow_id AND w.deleted_at IS NULL
        CROSS JOIN LATERAL (VALUES (j.owner_id, 'owner', 5), ('project:' || w.project_id, 'project', 1))
             AS g (principal_id, source, level)
        WHERE j.id = ANY ($1::uuid[]) AND g.principal_id IS NOT NULL`,
      values: [jobIds],
    });
  }
}
