import { Injectable, Logger } from '@nestjs/common';
import type { DriverResult } from '../drivers/job-context.js';
import { DriverData } from '../drivers/driver-data.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { DriverError } from '../drivers/job-driver.js';
import { orGivenUp } from './abort-grace.js';
import { RunContexts } from './run-contexts.js';
import { RunDatasets } from './run-datasets.js';
import { failureOf } from './run-error.js';
import type { Failure } from './run-error.js';
import type { JobToRun } from './run-jobs.repository.js';
import { endedBadly, recordedSteps } from './run-outcome.js';
import type { RunOutcome } from './run-outcome.js';
import type { RunProgress } from './run-progress.js';
import { storableData } from './run-result.js';
import type { AbortCause, RunningRun } from './running-run.js';

export interface Execution {
  outcome: RunOutcome;
  permanent: boolean;
}

/** Runs one job: snapshots before, driver, snapshots after. Whatever happens becomes an outcome; it never throws. */
@Injectable()
export class RunExecutor {
  private readonly logger = new Logger('Run');

  constructor(
    private readonly drivers: DriverRegistry,
    private readonly driverData: DriverData,
    private readonly datasets: RunDatasets,
    private readonly contexts: RunContexts,
  ) {}

  async execute(running: RunningRun, job: JobToRun, progress: RunProgress): Promise<Execution> {
    const startedMs = performance.now();
    let result: DriverResult | void = undefined;
    let failure: Failure | undefined;
    try {
      result = await orGivenUp(running, this.steps(running, job, progress));
    } catch (thrown) {
      failure = failureOf(thrown);
    }
    const durationMs = Math.round(performance.now() - startedMs);
    const outcome = outcomeOf({ cause: running.abortCause, result, failure, progress, durationMs });
    this.tell(running, job, outcome);
    return { outcome, permanent: failure?.permanent ?? false };
  }

  /** What failed is worth a line wherever the log is read; its message may hold anything, and is in the history. */
  private tell(
    { claimed }: RunningRun,
    { id: jobId, type }: JobToRun,
    { status, durationMs, error }: RunOutcome,
  ): void {
    const { id: runId, trigger, attempt } = claimed;
    const about = { runId, jobId, type, trigger, attempt, status, durationMs, ...(error && { code: error.code }) };
    if (status === 'failed' || status === 'timed_out') this.logger.log(about, 'run failed');
    else this.logger.debug(about, 'run ended');
  }

  private async steps(running: RunningRun, job: JobToRun, progress: RunProgress): Promise<DriverResult | void> {
    const driver = this.drivers.get(job.type);
    if (!driver) throw new DriverError('UNKNOWN_DRIVER', `This node has no driver "${job.type}".`);
    const data = await this.driverData.forRun(job.type, job.data);
    await this.snapshots(running, job, 'before', progress);
    const end = progress.begin({ key: 'job:progress.invoking_job' });
    const context = this.contexts.create(running, job, { data, progress });
    try {
      const result = await driver.handler.run(context);
      end({ key: result?.warnings ? 'job:status.warning' : 'job:status.success', success: true });
      await this.snapshots(running, job, 'after', progress);
      return result;
    } catch (thrown) {
      end(endedBadly(running.abortCause, failureOf(thrown).error.message));
      throw thrown;
    }
  }

  private async snapshots(
    running: RunningRun,
    job: JobToRun,
    when: 'before' | 'after',
    progress: RunProgress,
  ): Promise<void> {
    if (!job.links.some((link) => link.snapshotWhen === when)) return;
    const end = progress.begin({ key: 'job:progress.taking_snapshots', opts: { when } });
    try {
      const count = await this.datasets.takeSnapshots(job, when, running.claimed.id);
      end({ key: 'job:status.success', message: `${count} snapshot(s)`, success: true });
    } catch (thrown) {
      end(endedBadly(running.abortCause, failureOf(thrown).error.message));
      throw thrown;
    }
  }
}

interface Ending {
  cause: AbortCause | undefined;
  result: DriverResult | void;
  failure: Failure | undefined;
  progress: RunProgress;
  durationMs: number;
}

/** An abort that came too late, after the work was done, changes nothing. */
function outcomeOf({ cause, result, failure, progress, durationMs }: Ending): RunOutcome {
  const data = storableData(result?.data);
  const fared = (
    status: RunOutcome['status'],
    reason: RunOutcome['reason'],
    error: RunOutcome['error'],
  ): RunOutcome => ({
    status,
    reason,
    error,
    progress: recordedSteps(progress),
    data,
    durationMs,
  });
  if (!failure) return fared(result?.warnings ? 'warned' : 'succeeded', null, null);
  if (cause === 'timed_out')
    return fared('timed_out', null, { code: 'TIMED_OUT', message: 'The run took longer than timeoutMs.' });
  if (cause) return fared('canceled', cause === 'canceled' ? null : 'node_stopped', null);
  const reason =
    failure.error.code === 'DATA_INCOMPLETE'
      ? 'data_incomplete'
      : failure.error.code === 'OWNER_GONE'
        ? 'owner_gone'
        : null;
  const error = { ...failure.error, message: failure.error.message.replaceAll('\0', '\ufffd') };
  return fared('failed', reason, error);
}
