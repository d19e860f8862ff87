import type { JobPolicies } from '../jobs/job-policies.js';
import type { OccurrenceSpan } from '../schedules/occurrence-span.js';

/** Up to this late an occurrence is on time, not missed. */
export const ON_TIME_MS = 60_000;

/** Which of the due instants get a run, and what becomes of the others. */
export interface Choice {
  /** Oldest first. */
  run: number[];
  coalesced: OccurrenceSpan | undefined;
  missed: (OccurrenceSpan | undefined)[];
}

/** Catch-up within its window. @param startOf when the run of an occurrence should have started */
export function chooseToRun(
  due: OccurrenceSpan,
  policies: Pick<JobPolicies, 'catchUp' | 'catchUpWindowMs' | 'catchUpLimit'>,
  { nowMs, startOf }: { nowMs: number; startOf: (occurrenceMs: number) => number },
): Choice {
  const oldestMs = nowMs - Math.max(policies.catchUpWindowMs, ON_TIME_MS);
  const inWindow = startingFrom(due, oldestMs, startOf);
  const tooOld = inWindow ? due.before(inWindow.firstMs) : due;
  if (!inWindow) return { run: [], coalesced: undefined, missed: [tooOld] };
  if (policies.catchUp === 'all') {
    const run = inWindow.newest(policies.catchUpLimit);
    return { run, coalesced: undefined, missed: [tooOld, inWindow.before(run[0]!)] };
  }
  const runnable = policies.catchUp === 'none' ? startingFrom(inWindow, nowMs - ON_TIME_MS, startOf) : inWindow;
  if (!runnable) return { run: [], coalesced: undefined, missed: [tooOld, inWindow] };
  const run = runnable.newest(1);
  return { run, coalesced: runnable.before(run[0]!), missed: [tooOld, inWindow.before(runnable.firstMs)] };
}

/** Members that start at or after an instant. Each starts before the next occurrence: only the one before it can be late enough. */
function startingFrom(
  span: OccurrenceSpan,
  ms: number,
  startOf: (occurrenceMs: number) => number,
): OccurrenceSpan | undefined {
  const before = span.before(ms);
  const newestBefore = before?.lastMs;
  return newestBefore !== undefined && startOf(newestBefore) >= ms ? span.from(newestBefore) : span.from(ms);
}
