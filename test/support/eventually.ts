import { setTimeout as pause } from 'node:timers/promises';

/** How long to keep trying, and how often. */
export interface Patience {
  timeoutMs?: number;
  intervalMs?: number;
}

/** Calls `probe` until it stops throwing, and returns its result; after `timeoutMs` (30 s) throws what it threw last. */
export async function eventually<T>(probe: () => T | Promise<T>, patience: Patience = {}): Promise<T> {
  const { timeoutMs = 30_000, intervalMs = 25 } = patience;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await pause(intervalMs);
    }
  }
}
