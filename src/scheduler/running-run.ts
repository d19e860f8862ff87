import type { ClaimedRun } from './claimed-run.js';

/** Why a run is told to stop. */
export type AbortCause =
  | 'canceled' // somebody asked for it
  | 'timed_out'
  | 'stopping' // this node drains: the run goes back to wait, as the same attempt
  | 'fenced'; // the run is no longer ours: whatever it answers is refused

/** The reason of the AbortSignal that drivers see. */
export class RunAborted extends Error {
  constructor(readonly abortCause: AbortCause) {
    super(`the run was ${abortCause}`);
    this.name = 'AbortError';
  }
}

/** A run in this process. Few runs are ever aborted, and many drivers never look: the signal is made when it is asked for. */
export class RunningRun {
  private reason?: RunAborted;
  private controller?: AbortController;
  private causes: AbortCause[] = [];
  private listener?: (reason: RunAborted) => void;

  constructor(readonly claimed: ClaimedRun) {}

  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.reason) this.controller.abort(this.reason);
    }
    return this.controller.signal;
  }

  get isAborted(): boolean {
    return this.reason !== undefined;
  }

  get abortCause(): AbortCause | undefined {
    return this.reason?.abortCause;
  }

  /** The first cause counts, but for fencing: a run that is not ours any more stays so. */
  abort(cause: AbortCause): void {
    if (!this.causes.includes(cause)) this.causes.push(cause);
    if (this.reason) return;
    this.reason = new RunAborted(cause);
    this.controller?.abort(this.reason);
    this.listener?.(this.reason);
  }

  /** Calls it once, at the abort or now if that was before; one at a time, undefined to stop. */
  onAbort(listener: ((reason: RunAborted) => void) | undefined): void {
    this.listener = listener;
    if (this.reason) listener?.(this.reason);
  }

  /** What follows a driver that took too long has a signal of its own; any other abort ends it, too. */
  beginActions(): void {
    const [cause, other] = this.causes;
    if (cause !== 'timed_out') return;
    this.reason = other && new RunAborted(other);
    this.controller = undefined;
  }
}
