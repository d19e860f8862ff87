import type { ScheduleSpec } from '../schedule.js';
import { BucketGrid } from './bucket-grid.js';
import { StartCounter } from './start-counter.js';

/** How many occurrences lie from a known one to an instant, both included, without visiting each. Throws as compileSchedule does. */
export function countOccurrences(spec: ScheduleSpec, firstMs: number, untilMs: number): number {
  const counts = new Float64Array(1);
  const plan = new StartCounter(new BucketGrid(firstMs, untilMs - firstMs + 1, 1)).plan({
    intervalType: spec.intervalType,
    interval: spec.interval,
    timezone: spec.timezone,
    startOnMs: spec.startOn?.getTime() ?? null,
    endOnMs: spec.endOn?.getTime() ?? null,
    anchorMs: spec.anchor.getTime(),
    firstMs,
    firstStartMs: firstMs,
    jitterMs: 0,
    share: 0,
    blackouts: [],
  });
  for (const _ of plan.count(counts, 1));
  return counts[0]!;
}
