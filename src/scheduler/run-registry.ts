import { Injectable } from '@nestjs/common';
import { RunMetrics } from '../metrics/run-metrics.js';
import type { AbortCause } from './running-run.js';
import { RunningRun } from './running-run.js';

/** The runs in this process, by id. */
@Injectable()
export class RunRegistry {
  private readonly runs = new Map<string, RunningRun>();
  private idle: (() => void)[] = [];

  constructor(private readonly metrics: RunMetrics) {}

  get size(): number {
    return this.runs.size;
  }

  add(run: RunningRun): void {
    this.runs.set(run.claimed.id, run);
    this.metrics.began(run.claimed);
  }

  remove(run: RunningRun): void {
    this.runs.delete(run.claimed.id);
    if (this.runs.size > 0) return;
    for (const resolve of this.idle) resolve();
    this.idle = [];
  }

  ids(): string[] {
    return [...this.runs.keys()];
  }

  abort(runId: string, cause: AbortCause): void {
    this.runs.get(runId)?.abort(cause);
  }

  abortAll(cause: AbortCause): void {
    for (const run of this.runs.values()) run.abort(cause);
  }

  /** Resolves when no run is left, or after `ms`. @returns whether none is left */
  async whenIdle(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
    const idle = this.runs.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => this.idle.push(resolve));
    await Promise.race([idle, timeout]);
    clearTimeout(timer);
    return this.runs.size === 0;
  }
}
