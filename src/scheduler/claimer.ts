import { Injectable, Logger } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import type { NonRun } from '../ledger/ledger.repository.js';
import { planClaim, planOfInvalid } from './claim-plan.js';
import type { Busy, ClaimPlan, DueSchedule } from './claim-plan.js';
import type { ClaimScope, DecidedSchedule } from './claim.repository.js';
import { ClaimRepository } from './claim.repository.js';
import type { ClaimedRun } from './claimed-run.js';
import { WaitingRunsRepository } from './waiting-runs.repository.js';

const FREE: Busy = { manual: false, scheduled: false, waiting: false };

/**
 * Claims what is due: one transaction locks due schedules, decides the fate of every due instant, advances the schedules
 * and starts runs. What is claimed is started; nothing is prefetched. If the process dies before the commit, nothing
 * happened; after it, the rows in `active_runs` are found by whoever notices the death.
 */
@Injectable()
export class Claimer {
  private readonly logger = new Logger('Claimer');

  constructor(
    private readonly sql: Sql,
    private readonly claims: ClaimRepository,
    private readonly waiting: WaitingRunsRepository,
    private readonly ledger: LedgerRepository,
  ) {}

  /** Waiting runs first, then due schedules; at most `limit` runs. */
  async claim(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    const resumed = await this.claims.startPending(scope, limit);
    if (resumed.length >= limit) return resumed;
    try {
      return [...resumed, ...(await this.claimDue(scope, limit - resumed.length))];
    } catch (error) {
      // What was resumed is committed, and must be run whatever becomes of the rest.
      if (resumed.length === 0) throw error;
      this.logger.warn(`due schedules could not be claimed: ${(error as Error).message}`);
      return resumed;
    }
  }

  private claimDue(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    return this.sql.transaction(async (session) => {
      const due = await this.claims.lockDue(session, scope, limit);
      if (due.length === 0) return [];
      const { now, busy } = await this.claims.readBusy(
        session,
        due.map((schedule) => schedule.jobId),
      );
      const decided = due
        .map((schedule) => ({ due: schedule, plan: this.plan(schedule, now, busy.get(schedule.jobId) ?? FREE) }))
        .sort((a, b) => (a.due.jobId < b.due.jobId ? -1 : 1));
      const dropped = await this.dropReplaced(session, decided);
      const started = await this.claims.advanceAndStart(session, scope.nodeId, decided);
      await this.recordTheRest(session, decided, { started, dropped });
      return started;
    });
  }

  /** A schedule that can't be computed must not hold up the others: it stops, and its history says so. */
  private plan(due: DueSchedule, now: Date, busy: Busy): ClaimPlan {
    try {
      return planClaim(due, now.getTime(), busy);
    } catch (error) {
      this.logger.error(
        `the schedule of job ${due.jobId} can't be computed and is stopped: ${(error as Error).message}`,
      );
      return planOfInvalid(due);
    }
  }

  /** Waiting rows go before anything is started: every claim takes the two kinds of rows in this order. */
  private async dropReplaced(session: SqlSession, decided: DecidedSchedule[]): Promise<NonRun[]> {
    const dropped: NonRun[] = [];
    for (const { due, plan } of decided)
      if (plan.replaceWaiting) dropped.push(...(await this.waiting.dropWaiting(session, due.jobId)));
    return dropped;
  }

  private async recordTheRest(
    session: SqlSession,
    decided: DecidedSchedule[],
    { started, dropped }: { started: ClaimedRun[]; dropped: NonRun[] },
  ): Promise<void> {
    const startedJobs = new Set(started.map((run) => run.jobId));
    const nonRuns: NonRun[] = [...dropped, ...decided.flatMap(({ plan }) => plan.nonRuns)];
    for (const { due, plan } of decided) {
      // A waiting run of the job was started by another node between our reading and our writing.
      if (plan.start && !startedJobs.has(due.jobId)) plan.wait.unshift(plan.start);
      if (plan.wait.length > 0) await this.waiting.add(session, due, plan.wait, !plan.shared);
      if (plan.cancelRunning) await this.waiting.cancelRunning(session, due.jobId);
    }
    await this.ledger.recordNonRuns(session, nonRuns);
  }
}
