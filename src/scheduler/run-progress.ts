import type { ProgressResult, ProgressTask } from '../drivers/job-context.js';
import type { ProgressStep } from '../ledger/run-vocabulary.js';
import type { RunEvents } from './run-events.js';
import { storableData } from './run-result.js';
import { storableText } from './run-text.js';

const MAX_STEPS = 1_000;
const MAX_KEY = 200;
const MAX_MESSAGE = 2_000;
const MAX_OPTS_BYTES = 4_096;

/** The steps of a run in order. A driver that reports without end keeps its first steps and its last. */
export class RunProgress {
  readonly steps: ProgressStep[] = [];
  private count = 0;

  /** @param events hears of every step and log line, for those who follow the run */
  constructor(private readonly events?: RunEvents) {}

  /** A step that is under way; the answer ends it. */
  begin(task: ProgressTask): (result: ProgressResult) => void {
    const step: ProgressStep = { task: plainTask(task) };
    const index = this.push(step);
    return (result) => {
      step.result = plainResult(result);
      this.events?.step(index, step);
    };
  }

  add(task: ProgressTask, result?: ProgressResult): void {
    this.push(result ? { task: plainTask(task), result: plainResult(result) } : { task: plainTask(task) });
  }

  /** A line for the run's log. */
  log(message: string): void {
    this.events?.line(message);
  }

  private push(step: ProgressStep): number {
    if (this.steps.length >= MAX_STEPS) this.steps.splice(MAX_STEPS - 1);
    this.steps.push(step);
    const index = this.count;
    this.count += 1;
    this.events?.step(index, step);
    return index;
  }
}

/** A copy that can be stored, whatever the driver passes or changes later. */
function plainTask({ key, opts }: ProgressTask): ProgressTask {
  const kept = storableData(opts, MAX_OPTS_BYTES);
  const stored = storableText(key, MAX_KEY);
  return kept ? { key: stored, opts: kept } : { key: stored };
}

function plainResult({ key, message, success, status }: ProgressResult): ProgressResult {
  const plain: Partial<ProgressResult> = {};
  if (key !== undefined) plain.key = storableText(key, MAX_KEY);
  if (message !== undefined) plain.message = storableText(message, MAX_MESSAGE);
  plain.success = Boolean(success);
  if (status !== undefined) plain.status = storableText(status, MAX_KEY);
  return plain as ProgressResult;
}
