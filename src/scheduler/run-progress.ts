import type { ProgressResult, ProgressTask } from '../drivers/job-context.js';
import type { ProgressStep } from '../ledger/run-vocabulary.js';

const MAX_STEPS = 1_000;
const MAX_MESSAGE = 2_000;

/** The steps of a run in order. A driver that reports without end keeps its first steps and its last. */
export class RunProgress {
  readonly steps: ProgressStep[] = [];

  /** A step that is under way; the answer ends it. */
  begin(task: ProgressTask): (result: ProgressResult) => void {
    const step: ProgressStep = { task };
    this.push(step);
    return (result) => void (step.result = shortened(result));
  }

  add(task: ProgressTask, result?: ProgressResult): void {
    this.push(result ? { task, result: shortened(result) } : { task });
  }

  /** A line for the run's log. */
  log(_message: string): void {}

  private push(step: ProgressStep): void {
    if (this.steps.length >= MAX_STEPS) this.steps.splice(MAX_STEPS - 1);
    this.steps.push(step);
  }
}

function shortened(result: ProgressResult): ProgressResult {
  if (result.message === undefined || result.message.length <= MAX_MESSAGE) return result;
  return { ...result, message: `${result.message.slice(0, MAX_MESSAGE)}…` };
}
