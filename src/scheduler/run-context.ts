import type { DatasetRows, JobContext, JobView, ProgressResult, ProgressTask } from '../drivers/job-context.js';
import type { RunAttachment, RunOutcomeView, RunView } from '../drivers/job-context.js';
import type { JobToRun } from './run-jobs.repository.js';
import type { RunProgress } from './run-progress.js';
import type { RunningRun } from './running-run.js';

/** What a context is made of. */
export interface ContextParts {
  running: RunningRun;
  job: JobToRun;
  /** As the driver's DTO, secrets in clear. */
  data: object;
  progress: RunProgress;
  /** For what follows the job's driver. */
  action?: { id: string; outcome: RunOutcomeView };
  log(message: string): void;
  dataset(alias: string): Promise<DatasetRows>;
  attachments(dataset: JobContext['dataset']): Promise<RunAttachment[]>;
}

/** What a driver gets. Its functions can be called without it; its signal is made when somebody asks for it. */
export class RunContext implements JobContext<object> {
  readonly job: JobView<object>;
  readonly run: RunView;
  readonly attempt: number;
  readonly idempotencyKey: string;

  constructor(private readonly parts: ContextParts) {
    const { running, job, data, action } = parts;
    const { claimed } = running;
    const { id, name, type, ownerId, ownerName, ownerEmail, timezone } = job;
    const { scheduledFor, trigger, startedAt } = claimed;
    this.job = { id, name, type, ownerId, ownerName, ownerEmail, timezone, data };
    this.run = { id: claimed.id, scheduledFor, trigger, startedAt, parameters: claimed.parameters ?? {} };
    if (action) this.run.outcome = action.outcome;
    this.attempt = claimed.attempt;
    this.idempotencyKey = action ? `${claimed.idempotencyKey}:action:${action.id}` : claimed.idempotencyKey;
  }

  get signal(): AbortSignal {
    return this.parts.running.signal;
  }

  readonly progress = detached((task: ProgressTask, result?: ProgressResult) => this.parts.progress.add(task, result));

  readonly log = detached((message: string) => {
    this.parts.progress.log(message);
    this.parts.log(message);
  });

  readonly dataset = detached(async (alias: string): Promise<DatasetRows> => {
    const end = this.parts.progress.begin({ key: 'job:progress.loading_dataset', opts: { alias } });
    const rows = await this.parts.dataset(alias);
    end({ key: 'job:status.success', message: `${rows.rowCount} row(s)`, success: true });
    return rows;
  });

  readonly attachments = detached((): Promise<RunAttachment[]> => this.parts.attachments(this.dataset));
}

/** A function of a run, written by way of a call and not straight into a property: see decision 0031. */
function detached<Made extends (...given: never[]) => unknown>(made: Made): Made {
  return made;
}
