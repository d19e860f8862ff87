import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Sql } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';
import { occurrencesBetween } from '../schedules/occurrences.js';
import type { Accessible } from '../sharing/access.repository.js';
import { refuseOnDraft } from '../sharing/draft-operation.js';
import type { BackfillCanceledDto, BackfillDto, BackfillRequestDto } from './backfill.dto.js';
import { BackfillRepository } from './backfill.repository.js';
import { assertPeriod } from './instant.js';
import { RunAdmission, compiled } from './run-admission.js';

const DEFAULT_LIMIT = 100;

/** Runs occurrences of the past: those of a time before the job existed, or whose results were wrong. */
@Injectable()
export class BackfillService {
  constructor(
    private readonly sql: Sql,
    private readonly admission: RunAdmission,
    private readonly repository: BackfillRepository,
  ) {}

  /**
   * Puts the period's occurrences, as the schedule is now, into the queue. Blackouts don't count: somebody asked for it.
   * @throws DomainError 400 `EMPTY_PERIOD`; 409 `JOB_LOCKED`, `SCHEDULER_PAUSED`, `DRAFT_OPERATION`; 422 `NO_SCHEDULE`, `PERIOD_IN_FUTURE`
   */
  async backfill(job: Accessible, request: BackfillRequestDto, caller: Caller): Promise<BackfillDto> {
    refuseOnDraft(job, 'backfills are');
    const { from, to, limit = DEFAULT_LIMIT, overlap = 'queue' } = request;
    if (from.getTime() !== to.getTime()) assertPeriod(request);
    return this.sql.transaction(async (session) => {
      const locked = await this.admission.lock(session, job.id, caller);
      if (to > locked.now) throw inFuture(to, locked.now);
      const schedule = compiled(locked);
      if (!schedule) throw noSchedule(job.name);
      const found = [...occurrencesBetween(schedule, from.getTime() - 1, to.getTime(), limit + 1)];
      const occurrences = found.slice(0, limit);
      const exclusive = overlap !== 'allow';
      await this.repository.enqueue(
        session,
        { jobId: job.id, requestedBy: caller.userId, occurrences, exclusive },
        locked,
      );
      return {
        count: occurrences.length,
        first: iso(occurrences[0]),
        last: iso(occurrences.at(-1)),
        next: iso(found[limit]),
        _links: { 'inf:job-history': { href: `/api/jobs/${job.id}/history?trigger=backfill` } },
      };
    });
  }

  /** Cancels what waits of the job's backfills; what runs goes on. */
  async cancel(job: Accessible): Promise<BackfillCanceledDto> {
    return this.sql.transaction(async (session) => ({
      count: await this.repository.cancelWaiting(session, job.id),
    }));
  }
}

function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

function inFuture(to: Date, now: Date): DomainError {
  const message = `to (${to.toISOString()}) lies in the future: a backfill runs what is past; it is ${now.toISOString()}.`;
  return new DomainError('impossible', 'PERIOD_IN_FUTURE', message, [
    { path: 'to', message: 'lies in the future', value: to.toISOString() },
  ]);
}

function noSchedule(name: string): DomainError {
  const message = `"${name}" has no interval, so no occurrences to backfill: give it one, or run it by hand.`;
  return new DomainError('impossible', 'NO_SCHEDULE', message, [{ path: 'interval', message: 'is missing' }]);
}
