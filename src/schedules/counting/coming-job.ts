import type { Blackout } from '../blackouts.js';
import { compileSchedule } from '../schedule.js';
import type { IntervalType, Schedule } from '../schedule.js';

/** What decides when a job starts from now on, as its schedule row has it. Instants are epoch ms. */
export interface ComingJob {
  intervalType: IntervalType | null;
  interval: string | null;
  timezone: string;
  startOnMs: number | null;
  endOnMs: number | null;
  /** Origin of simple intervals without startOn. */
  anchorMs: number;
  /** The occurrence that comes next, and when its run starts: what is stored counts, whatever the schedule says of it. */
  firstMs: number;
  firstStartMs: number;
  jitterMs: number;
  /** Where in its jitter the job lies (see `jitterShare`); 0 without jitter. */
  share: number;
  blackouts: readonly Blackout[];
}

/** The schedule of a job; undefined when only the first occurrence is left. @throws ScheduleError */
export function scheduleOfComing(job: ComingJob): Schedule | undefined {
  const { intervalType, interval, timezone, startOnMs, endOnMs, anchorMs } = job;
  if (!intervalType) return undefined;
  return compileSchedule({
    intervalType,
    interval,
    timezone,
    startOn: startOnMs === null ? null : new Date(startOnMs),
    endOn: endOnMs === null ? null : new Date(endOnMs),
    anchor: new Date(anchorMs),
  });
}
