import { DomainError } from '../../errors/domain-error.js';

/** How many, in how long, of how many at most are remembered. */
export interface FailureLimits {
  most: number;
  windowMs: number;
  maxKeys: number;
}

interface Count {
  count: number;
  endsMs: number;
}

/** Counts failures by key in windows that begin with the first one. Memory is bounded: the key that failed longest ago goes. */
export class FailureCounts {
  private readonly counts = new Map<string, Count>();

  constructor(
    private readonly limits: FailureLimits,
    private readonly nowMs: () => number,
  ) {}

  get size(): number {
    return this.counts.size;
  }

  /** @throws DomainError TOO_MANY_ATTEMPTS with `retryAfterSeconds`, when the key has used up its failures */
  assertMayTry(key: string): void {
    const known = this.counts.get(key);
    const now = this.nowMs();
    if (known && known.endsMs > now && known.count >= this.limits.most)
      throw tooManyAttempts(Math.max(1, Math.ceil((known.endsMs - now) / 1000)));
  }

  add(key: string): void {
    const now = this.nowMs();
    const known = this.counts.get(key);
    const current = known && known.endsMs > now ? known : { count: 0, endsMs: now + this.limits.windowMs };
    current.count += 1;
    // Deleted first, so that the map's order is by last failure and the oldest is the one to forget.
    this.counts.delete(key);
    this.counts.set(key, current);
    if (this.counts.size > this.limits.maxKeys) this.counts.delete(this.counts.keys().next().value ?? '');
  }

  /** Takes one back: what was counted at its beginning turned out well. */
  takeBack(key: string): void {
    const known = this.counts.get(key);
    if (!known) return;
    known.count -= 1;
    if (known.count <= 0) this.counts.delete(key);
  }

  forget(key: string): void {
    this.counts.delete(key);
  }
}

function tooManyAttempts(retryAfterSeconds: number): DomainError {
  const message = `Too many failed attempts. Try again in ${retryAfterSeconds} seconds.`;
  return new DomainError('tooMany', 'TOO_MANY_ATTEMPTS', message, { retryAfterSeconds });
}
