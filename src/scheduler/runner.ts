import { Injectable, Logger } from '@nestjs/common';
import { effectivePolicies } from '../jobs/job-policies.js';
import type { ClaimedRun } from './claimed-run.js';
import { FailurePauses } from './failure-pauses.js';
import { followUpOf } from './retry-policy.js';
import { RunActions } from './run-actions.js';
import { RunExecutor } from './run-executor.js';
import type { JobToRun } from './run-jobs.repository.js';
import { RunJobsRepository } from './run-jobs.repository.js';
import type { FinishedRun } from './run-outcome.js';
import { RunRegistry } from './run-registry.js';
import { RunReports } from './run-reports.js';
import { RunningRun } from './running-run.js';

/** A run that has come to its end. */
export interface EndedRun {
  finished: FinishedRun;
  /** False: the run had been taken over, and the ledger tells another end. */
  accepted: boolean;
}

/** Takes claimed runs to their recorded end. */
@Injectable()
export class Runner {
  private readonly logger = new Logger('Runner');

  constructor(
    private readonly registry: RunRegistry,
    private readonly jobs: RunJobsRepository,
    private readonly executor: RunExecutor,
    private readonly actions: RunActions,
    private readonly reports: RunReports,
    private readonly failurePauses: FailurePauses,
  ) {}

  /** Starts a batch; each answer resolves when that run's end is committed. Undefined: its job was deleted meanwhile. */
  async start(nodeId: string, batch: readonly ClaimedRun[]): Promise<Promise<EndedRun | undefined>[]> {
    const running = batch.map((claimed) => new RunningRun(claimed));
    for (const run of running) this.registry.add(run);
    const jobs = await this.loadJobs(batch);
    return running.map((run) => this.toItsEnd(nodeId, run, jobs.get(run.claimed.jobId)));
  }

  /** Pauses jobs that a process which died had no time to pause. */
  pauseFailing(): Promise<void> {
    return this.failurePauses.sweep();
  }

  /** What is claimed must come to an end: if the database is away, this waits for it. */
  private async loadJobs(batch: readonly ClaimedRun[]): Promise<Map<string, JobToRun>> {
    const jobIds = [...new Set(batch.map((claimed) => claimed.jobId))];
    for (;;) {
      try {
        return await this.jobs.load(jobIds);
      } catch (error) {
        this.logger.warn(`${batch.length} claimed run(s) wait for the database: ${(error as Error).message}`);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }

  private async toItsEnd(nodeId: string, run: RunningRun, job: JobToRun | undefined): Promise<EndedRun | undefined> {
    if (!job) {
      this.registry.remove(run);
      return undefined;
    }
    if (run.claimed.startAtMs !== undefined) await until(run.claimed.startAtMs);
    const policies = effectivePolicies(job.policies);
    const timer =
      policies.timeoutMs === null
        ? undefined
        : setTimeout(() => run.abort('timed_out'), Math.min(policies.timeoutMs, 2 ** 31 - 1));
    try {
      const progress = this.reports.begin(run.claimed.id);
      const { outcome: fared, permanent } = await this.executor.execute(run, job, progress);
      const followUp = followUpOf({ claimed: run.claimed, outcome: fared, policies, permanent, random: Math.random() });
      // The actions follow the attempt that decides, and may together take as long as the driver.
      timer?.refresh();
      const outcome = followUp ? fared : await this.actions.follow({ running: run, job, outcome: fared, progress });
      const finished: FinishedRun = { claimed: run.claimed, type: job.type, ownerId: job.ownerId, outcome, followUp };
      const accepted =
        run.abortCause === 'fenced' ? this.reports.refuse(run.claimed.id) : await this.reports.end(finished, nodeId);
      if (!accepted)
        this.logger.warn(
          { runId: run.claimed.id, jobId: job.id },
          `the result of run ${run.claimed.id} is refused: the run was taken over`,
        );
      if (accepted && policies.pauseAfterFailures !== null && isFailure(finished))
        await this.failurePauses.pauseIfFailing(job.id);
      return { finished, accepted };
    } finally {
      clearTimeout(timer);
      this.registry.remove(run);
    }
  }
}

/** Timers know whole milliseconds only, and may come up to one too soon. */
async function until(atMs: number): Promise<void> {
  const ms = atMs - performance.now();
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, Math.floor(ms) + 1));
}

/** An end that counts as a failure: no attempt follows. */
function isFailure({ outcome, followUp }: FinishedRun): boolean {
  return followUp === null && (outcome.status === 'failed' || outcome.status === 'timed_out');
}
