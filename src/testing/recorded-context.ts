import type {
  DatasetRows,
  JobContext,
  JobView,
  ProgressResult,
  ProgressTask,
  RunAttachment,
  RunView,
} from '../drivers/job-context.js';

/** A context for running a driver by hand, and what the driver did with it. */
export interface RecordedContext<Data> extends JobContext<Data> {
  lines: string[];
  steps: { task: ProgressTask; result?: ProgressResult }[];
}

/** What a context is to hold; whatever is left out has an example. */
export interface ContextInput<Data> {
  data: Data;
  job?: Partial<JobView<Data>>;
  run?: Partial<RunView>;
  attempt?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Rows by alias. */
  datasets?: Record<string, Record<string, unknown>[]>;
  attachments?: RunAttachment[];
}

/** A context that no scheduler stands behind: it keeps what the driver reports, as it reports it. */
export function recordedContext<Data>(input: ContextInput<Data>): RecordedContext<Data> {
  const lines: string[] = [];
  const steps: RecordedContext<Data>['steps'] = [];
  const owner = { ownerId: 'ana', ownerName: 'Ana Łuk', ownerEmail: 'ana@example.com' };
  const job = {
    id: '018f0000-0000-7000-8000-000000000001',
    name: 'Daily Sales Report',
    type: 'test',
    timezone: 'America/Los_Angeles',
  };
  const instant = new Date('2026-11-21T17:00:00Z');
  const run = { id: 'run-1', scheduledFor: instant, trigger: 'schedule', startedAt: instant, parameters: {} };
  return {
    job: { ...job, ...owner, data: input.data, ...input.job },
    run: { ...run, ...input.run },
    attempt: input.attempt ?? 1,
    idempotencyKey: input.idempotencyKey ?? 'key-1',
    signal: input.signal ?? new AbortController().signal,
    progress: (task, result) => void steps.push({ task, result }),
    log: (line) => void lines.push(line),
    dataset: async (alias) => rowsUnder(alias, input.datasets?.[alias]),
    attachments: async () => input.attachments ?? [],
    lines,
    steps,
  };
}

/** Rows as a run gets them. */
export function rowsUnder(alias: string, rows: Record<string, unknown>[] | undefined): DatasetRows {
  if (!rows) throw new Error(`no dataset under ${alias}`);
  async function* stream(): AsyncGenerator<Record<string, unknown>> {
    yield* rows ?? [];
  }
  return {
    datasetId: alias,
    name: `Set ${alias}`,
    columns: Object.keys(rows[0] ?? {}),
    rowCount: rows.length,
    rows: stream(),
  };
}
