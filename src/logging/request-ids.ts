import { getRandomValues } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const LENGTH = 16;
const drawn = new Uint8Array(256 * LENGTH);
let used = drawn.length;

/** A new UUID v7. Randomness is drawn for many at once: each draw is a call of the operating system. */
export function requestId(): string {
  if (used === drawn.length) {
    getRandomValues(drawn);
    used = 0;
  }
  used += LENGTH;
  return uuidv7({ random: drawn.subarray(used - LENGTH, used) });
}
