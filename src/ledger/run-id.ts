import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const BYTES = 16;
const pool = new Uint8Array(256 * BYTES);
let used = pool.length;
let lastMs = 0;
let sequence = 0;

/** The id of a run: a UUIDv7, in the order of creation within this process. Randomness is drawn for many at once. */
export function newRunId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, (used += BYTES));
  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    // Half of its range is left to count on within the millisecond.
    sequence = ((random[6]! & 0x3f) << 24) | (random[7]! << 16) | (random[8]! << 8) | random[9]!;
  } else sequence += 1;
  return uuidv7({ random, msecs: lastMs, seq: sequence });
}
