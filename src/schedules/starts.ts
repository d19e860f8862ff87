import { jitterDelay, jitterShare } from './jitter.js';
import type { Schedule } from './schedule.js';

/** An occurrence and when its run starts (epoch ms); they differ by the jitter. */
export interface Start {
  occurrenceMs: number;
  startMs: number;
}

/** Whose jitter, and how much of it at most. */
export interface Jitter {
  jobId: string;
  jitterMs: number;
}

/** When the run of an occurrence starts: at it or later, always before the next occurrence. */
export function startOf(schedule: Schedule | undefined, occurrenceMs: number, { jobId, jitterMs }: Jitter): number {
  if (jitterMs === 0) return occurrenceMs;
  return occurrenceMs + jitterDelay(jitterShare(jobId), occurrenceMs, schedule?.next(occurrenceMs) ?? null, jitterMs);
}

/** The first occurrence strictly after an instant, with its start; null when there is none. */
export function nextStart(schedule: Schedule, afterMs: number, jitter: Jitter): Start | null {
  const occurrenceMs = schedule.next(afterMs);
  return occurrenceMs === null ? null : { occurrenceMs, startMs: startOf(schedule, occurrenceMs, jitter) };
}
