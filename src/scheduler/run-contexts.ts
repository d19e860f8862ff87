import { Injectable, Logger } from '@nestjs/common';
import type { JobContext, RunOutcomeView } from '../drivers/job-context.js';
import { RunActionFiles } from './run-action-files.js';
import { RunContext } from './run-context.js';
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
    return new RunContext({
      running,
      job,
      data,
      progress,
      action: action && { id: action.step.id, outcome: action.outcome },
      log: (message) => this.logger.log({ runId: running.claimed.id, jobId: job.id }, message),
      dataset: (alias) => this.datasets.open(job, alias),
      attachments: (dataset) => this.files.open(action?.step.attachments ?? [], dataset),
    });
  }
}
