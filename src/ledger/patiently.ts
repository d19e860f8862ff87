import { setTimeout as pause } from 'node:timers/promises';

const LOCK_NOT_AVAILABLE = '55P03';
const TRIES = 20;
const PAUSE_MS = 250;

/** Does `work` again when it could not get its lock in time, at most 20 times. Each time it has changed nothing. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let left = TRIES; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left <= 1 || (error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
      await pause(PAUSE_MS, undefined, { ref: false });
    }
  }
}
