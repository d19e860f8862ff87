import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';

/** How many of each. */
type Owned = { jobs: number; datasets: number; projects: number };

/** Knows what principals own, in the tables of the modules above this one; their foreign keys are the last word. */
@Injectable()
export class PossessionsRepository {
  /** Throws OWNS_THINGS when the principal owns jobs (drafts aside), datasets or projects. */
  async assertNone(session: SqlSession, ownerId: string): Promise<void> {
    const owned = await session.first<Owned>({
      text: `
        SELECT (SELECT count(*) FROM jobs WHERE owner_id = $1 AND editing_id IS NULL)::int AS jobs,
               (SELECT count(*) FROM datasets WHERE owner_id = $1)::int AS datasets,
               (SELECT count(*) FROM project_members WHERE user_id = $1 AND role = 'owner')::int AS projects`,
      values: [ownerId],
    });
    if (owned && owned.jobs + owned.datasets + owned.projects > 0) throw ownsThings(ownerId, owned);
  }

  /** Drafts are nobody else's: they go with their owner, and with them what ran, runs or waits of them. */
  async discardDrafts(session: SqlSession, ownerId: string): Promise<void> {
    await session.execute({
      text: `
        SELECT 1 FROM job_schedules s
        WHERE s.job_id IN (SELECT d.id FROM jobs d WHERE d.owner_id = $1 AND d.editing_id IS NOT NULL) ORDER BY s.job_id FOR UPDATE`,
      values: [ownerId],
    });
    await session.execute({
      text: `
        WITH drafts AS (DELETE FROM jobs WHERE owner_id = $1 AND editing_id IS NOT NULL RETURNING id),
        waiting AS (DELETE FROM pending_runs r USING drafts d WHERE r.job_id = d.id),
        outcomes AS (DELETE FROM job_outcomes o USING drafts d WHERE o.job_id = d.id),
        ended AS (DELETE FROM job_runs r USING drafts d WHERE r.job_id = d.id RETURNING r.id),
        running AS (DELETE FROM active_runs r USING drafts d WHERE r.job_id = d.id RETURNING r.id),
        events AS (DELETE FROM run_events e WHERE e.run_id IN (SELECT id FROM ended UNION ALL SELECT id FROM running))
        SELECT pg_notify('punctual_abort', id::text) FROM running`,
      values: [ownerId],
    });
  }

  /** A job or dataset made between the check and the deletion is caught by its foreign key. */
  explain(error: unknown, ownerId: string): unknown {
    // PostgreSQL 18 has a code of its own for RESTRICT.
    return ['23503', '23001'].includes(String((error as { code?: unknown }).code)) ? ownsThings(ownerId) : error;
  }
}

function ownsThings(ownerId: string, owned?: Owned): DomainError {
  const what = owned
    ? `${owned.jobs} jobs, ${owned.datasets} datasets and ${owned.projects} projects`
    : 'jobs or datasets';
  const message = `"${ownerId}" owns ${what}. Give them to another owner (PUT /api/jobs/{id}/owner, PUT /api/projects/{id}/members/{userId}) or delete them first.`;
  return new DomainError('conflict', 'OWNS_THINGS', message, owned);
}
