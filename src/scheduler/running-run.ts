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

/** A run in this process. */
export class RunningRun {
  private controller = new AbortController();
  private readonly causes = new Set<AbortCause>();

  constructor(readonly claimed: ClaimedRun) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get abortCause(): AbortCause | undefined {
    return this.signal.aborted ? (this.signal.reason as RunAborted).abortCause : undefined;
  }

  /** The first cause counts, but for fencing: a run that is not ours any more stays so. */
  abort(cause: AbortCause): void {
    this.causes.add(cause);
    this.controller.abort(new RunAborted(cause));
  }

  /** What follows a driver that took too long has a signal of its own; any other abort ends it, too. */
  beginActions(): void {
    const [cause, ...others] = this.causes;
    if (cause !== 'timed_out') return;
    this.controller = new AbortController();
    if (others[0]) this.controller.abort(new RunAborted(others[0]));
  }
}
