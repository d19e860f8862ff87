import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { RunMetrics } from '../metrics/run-metrics.js';
import { FinishRepository } from './finish.repository.js';
import type { FinishedRun } from './run-outcome.js';

interface Entry {
  nodeId: string;
  run: FinishedRun;
  resolve: (accepted: boolean) => void;
}

const MAX_BATCH = 1_000;
const RETRY_MS = 500;
const LAST_WRITE_MS = 5_000;

/**
 * Writes ends of runs in batches that clock themselves: one flush is under way, and what ends meanwhile makes the next.
 * A lone end is written at once; under load batches grow. While the database is away, ends wait here: they are lost only
 * with the process, and then others find the runs.
 */
@Injectable()
export class FinishBuffer {
  private readonly logger = new Logger('Scheduler');
  private entries: Entry[] = [];
  private flushing?: Promise<void>;
  private closed = false;

  constructor(
    private readonly repository: FinishRepository,
    private readonly metrics: RunMetrics,
  ) {}

  /** Resolves once the end is committed: true if it was accepted, false if the run had been taken over. */
  finish(run: FinishedRun, nodeId: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.entries.push({ run, nodeId, resolve });
      this.flushing ??= this.flush();
    });
  }

  /** Gives up on a database that does not come back, so that the process can end. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.race([this.flushing, pause(LAST_WRITE_MS, undefined, { ref: false })]);
  }

  private async flush(): Promise<void> {
    // Lets the ends of this turn of the event loop gather.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.entries.length > 0) {
      const nodeId = this.entries[0]!.nodeId;
      const batch = this.entries.filter((entry) => entry.nodeId === nodeId).slice(0, MAX_BATCH);
      const written = await this.write(nodeId, batch);
      if (!written && this.closed) break;
      if (!written) continue;
      const done = new Set(batch);
      this.entries = this.entries.filter((entry) => !done.has(entry));
    }
    // In the same turn as the last look: an end that comes later must find that nobody is flushing.
    this.flushing = undefined;
  }

  /** Whether the batch is done with. */
  private async write(nodeId: string, batch: Entry[]): Promise<boolean> {
    try {
      const accepted = await this.repository.finish(
        nodeId,
        batch.map((entry) => entry.run),
      );
      for (const { run, resolve } of batch) resolve(accepted.has(run.claimed.id));
      const ended = batch.flatMap(({ run }) => (accepted.has(run.claimed.id) ? [run] : []));
      this.metrics.ended(ended, batch.length - ended.length);
      return true;
    } catch (error) {
      if (isRefusedData(error)) return this.writeOneByOne(nodeId, batch);
      this.logger.warn(`${batch.length} finished run(s) wait for the database: ${(error as Error).message}`);
      if (!this.closed) await pause(RETRY_MS);
      return false;
    }
  }

  /** One result that PostgreSQL refuses must not hold up the others: it is recorded as a failure without its particulars. */
  private async writeOneByOne(nodeId: string, batch: Entry[]): Promise<boolean> {
    if (batch.length > 1) {
      for (const entry of batch) if (!(await this.write(nodeId, [entry]))) return false;
      return true;
    }
    const [entry] = batch;
    if (!entry) return true;
    if (entry.run.outcome.error?.code === 'RESULT_NOT_STORABLE') {
      // Its row stays in active_runs: the reconciler finds it, and its occurrence runs again as a lost one.
      const { id: runId, jobId } = entry.run.claimed;
      this.logger.error({ runId, jobId }, `the end of run ${runId} can't be written`);
      entry.resolve(false);
      return true;
    }
    const error = { code: 'RESULT_NOT_STORABLE', message: 'The run ended, but its result could not be stored.' };
    entry.run = { ...entry.run, outcome: { ...entry.run.outcome, status: 'failed', error, progress: [], data: null } };
    return this.write(nodeId, [entry]);
  }
}

/** SQLSTATE classes of trouble that passes: connection, resources, operator, concurrency, object state, transaction state. */
const PASSING = ['08', '53', '57', '40', '55', '25'];

/** An answer of PostgreSQL that repeating will not change. Errors of the connection have no SQLSTATE. */
function isRefusedData(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !PASSING.includes(code.slice(0, 2));
}
