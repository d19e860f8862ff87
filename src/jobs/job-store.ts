import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import type { ResolvedLink } from './job-dataset-links.js';
import { JobDatasetsRepository } from './job-datasets.repository.js';
import { nextDue, scheduleChanged } from './job-schedules.js';
import { JobSchedulesRepository } from './job-schedules.repository.js';
import type { JobEditRow } from './job-rows.js';
import type { JobRecord } from './jobs.repository.js';
import { JobsRepository } from './jobs.repository.js';
import { supersededOccurrences } from './superseded.js';
import { freeSlug, slugify } from './slug.js';

/** Writes a job with all that must change with it, inside the transaction of its caller. */
@Injectable()
export class JobStore {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly schedules: JobSchedulesRepository,
    private readonly datasets: JobDatasetsRepository,
    private readonly ledger: LedgerRepository,
  ) {}

  /** The database's clock. */
  async now(session: SqlSession): Promise<Date> {
    const row = await session.first<{ now: Date }>({
      text: `SELECT date_trunc('milliseconds', clock_timestamp()) AS now`,
    });
    return row!.now;
  }

  /** Inserts a job under the first free slug of its owner, with schedule, owner's grant and links. */
  async insert(session: SqlSession, job: JobRecord, links: readonly ResolvedLink[]): Promise<JobRecord> {
    const stored = await this.insertUnderFreeSlug(session, job);
    await this.jobs.grantOwner(session, stored);
    await this.schedules.save(session, stored, nextDue(stored, stored.createdAt, null));
    for (const link of links) await this.datasets.add(session, stored.id, link);
    return stored;
  }

  /** Others may take the slug at the same moment: the loser looks for the next one. */
  private async insertUnderFreeSlug(session: SqlSession, job: JobRecord): Promise<JobRecord> {
    for (;;) {
      const base = slugify(job.name);
      const slug = freeSlug(base, await this.jobs.takenSlugs(session, job.ownerId, base));
      const candidate = { ...job, slug };
      if (await this.jobs.insert(session, candidate)) return candidate;
    }
  }

  /**
   * Writes an edit of a locked job. When the edit changes the schedule, what was due and unclaimed is recorded as
   * superseded and the next occurrence is computed anew; otherwise nextRunAt stays as it is.
   */
  async update(session: SqlSession, before: JobEditRow, after: JobRecord): Promise<void> {
    await this.jobs.update(session, after);
    const changed = scheduleChanged(before, after);
    const dueAt = changed ? nextDue(after, before.now, before.lastClaimedFor) : before.dueAt;
    if (changed) await this.ledger.recordNonRuns(session, supersededOccurrences(before));
    await this.schedules.save(session, after, dueAt);
  }
}
