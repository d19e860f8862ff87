import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import type { NonRun } from '../ledger/ledger.repository.js';
import { planClaim } from './claim-plan.js';
import type { Busy } from './claim-plan.js';
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
    return [...resumed, ...(await this.claimDue(scope, limit - resumed.length))];
  }

  private claimDue(scope: ClaimScope, limit: number): Promise<ClaimedRun[]> {
    return this.sql.transaction(async (session) => {
      const due = await this.claims.lockDue(session, scope, limit);
      if (due.length === 0) return [];
      const { now, busy } = await this.claims.readBusy(
        session,
        due.map((schedule) => schedule.jobId),
      );
      const decided = due.map((schedule) => ({
        due: schedule,
        plan: planClaim(schedule, now.getTime(), busy.get(schedule.jobId) ?? FREE),
      }));
      const started = await this.claims.advanceAndStart(session, scope.nodeId, decided);
      await this.recordTheRest(session, decided, started);
      return started;
    });
  }

  private async recordTheRest(session: SqlSession, decided: DecidedSchedule[], started: ClaimedRun[]): Promise<void> {
    const startedJobs = new Set(started.map((run) => run.jobId));
    const nonRuns: NonRun[] = decided.flatMap(({ plan }) => plan.nonRuns);
    for (const { due, plan } of decided) {
      // A waiting run of the job was started by another node between our reading and our writing.
      if (plan.start && !startedJobs.has(due.jobId)) plan.wait.unshift(plan.start);
      if (plan.replaceWaiting) nonRuns.push(...(await this.waiting.dropWaiting(session, due.jobId)));
      if (plan.wait.length > 0) await this.waiting.add(session, due, plan.wait, !plan.shared);
      if (plan.cancelRunning) await this.waiting.cancelRunning(session, due.jobId);
    }
    await this.ledger.recordNonRuns(session, nonRuns);
  }
}
