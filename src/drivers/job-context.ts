import type { Readable } from 'node:stream';

/** One step that a driver reports. `key` is translated by clients; `opts` fills its placeholders. */
export interface ProgressTask {
  key: string;
  opts?: Record<string, unknown>;
}

/** How a reported step went. */
export interface ProgressResult {
  key?: string;
  message?: string;
  success: boolean;
  status?: string;
}

/** Rows of a dataset as the run sees them: streamed, in order, never all in memory. */
export interface DatasetRows {
  datasetId: string;
  name: string;
  columns: string[];
  rowCount: number;
  /** To be read once; ask for the dataset again to read it again. */
  rows: AsyncIterable<Record<string, unknown>>;
}

/** The job as a driver sees it; `data` has its secrets in clear. */
export interface JobView<Data> {
  id: string;
  name: string;
  type: string;
  ownerId: string;
  ownerName: string;
  ownerEmail: string | null;
  timezone: string;
  data: Data;
}

/** How the job's driver fared, for what follows it. */
export interface RunOutcomeView {
  /** That of the run; `overdue`: it should have started and has not, and `error` says why. */
  status: string;
  error: { code: string; message: string } | null;
  /** Failures of the job in a row up to this run: with it if it failed, those before it if it did not. */
  failuresInARow: number;
}

/** A file that goes along with what a driver sends. */
export interface RunAttachment {
  /** Safe on every system. */
  filename: string;
  contentType: string;
  /** The contents, streamed; to be called once. The stream fails with what reading fails with. */
  open(): Readable;
}

/** The run as a driver sees it. */
export interface RunView {
  id: string;
  /** The occurrence, or null for a manual run. */
  scheduledFor: Date | null;
  trigger: string;
  /** Of an `onOverdue` action: when that was found out. */
  startedAt: Date;
  parameters: Record<string, unknown>;
  /** Only for drivers that run as an action: how the job's own driver fared. */
  outcome?: RunOutcomeView;
}

/** Everything a driver gets. */
export interface JobContext<Data = unknown> {
  job: JobView<Data>;
  run: RunView;
  /** From 1; counts the attempts of this occurrence. */
  attempt: number;
  /** The same for every attempt of one occurrence: hand it to whatever you call, so that a repeat does no harm. */
  idempotencyKey: string;
  /** Aborted on cancel, timeout, shutdown and when the run was taken over. Stop soon: the result no longer counts. */
  signal: AbortSignal;
  /** Reports a step; without a result the step is under way. */
  progress(task: ProgressTask, result?: ProgressResult): void;
  /** Writes a line to the run's log. Never log secrets. */
  log(message: string): void;
  /**
   * The rows under a dataset alias of the job, read with the job owner's rights of this moment.
   * @throws DomainError DATASET_NOT_LINKED, DATASET_NOT_READABLE
   */
  dataset(alias: string): Promise<DatasetRows>;
  /**
   * The files that people attached to the action: exports of datasets, and uploads. None for the job's own driver.
   * @throws DriverError DATASET_NOT_LINKED, NOTHING_UPLOADED, FILE_GONE; DomainError when a dataset can't be read
   */
  attachments(): Promise<RunAttachment[]>;
}

/** What a driver may answer: kept as the run's `data` (JSON, at most 64 KiB). `warnings` makes the run `warned`. */
export interface DriverResult {
  data?: Record<string, unknown>;
  warnings?: boolean;
}
