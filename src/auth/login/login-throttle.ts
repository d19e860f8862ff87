import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';

const MAX_FAILURES = 10;
const WINDOW_MS = 5 * 60_000;
const MAX_KEYS = 10_000;

interface Attempts {
  count: number;
  endsMs: number;
}

/**
 * Bounds how often passwords can be guessed: ten failures in five minutes per account and address, on each node.
 * An attempt counts from its start, so that many at once can't slip through; a success clears the count.
 */
@Injectable()
export class LoginThrottle {
  private readonly attempts = new Map<string, Attempts>();

  constructor(private readonly clock: Clock) {}

  /** Counts an attempt. Throws TOO_MANY_ATTEMPTS with `retryAfterSeconds` when there were too many. */
  begin(account: string, address: string): void {
    const now = this.clock.monotonicMs();
    const key = keyOf(account, address);
    const known = this.attempts.get(key);
    const current = known && known.endsMs > now ? known : { count: 0, endsMs: now + WINDOW_MS };
    if (current.count >= MAX_FAILURES) throw tooManyAttempts(Math.ceil((current.endsMs - now) / 1000));
    current.count += 1;
    this.remember(key, current);
  }

  succeeded(account: string, address: string): void {
    this.attempts.delete(keyOf(account, address));
  }

  private remember(key: string, current: Attempts): void {
    // Deleted first, so that the map's order is by last attempt and the oldest is the one to forget.
    this.attempts.delete(key);
    this.attempts.set(key, current);
    if (this.attempts.size > MAX_KEYS) this.attempts.delete(this.attempts.keys().next().value ?? '');
  }
}

function keyOf(account: string, address: string): string {
  return `${account}\0${address}`;
}

function tooManyAttempts(retryAfterSeconds: number): DomainError {
  return new DomainError(
    'tooMany',
    'TOO_MANY_ATTEMPTS',
    `Too many failed attempts. Try again in ${retryAfterSeconds} seconds.`,
    {
      retryAfterSeconds,
    },
  );
}
