import { setImmediate } from 'node:timers/promises';

const SLICE_MS = 8;

/** Lets others use this process while much is computed: whoever computes asks from time to time whether it is their turn. */
export class Pauses {
  #sinceMs = performance.now();

  get isDue(): boolean {
    return performance.now() - this.#sinceMs >= SLICE_MS;
  }

  async take(): Promise<void> {
    await setImmediate();
    this.#sinceMs = performance.now();
  }
}
