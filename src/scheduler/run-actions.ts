import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { RunOutcomeView } from '../drivers/job-context.js';
import { DriverData } from '../drivers/driver-data.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { DriverError } from '../drivers/job-driver.js';
import { orGivenUp } from './abort-grace.js';
import { isDue } from './run-action-conditions.js';
import { RunContexts } from './run-contexts.js';
import { failureOf } from './run-error.js';
import type { ActionToRun, JobToRun } from './run-jobs.repository.js';
import { RunJobsRepository } from './run-jobs.repository.js';
import type { RunError } from '../ledger/run-vocabulary.js';
import { endedBadly, recordedSteps } from './run-outcome.js';
import type { RunOutcome } from './run-outcome.js';
import type { RunProgress } from './run-progress.js';
import type { RunningRun } from './running-run.js';

/** The attempt that decides an occurrence, after its driver. */
export interface DecidedRun {
  running: RunningRun;
  job: JobToRun;
  outcome: RunOutcome;
  progress: RunProgress;
}

/** A run that should have started and has not: its actions run without it. */
export type LateRun = Omit<DecidedRun, 'outcome'>;

/**
 * Runs the actions that follow a job's driver, in order, one after another. None keeps the next from running, and none
 * makes a run fail: what goes wrong makes a success a `warned` one. It never throws.
 */
@Injectable()
export class RunActions {
  private readonly logger = new Logger('Run');

  constructor(
    private readonly drivers: DriverRegistry,
    private readonly driverData: DriverData,
    private readonly contexts: RunContexts,
    private readonly jobs: RunJobsRepository,
  ) {}

  /** The outcome with what became of the actions. A run that people or a stop ended has none. */
  async follow(decided: DecidedRun): Promise<RunOutcome> {
    const { running, job, outcome, progress } = decided;
    if (job.actions.length === 0 || outcome.status === 'canceled') return outcome;
    const startedMs = performance.now();
    running.beginActions();
    const failuresBefore = await this.failuresBefore(running, job.id);
    const due = job.actions.filter((action) => isDue(action, outcome.status, failuresBefore));
    const view = outcomeView(outcome, failuresBefore);
    let allWell = true;
    for (const action of due) allWell = (await this.run(decided, action, view)) && allWell;
    return {
      ...outcome,
      status: outcome.status === 'succeeded' && !allWell ? 'warned' : outcome.status,
      progress: recordedSteps(progress),
      durationMs: outcome.durationMs + Math.round(performance.now() - startedMs),
    };
  }

  /** Runs the job's `onOverdue` actions for a run that has not started in time; its progress tells how they fared. */
  async alert(late: LateRun, why: RunError): Promise<void> {
    const failuresInARow = await this.failuresBefore(late.running, late.job.id);
    const view: RunOutcomeView = { status: 'overdue', error: why, failuresInARow };
    for (const action of late.job.actions.filter(({ condition }) => condition === 'onOverdue'))
      await this.run(late, action, view);
  }

  /** False if it failed, or worked with reservations. After an abort the rest is recorded as not run. */
  private async run({ running, job, progress }: LateRun, step: ActionToRun, view: RunOutcomeView): Promise<boolean> {
    const end = progress.begin({ key: `job:actions.${step.type}`, opts: { name: step.name } });
    try {
      running.signal.throwIfAborted();
      const driver = this.drivers.get(step.type);
      if (!driver) throw new DriverError('UNKNOWN_DRIVER', `This node has no driver "${step.type}".`);
      const data = await this.driverData.forRun(step.type, step.data);
      const context = this.contexts.create(running, job, { data, progress, action: { step, outcome: view } });
      const result = await orGivenUp(running, driver.handler.run(context));
      end({ key: result?.warnings ? 'job:status.warning' : 'job:status.success', success: true });
      return !result?.warnings;
    } catch (thrown) {
      const { error } = failureOf(thrown);
      end(endedBadly(running.abortCause, error.message));
      const about = { runId: running.claimed.id, jobId: job.id, actionId: step.id, code: error.code };
      this.logger.debug(about, 'action failed');
      return false;
    }
  }

  /** Waits for a database that is away: without it nobody knows what is due. */
  private async failuresBefore(running: RunningRun, jobId: string): Promise<number> {
    while (!running.isAborted) {
      try {
        return await this.jobs.failuresInARow(jobId);
      } catch (error) {
        const about = { runId: running.claimed.id, jobId };
        this.logger.debug(about, `actions of run ${about.runId} wait for the database: ${(error as Error).message}`);
        await pause(250, undefined, { ref: false });
      }
    }
    return 0;
  }
}

function outcomeView({ status, error }: RunOutcome, failuresBefore: number): RunOutcomeView {
  const failed = status === 'failed' || status === 'timed_out';
  return { status, error, failuresInARow: failed ? failuresBefore + 1 : failuresBefore };
}
