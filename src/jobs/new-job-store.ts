import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { freeSlugs } from '../naming/free-slugs.js';
import { slugify } from '../naming/slug.js';
import { JobChangeLog } from './job-change-log.js';
import type { JobParts } from './job-content.js';
import { JobContentRepository } from './job-content.repository.js';
import { nextDue } from './job-schedules.js';
import { JobSchedulesRepository } from './job-schedules.repository.js';
import { nameTaken } from './job-workflow.errors.js';
import { assertNameFits } from './job-workflow-names.js';
import type { JobRecord } from './jobs.repository.js';
import { NewJobsRepository } from './new-jobs.repository.js';

/** A new job as it is to be stored, still without its slug; no draft. */
export interface NewJob {
  job: JobRecord;
  parts: JobParts;
}

/**
 * Writes new jobs with all that belongs to them, inside the transaction of its caller: slug, grants, schedule, links,
 * actions, version, audit event. One or a thousand: as many statements.
 */
@Injectable()
export class NewJobStore {
  constructor(
    private readonly jobs: NewJobsRepository,
    private readonly schedules: JobSchedulesRepository,
    private readonly content: JobContentRepository,
    private readonly changeLog: JobChangeLog,
  ) {}

  /** The database's clock: `createdAt` of what is about to be made. */
  now(session: SqlSession): Promise<Date> {
    return this.jobs.now(session);
  }

  /**
   * In their order, each under the first free slug of its owner. Whether they may be in their workflows is the caller's
   * business. @throws DomainError `JOB_NAME_INVALID`, `JOB_NAME_TAKEN`
   */
  async insert(session: SqlSession, newJobs: readonly NewJob[], actorId: string): Promise<void> {
    if (newJobs.length === 0) return;
    const jobs = newJobs.map(({ job }) => job);
    for (const job of jobs) assertNameFits(job);
    const ids = jobs.map(({ id }) => id);
    await underFreeNames(jobs, () => this.insertUnderFreeSlugs(session, jobs));
    await this.jobs.grant(session, ids);
    await this.schedules.insert(
      session,
      jobs.map((job) => ({ job, start: nextDue(job, job.createdAt, null) })),
    );
    await this.content.insertParts(
      session,
      newJobs.map(({ job, parts }) => ({ jobId: job.id, parts })),
    );
    await this.changeLog.begin(session, ids, actorId);
  }

  /** Others may take a slug at the same moment: the losers look for the next one. */
  private async insertUnderFreeSlugs(session: SqlSession, jobs: readonly JobRecord[]): Promise<void> {
    for (let left = jobs; left.length > 0;) {
      const inserted = await this.jobs.insert(session, await this.withSlugs(session, left));
      left = left.filter(({ id }) => !inserted.has(id));
    }
  }

  private async withSlugs(session: SqlSession, jobs: readonly JobRecord[]): Promise<JobRecord[]> {
    const named: JobRecord[] = [];
    for (const ownerId of new Set(jobs.map((job) => job.ownerId))) {
      const owned = jobs.filter((job) => job.ownerId === ownerId);
      const bases = owned.map(({ name }) => slugify(name, 'job'));
      const slugs = await freeSlugs(bases, (asked) => this.jobs.takenAmong(session, ownerId, asked));
      named.push(...owned.map((job, index) => ({ ...job, slug: slugs[index]! })));
    }
    return named;
  }
}

async function underFreeNames(jobs: readonly JobRecord[], write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { constraint, detail } = error as { constraint?: unknown; detail?: unknown };
    if (constraint !== 'jobs_workflow_name_key') throw error;
    // The values stand in the detail as they are, whatever language the server speaks.
    const taken = jobs.find(({ workflowId, name }) => String(detail).includes(`(${workflowId}, ${name})`));
    throw nameTaken((taken ?? jobs[0]!).name);
  }
}
