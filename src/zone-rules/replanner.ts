import { Injectable, Logger } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { SqlSession } from '../database/sql.js';
import type { PlannedStart } from '../jobs/job-schedules.js';
import { PlannedJobsRepository } from './planned-jobs.repository.js';
import { moveOf } from './replanning.js';
import type { Move, PlannedJob } from './replanning.js';
import type { NewZoneChange } from './zone-changes.repository.js';
import { ZoneChangesRepository } from './zone-changes.repository.js';
import { ZoneFingerprintsRepository } from './zone-fingerprints.repository.js';
import type { ZonePlan } from './zone-plans.js';

const CHUNK = 1_000;
/** More than these are only counted. */
const MAX_HELD = 50;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** A job that was re-planned. */
export interface MovedStart {
  jobId: string;
  timezone: string;
  from: Date;
  to: PlannedStart | null;
}

/** What was re-planned: there may be very many, so only the first are held. */
export interface Replanned {
  /** Of each zone with such jobs, how many. */
  counts: Map<string, number>;
  first: MovedStart[];
}

/** Moves the next starts of jobs whose zones have other rules than they were planned by. */
@Injectable()
export class Replanner {
  private readonly logger = new Logger('ZoneRules');

  constructor(
    private readonly jobs: PlannedJobsRepository,
    private readonly clock: ZoneFingerprintsRepository,
    private readonly changes: ZoneChangesRepository,
    private readonly audit: AuditRepository,
  ) {}

  /** All jobs of the zones, a thousand at a time; only those that move are locked. */
  async replan(session: SqlSession, plans: Map<string, ZonePlan>, tzTo: string): Promise<Replanned> {
    const replanned: Replanned = { counts: new Map(), first: [] };
    let afterJobId: string | undefined = FIRST_ID;
    while (afterJobId !== undefined && plans.size > 0) {
      const chunk = await this.jobs.read(session, [...plans.keys()], { afterJobId, limit: CHUNK });
      const moved = await this.move(session, chunk, plans);
      await this.record(session, moved, { plans, tzTo });
      for (const { timezone } of moved) replanned.counts.set(timezone, (replanned.counts.get(timezone) ?? 0) + 1);
      replanned.first.push(...moved.slice(0, MAX_HELD - replanned.first.length));
      afterJobId = chunk.at(-1)?.jobId;
    }
    if (replanned.first.length > 0) await this.jobs.wakeSchedulers(session);
    return replanned;
  }

  /** The rows are locked first, and then the database's clock is read: what was claimed or edited meanwhile is seen. */
  private async move(session: SqlSession, chunk: PlannedJob[], plans: Map<string, ZonePlan>): Promise<MovedStart[]> {
    const now = await this.clock.now(session);
    const candidates = chunk.filter((job) => this.moveOf(job, plans, now)).map(({ jobId }) => jobId);
    if (candidates.length === 0) return [];
    const locked = await this.jobs.lock(session, candidates);
    const lockedAt = await this.clock.now(session);
    const moved = locked.flatMap((job): MovedStart[] => {
      const move = this.moveOf(job, plans, lockedAt);
      return move ? [{ jobId: job.jobId, timezone: job.timezone, from: job.dueAt!, to: move.to }] : [];
    });
    await this.jobs.move(session, moved);
    return moved;
  }

  /** For the list of changes, and for the editors of each job. */
  private async record(
    session: SqlSession,
    moved: MovedStart[],
    { plans, tzTo }: { plans: Map<string, ZonePlan>; tzTo: string },
  ): Promise<void> {
    if (moved.length === 0) return;
    await this.changes.record(
      session,
      moved.map((job) => changeOf(job.timezone, plans.get(job.timezone)!, { tzTo, moved: job })),
    );
    await this.audit.recordAll(session, moved.map(auditEntry));
  }

  /** A schedule that can't be computed is left to its claim, which stops it and says so. */
  private moveOf(job: PlannedJob, plans: Map<string, ZonePlan>, now: Date): Move | undefined {
    const plan = plans.get(job.timezone);
    try {
      return plan && moveOf(job, plan, now);
    } catch (error) {
      this.logger.warn({ jobId: job.jobId }, `job ${job.jobId} can't be re-planned: ${(error as Error).message}`);
      return undefined;
    }
  }
}

/** What is written of a zone's change: of one job that moved, or of none. */
export function changeOf(
  timezone: string,
  { tzFrom, differsFromMs }: ZonePlan,
  { tzTo, moved }: { tzTo: string; moved?: MovedStart },
): NewZoneChange {
  return {
    timezone,
    tzFrom,
    tzTo,
    differsFrom: new Date(differsFromMs),
    jobId: moved?.jobId ?? null,
    nextRunFrom: moved?.from ?? null,
    nextRunTo: moved?.to?.dueAt ?? null,
  };
}

function auditEntry({ jobId, timezone, from, to }: MovedStart) {
  const nextRunAt = { from: from.toISOString(), to: to?.dueAt.toISOString() ?? null };
  return {
    actorId: null,
    subjectKind: 'job' as const,
    subjectId: jobId,
    action: 'job.replanned',
    changes: { nextRunAt, zoneRules: { changed: timezone } },
  };
}
