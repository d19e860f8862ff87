import type { ProgressStep } from '../ledger/run-vocabulary.js';
import { storableLine } from './run-text.js';

/** Something that happened inside a run, to be shown to those who follow it. */
export interface NewRunEvent {
  /** From 1; steps and log lines count together. */
  seq: number;
  at: Date;
  kind: 'progress' | 'log';
  /** `{step, task, result?}` or `{message}`. */
  payload: Record<string, unknown>;
  /** About how much memory it takes. */
  bytes: number;
}

/** Where the events of runs go. */
export interface RunEventsSink {
  /** Whether there is room for another log line of this size. */
  hasRoom(bytes: number): boolean;
  added(events: RunEvents, event: NewRunEvent): void;
}

const MAX_STEPS = 1_000;
const MAX_LINES = 10_000;
const MAX_LINE_BYTES = 4_096;

/** What happens inside one run: numbered, bounded, and kept here until it is written. It never throws, and never waits. */
export class RunEvents {
  readonly openedMs = performance.now();
  /** What is not written yet, in order. */
  waiting: NewRunEvent[] = [];
  /** Whether anything of it is in the database. */
  isWritten = false;
  /** Called once nothing waits any more. */
  onSettled?: () => void;
  private seq = 0;
  private lines = 0;
  private leftOut = 0;
  private closed = false;

  constructor(
    readonly runId: string,
    private readonly sink: RunEventsSink,
  ) {}

  /** The step with this index has begun, or has its result. Of what a driver reports without end the rest is not shown live. */
  step(index: number, { task, result }: ProgressStep): void {
    if (index < MAX_STEPS) this.add('progress', result ? { step: index, task, result } : { step: index, task });
  }

  line(text: unknown): void {
    this.lines += 1;
    if (this.lines > MAX_LINES + 1) return;
    if (this.lines > MAX_LINES) return this.add('log', { message: `The log ends here: ${MAX_LINES} lines are kept.` });
    const message = storableLine(text, MAX_LINE_BYTES);
    if (!this.sink.hasRoom(message.length)) return void (this.leftOut += 1);
    this.tellWhatIsMissing();
    this.add('log', { message });
  }

  /** What comes now is not part of the run any more. A run too short to be followed leaves its log only. */
  close(isFollowable: boolean): void {
    this.tellWhatIsMissing();
    this.closed = true;
    if (!isFollowable) this.waiting = this.waiting.filter((event) => event.kind === 'log');
  }

  private tellWhatIsMissing(): void {
    if (this.leftOut === 0) return;
    const message = `${this.leftOut} line(s) are missing here: they came faster than the database took them.`;
    this.leftOut = 0;
    this.add('log', { message });
  }

  private add(kind: NewRunEvent['kind'], payload: Record<string, unknown>): void {
    if (this.closed) return;
    this.seq += 1;
    const bytes = typeof payload['message'] === 'string' ? payload['message'].length : 100;
    const event: NewRunEvent = { seq: this.seq, at: new Date(), kind, payload, bytes };
    this.waiting.push(event);
    this.sink.added(this, event);
  }
}
