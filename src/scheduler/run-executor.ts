import { Injectable, Logger } from '@nestjs/common';
import type { DriverResult, JobContext } from '../drivers/job-context.js';
import { DriverData } from '../drivers/driver-data.js';
import { DriverRegistry } from '../drivers/driver-registry.js';
import { DriverError } from '../drivers/job-driver.js';
import { RunDatasets } from './run-datasets.js';
import { failureOf } from './run-error.js';
import type { Failure } from './run-error.js';
import type { JobToRun } from './run-jobs.repository.js';
import type { RunOutcome } from './run-outcome.js';
import { RunProgress } from './run-progress.js';
import { storableData, withoutNul } from './run-result.js';
import type { AbortCause, RunningRun } from './running-run.js';

/** A driver that does not heed its AbortSignal is given up on after this long. */
const ABORT_GRACE_MS = 5_000;

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
  ) {}

  async execute(running: RunningRun, job: JobToRun): Promise<Execution> {
    const progress = new RunProgress();
    const startedMs = performance.now();
    let result: DriverResult | void = undefined;
    let failure: Failure | undefined;
    try {
      result = await this.orAborted(running, this.steps(running, job, progress));
    } catch (thrown) {
      failure = failureOf(thrown);
    }
    const durationMs = Math.round(performance.now() - startedMs);
    const outcome = outcomeOf({ cause: running.abortCause, result, failure, progress, durationMs });
    if (failure && !running.abortCause)
      this.logger.debug(
        { runId: running.claimed.id, jobId: job.id, code: failure.error.code },
        `run failed: ${failure.error.message}`,
      );
    return { outcome, permanent: failure?.permanent ?? false };
  }

  private async steps(running: RunningRun, job: JobToRun, progress: RunProgress): Promise<DriverResult | void> {
    const driver = this.drivers.get(job.type);
    if (!driver) throw new DriverError('UNKNOWN_DRIVER', `This node has no driver "${job.type}".`);
    const data = await this.driverData.forRun(job.type, job.data);
    await this.snapshots(running, job, 'before', progress);
    const end = progress.begin({ key: 'job:progress.invoking_job' });
    const context = this.context(running, job, { data, progress });
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

  private context(
    running: RunningRun,
    job: JobToRun,
    parts: { data: object; progress: RunProgress },
  ): JobContext<object> {
    const { claimed, signal } = running;
    return {
      job: { ...job, data: parts.data },
      run: {
        id: claimed.id,
        scheduledFor: claimed.scheduledFor,
        trigger: claimed.trigger,
        startedAt: claimed.startedAt,
        parameters: claimed.parameters ?? {},
      },
      attempt: claimed.attempt,
      idempotencyKey: claimed.idempotencyKey,
      signal,
      progress: (task, result) => parts.progress.add(task, result),
      log: (message) => this.logger.log({ runId: claimed.id, jobId: job.id }, message),
      dataset: async (alias) => {
        const end = parts.progress.begin({ key: 'job:progress.loading_dataset', opts: { alias } });
        const rows = await this.datasets.open(job, alias);
        end({ key: 'job:status.success', message: `${rows.rowCount} row(s)`, success: true });
        return rows;
      },
    };
  }

  /** The work, or an AbortError once it was aborted and did not stop by itself within the grace. */
  private async orAborted<Result>(running: RunningRun, work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    let onAbort: (() => void) | undefined;
    const givenUp = new Promise<never>((_, reject) => {
      onAbort = () => (timer = setTimeout(() => reject(running.signal.reason as Error), ABORT_GRACE_MS));
      running.signal.addEventListener('abort', onAbort, { once: true });
    });
    work.catch(() => undefined);
    try {
      return await Promise.race([work, givenUp]);
    } finally {
      clearTimeout(timer);
      running.signal.removeEventListener('abort', onAbort!);
    }
  }
}

function endedBadly(cause: AbortCause | undefined, message: string) {
  if (cause === 'timed_out') return { key: 'job:status.timed_out', success: false };
  if (cause) return { key: 'job:status.canceled', success: false };
  return { key: 'job:status.failed', message, success: false };
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
  const steps = JSON.parse(withoutNul(JSON.stringify(progress.steps))) as RunOutcome['progress'];
  const base = { progress: steps, durationMs, data: storableData(result?.data) };
  if (!failure) return { ...base, status: result?.warnings ? 'warned' : 'succeeded', reason: null, error: null };
  if (cause === 'timed_out')
    return {
      ...base,
      status: 'timed_out',
      reason: null,
      error: { code: 'TIMED_OUT', message: 'The run took longer than timeoutMs.' },
    };
  if (cause) return { ...base, status: 'canceled', reason: cause === 'canceled' ? null : 'node_stopped', error: null };
  const reason =
    failure.error.code === 'DATA_INCOMPLETE'
      ? 'data_incomplete'
      : failure.error.code === 'OWNER_GONE'
        ? 'owner_gone'
        : null;
  const error = { ...failure.error, message: failure.error.message.replaceAll('\0', '\ufffd') };
  return { ...base, status: 'failed', reason, error };
}
