import type { Caller } from './caller.js';
import { callerOfRow } from './callers.repository.js';
import type { CallerRow } from './callers.repository.js';

const MOST = 1_000;

/** A user as last looked up, and the caller that it makes as long as nothing has changed: with `presumedFrom`. */
export interface SeenCaller {
  row: CallerRow;
  presumed: Caller;
}

/** Callers as they were when last looked up. Not what they are: see `presumedFrom` of Caller. */
export class SeenCallers {
  private readonly seen = new Map<string, SeenCaller>();

  get(userId: string): SeenCaller | undefined {
    return this.seen.get(userId);
  }

  /** @param row undefined when there is no such user */
  note(userId: string, row: CallerRow | undefined): void {
    this.seen.delete(userId);
    if (row?.text === undefined) return;
    this.seen.set(userId, { row, presumed: { ...callerOfRow(row), presumedFrom: row.text } });
    // A map keeps its order: the oldest comes first.
    for (const oldest of this.seen.keys()) {
      if (this.seen.size <= MOST) return;
      this.seen.delete(oldest);
    }
  }
}
