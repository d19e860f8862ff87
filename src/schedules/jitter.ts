/** Where in the jitter a job lies, from 0 to below 1: the same for every occurrence and on every node (FNV-1a of its id). */
export function jitterShare(jobId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < jobId.length; index++) hash = Math.imul(hash ^ jobId.charCodeAt(index), 0x01000193);
  // The low bits of FNV vary more than the high ones.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/**
 * How long after its occurrence a run starts, in whole milliseconds: the job's share of `jitterMs`, or of the time until
 * the next occurrence if that is shorter, so that it never starts at or past the next one.
 */
export function jitterDelay(share: number, atMs: number, nextMs: number | null, jitterMs: number): number {
  const room = nextMs === null ? jitterMs : Math.min(jitterMs, nextMs - atMs);
  return Math.floor(share * room);
}
