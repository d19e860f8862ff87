import { Injectable, Logger } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { RunMetrics } from '../metrics/run-metrics.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import type { NonRun } from '../ledger/ledger.repository.js';
import { planAhead, planClaim, planOfInvalid } from './claim-plan.js';
import type { ClaimPlan, DueSchedule } from './claim-plan.js';
import type { Busy } from './overlap.js';
import type { ClaimScope, DecidedSchedule } from './claim.repository.js';
import { ClaimRepository } from './claim.repository.js';
import type { ClaimedRun } from './claimed-run.js';
import { WaitingClaimRepository } from './waiting-claim.repository.js';
import { WaitingRunsRepository } from './waiting-runs.repository.js';

const FREE: Busy = { manual: false, scheduled: false, waiting: false };

/**
 * Claims what is due, or is in a moment: one transaction locks due schedules, decides the fate of every due instant, advances the schedules
 * and starts runs. What is claimed is started; nothing is prefetched. If the process dies before the commit, nothing
 * happened; after it, the rows in `active_runs` are found by whoever notices the death.
 */
@Injectable()
export class Claimer {
  private readonly logger = new Logger('Claimer');

  constructor(
    private readonly sql: Sql,
    private readonly claims: ClaimRepository,
    private readonly waitingClaims: WaitingClaimRepository,
    private readonly waiting: WaitingRunsRepository,
    private readonly ledger: LedgerRepository,
    private readonly metrics: RunMetrics,
  ) {}

  /** Waiting runs first, then due schedules, then runs with a concurrency key; at most `limit` runs. */
  async claim(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    const claimed: ClaimedRun[] = [];
    const steps = [
      (free: number) => this.waitingClaims.start(scope, free),
      (free: number) => this.claimSchedules(scope, free),
      (free: number) => this.startKeyed(scope, free),
    ];
    for (const step of steps) {
      if (claimed.length >= limit) break;
      try {
        claimed.push(...(await step(limit - claimed.length)));
      } catch (error) {
        // What was claimed before is committed, and must be run whatever becomes of the rest.
        if (claimed.length === 0) throw error;
        this.logger.warn(`the claim was cut short: ${(error as Error).message}`);
        break;
      }
    }
    return claimed;
  }

  /** Most installations have no such runs; that is asked first, at the price of one look into an empty index. */
  private async startKeyed(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    return (await this.waitingClaims.hasKeyed(scope)) ? this.waitingClaims.startKeyed(scope, limit) : [];
  }

  /** Due schedules only: for whoever knows that nothing waits. */
  async claimSchedules(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    const sinceMs = performance.now();
    let notRun: NonRun[] | undefined;
    const claimed = await this.sql.transaction(async (session) => {
      const due = await this.claims.lockDue(session, scope, limit);
      if (due.length === 0) return [];
      const { now, busy } = await this.claims.readBusy(
        session,
        due.map((schedule) => schedule.jobId),
      );
      const decided = this.decide(due, now, busy);
      if (decided.length === 0) return [];
      // Waiting rows go before anything is started: every claim takes the two kinds of rows in this order.
      const dropped = await this.waiting.dropWaiting(session, jobsWhere(decided, 'replaceWaiting'));
      const started = await this.claims.advanceAndStart(session, scope.nodeId, decided);
      notRun = await this.recordTheRest(session, decided, { started, dropped });
      return started;
    });
    // Only what is committed counts.
    if (notRun) this.metrics.claimed(performance.now() - sinceMs, notRun);
    return claimed;
  }

  /** In the order of job ids. What is not due yet is left alone unless it is clear what will be done then. */
  private decide(due: readonly DueSchedule[], now: Date, busy: ReadonlyMap<string, Busy>): DecidedSchedule[] {
    const readMs = performance.now();
    const decided: DecidedSchedule[] = [];
    for (const schedule of due) {
      const leadMs = schedule.dueAt.getTime() - now.getTime();
      const plan = this.plan(schedule, now, { busy: busy.get(schedule.jobId) ?? FREE, isAhead: leadMs > 0 });
      if (plan) decided.push({ due: schedule, plan, startAtMs: leadMs > 0 ? readMs + leadMs : undefined });
    }
    return decided.sort((a, b) => (a.due.jobId < b.due.jobId ? -1 : 1));
  }

  /** A schedule that can't be computed must not hold up the others: it stops, and its history says so. */
  private plan(
    due: DueSchedule,
    now: Date,
    { busy, isAhead }: { busy: Busy; isAhead: boolean },
  ): ClaimPlan | undefined {
    try {
      return (isAhead ? planAhead : planClaim)(due, now.getTime(), busy);
    } catch (error) {
      this.logger.error(
        { jobId: due.jobId },
        `the schedule of job ${due.jobId} can't be computed and is stopped: ${(error as Error).message}`,
      );
      return planOfInvalid(due);
    }
  }

  private async recordTheRest(
    session: SqlSession,
    decided: DecidedSchedule[],
    { started, dropped }: { started: ClaimedRun[]; dropped: NonRun[] },
  ): Promise<NonRun[]> {
    const startedJobs = new Set(started.map((run) => run.jobId));
    for (const { due, plan } of decided)
      // It waits for a slot of its key, or a waiting run was started by another node between our reading and our writing.
      if (plan.start && !startedJobs.has(due.jobId)) plan.wait.unshift(plan.start);
    await this.waiting.add(
      session,
      decided.map(({ due, plan }) => ({ due, runs: plan.wait, exclusive: !plan.shared })),
    );
    await this.waiting.cancelRunning(session, jobsWhere(decided, 'cancelRunning'));
    const notRun = [...dropped, ...decided.flatMap(({ plan }) => plan.nonRuns)];
    await this.ledger.recordNonRuns(session, notRun);
    return notRun;
  }
}

function jobsWhere(decided: DecidedSchedule[], asks: 'replaceWaiting' | 'cancelRunning'): string[] {
  return decided.filter(({ plan }) => plan[asks]).map(({ due }) => due.jobId);
}
