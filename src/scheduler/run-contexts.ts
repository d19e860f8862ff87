import { Injectable, Logger } from '@nestjs/common';
import type { JobContext, RunOutcomeView } from '../drivers/job-context.js';
import { RunActionFiles } from './run-action-files.js';
import { RunDatasets } from './run-datasets.js';
import type { ActionToRun, JobToRun } from './run-jobs.repository.js';
import type { RunProgress } from './run-progress.js';
import type { RunningRun } from './running-run.js';

/** What one driver of a run gets to work with: the job's own, or that of an action. */
export interface DriverWork {
  /** As the driver's DTO, secrets in clear. */
  data: object;
  progress: RunProgress;
  /** What follows the job's driver, and how that fared. */
  action?: { step: ActionToRun; outcome: RunOutcomeView };
}

/** Makes what drivers get. */
@Injectable()
export class RunContexts {
  private readonly logger = new Logger('Run');

  constructor(
    private readonly datasets: RunDatasets,
    private readonly files: RunActionFiles,
  ) {}

  /** An action's idempotency key is the occurrence's with the action's id: it is the same at each repeat, and not the job's. */
  create(running: RunningRun, job: JobToRun, { data, progress, action }: DriverWork): JobContext<object> {
    const { claimed } = running;
    const { id, name, type, ownerId, ownerName, ownerEmail, timezone } = job;
    const dataset = this.datasetReader(job, progress);
    return {
      job: { id, name, type, ownerId, ownerName, ownerEmail, timezone, data },
      run: {
        id: claimed.id,
        scheduledFor: claimed.scheduledFor,
        trigger: claimed.trigger,
        startedAt: claimed.startedAt,
        parameters: claimed.parameters ?? {},
        ...(action ? { outcome: action.outcome } : {}),
      },
      attempt: claimed.attempt,
      idempotencyKey: action ? `${claimed.idempotencyKey}:action:${action.step.id}` : claimed.idempotencyKey,
      get signal() {
        return running.signal;
      },
      progress: (task, result) => progress.add(task, result),
      log: (message) => {
        progress.log(message);
        this.logger.log({ runId: claimed.id, jobId: job.id }, message);
      },
      dataset,
      attachments: () => this.files.open(action?.step.attachments ?? [], dataset),
    };
  }

  private datasetReader(job: JobToRun, progress: RunProgress): JobContext['dataset'] {
    return async (alias) => {
      const end = progress.begin({ key: 'job:progress.loading_dataset', opts: { alias } });
      const rows = await this.datasets.open(job, alias);
      end({ key: 'job:status.success', message: `${rows.rowCount} row(s)`, success: true });
      return rows;
    };
  }
}
