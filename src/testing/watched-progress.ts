import type { ProgressResult, ProgressTask } from '../drivers/job-context.js';
import { RunProgress } from '../scheduler/run-progress.js';

/** Progress that also keeps what was reported as it was reported, and what came after the end. */
export class WatchedProgress extends RunProgress {
  readonly reported: { task: ProgressTask; result?: ProgressResult }[] = [];
  readonly lines: string[] = [];
  readonly late: string[] = [];
  private hasEnded = false;

  override add(task: ProgressTask, result?: ProgressResult): void {
    if (this.hasEnded) this.late.push(`step ${task.key}`);
    this.reported.push(result ? { task, result } : { task });
    super.add(task, result);
  }

  override log(message: string): void {
    if (this.hasEnded) this.late.push(`log line ${message}`);
    this.lines.push(message);
    super.log(message);
  }

  end(): void {
    this.hasEnded = true;
  }
}
