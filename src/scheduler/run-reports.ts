import { Injectable } from '@nestjs/common';
import { Traces } from '../tracing/traces.js';
import { FinishBuffer } from './finish-buffer.js';
import { RunEventsBuffer } from './run-events-buffer.js';
import type { FinishedRun } from './run-outcome.js';
import { RunProgress } from './run-progress.js';

/** What the world learns of a run in this process: its steps and log while it runs, then its end. */
@Injectable()
export class RunReports {
  constructor(
    private readonly events: RunEventsBuffer,
    private readonly finishes: FinishBuffer,
    private readonly traces: Traces,
  ) {}

  begin(runId: string): RunProgress {
    this.traces.runBegan(runId);
    return new RunProgress(this.events.open(runId));
  }

  /** Its last events first, so that whoever sees the end can read all that came before. @returns whether it was accepted */
  async end(run: FinishedRun, nodeId: string): Promise<boolean> {
    const { id } = run.claimed;
    const traced = this.traces.runWorked(run);
    const lastEvents = this.events.close(id);
    if (lastEvents) await lastEvents;
    const accepted = await this.finishes.finish(run, nodeId);
    this.events.end(id, accepted);
    traced?.(accepted);
    return accepted;
  }

  /** The run was taken over: the end that this process knows does not count. */
  refuse(runId: string): false {
    this.traces.runTakenOver(runId);
    this.events.end(runId, false);
    return false;
  }
}
