import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';

/** Knows what principals own, in the tables of the modules above this one; their foreign keys are the last word. */
@Injectable()
export class PossessionsRepository {
  /** Throws OWNS_THINGS when the principal owns jobs (drafts aside) or datasets. */
  async assertNone(session: SqlSession, ownerId: string): Promise<void> {
    const owned = await session.first<{ jobs: number; datasets: number }>({
      text: `
        SELECT (SELECT count(*) FROM jobs WHERE owner_id = $1 AND editing_id IS NULL)::int AS jobs,
               (SELECT count(*) FROM datasets WHERE owner_id = $1)::int AS datasets`,
      values: [ownerId],
    });
    if (owned && owned.jobs + owned.datasets > 0) throw ownsThings(ownerId, owned);
  }

  /** A job or dataset made between the check and the deletion is caught by its foreign key. */
  explain(error: unknown, ownerId: string): unknown {
    // PostgreSQL 18 has a code of its own for RESTRICT.
    return ['23503', '23001'].includes(String((error as { code?: unknown }).code)) ? ownsThings(ownerId) : error;
  }
}

function ownsThings(ownerId: string, owned?: { jobs: number; datasets: number }): DomainError {
  const what = owned ? `${owned.jobs} jobs and ${owned.datasets} datasets` : 'jobs or datasets';
  const message = `"${ownerId}" owns ${what}. Give them to another owner (PUT /api/jobs/{id}/owner) or delete them first.`;
  return new DomainError('conflict', 'OWNS_THINGS', message, owned);
}
