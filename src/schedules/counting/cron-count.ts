import { SECOND_MS } from '../calendar.js';
import type { CronExpression } from '../cron/cron-expression.js';
import type { OccurrenceSource } from '../occurrence-source.js';
import type { BucketGrid } from './bucket-grid.js';
import type { CalendarDays } from './calendar-days.js';
import { timesOfDay } from './times-of-day.js';
import type { TimesOfDay } from './times-of-day.js';
import type { ZoneStretch } from './zone-stretches.js';

const DAY_SECONDS = 86_400;

/** What is counted, and where to. */
export interface CronCount {
  expression: CronExpression;
  source: OccurrenceSource;
  stretches: readonly ZoneStretch[];
  days: CalendarDays;
  grid: BucketGrid;
  /** Occurrences strictly after it. */
  afterMs: number;
  /** And not after it. */
  untilMs: number;
  /** Each starts so long after its instant. */
  delayMs: number;
  counts: Float64Array;
  /** How much one occurrence counts. */
  weight: number;
}

/** A range of wall times within one stretch, in seconds: from `first` on, before `end`. */
interface WallRange {
  first: number;
  end: number;
  /** What turns such a second into milliseconds since the grid began. */
  toGridMs: number;
}

/**
 * Counts the occurrences of an expression per bucket without visiting each: within a stretch of constant offset a bucket is
 * a range of wall times, and of those a table tells how many match. Agrees with CronSource exactly.
 */
export function countCron(task: CronCount): void {
  const { expression, source, grid, delayMs } = task;
  if (expression.isImpossible) return;
  const times = timesOfDay(expression);
  const fromMs = Math.max(task.afterMs + 1, grid.fromMs - delayMs);
  const endMs = Math.min(task.untilMs + 1, grid.toMs - delayMs);
  for (const stretch of task.stretches) {
    if (stretch.endMs <= fromMs || stretch.startMs >= endMs) continue;
    let firstMs = Math.max(fromMs, stretch.startMs);
    if (!expression.isWild) {
      // What a gap swallowed runs at its end, which is the start of a stretch: only the source knows whether anything did.
      if (stretch.startMs >= fromMs && source.next(stretch.startMs - 1) === stretch.startMs)
        grid.add(task.counts, stretch.startMs + delayMs, task.weight);
      firstMs = Math.max(fromMs, stretch.startMs + 1, stretch.freshFromMs);
    }
    const lastMs = Math.min(endMs, stretch.endMs);
    if (firstMs >= lastMs) continue;
    const range = {
      first: Math.ceil((firstMs + stretch.offsetMs) / SECOND_MS),
      end: Math.ceil((lastMs + stretch.offsetMs) / SECOND_MS),
      toGridMs: delayMs - stretch.offsetMs - grid.fromMs,
    };
    if (range.first < range.end) countRange(task, times, range);
  }
}

function countRange(task: CronCount, times: TimesOfDay, range: WallRange): void {
  const days = Math.floor((range.end - 1) / DAY_SECONDS) - Math.floor(range.first / DAY_SECONDS) + 1;
  const buckets = ((range.end - range.first) * SECOND_MS) / task.grid.bucketMs;
  if (times.perDay * days <= buckets * 2 + 4) visitEach(task, times.list, range);
  else countBuckets(task, times, range);
}

function visitEach({ expression, days, grid, counts, weight }: CronCount, list: Int32Array, range: WallRange): void {
  const { first, end, toGridMs } = range;
  const lastDay = Math.floor((end - 1) / DAY_SECONDS);
  for (let day = Math.floor(first / DAY_SECONDS); day <= lastDay; day++) {
    if (!days.isNamed(expression, day)) continue;
    for (const time of list) {
      const second = day * DAY_SECONDS + time;
      if (second < first || second >= end) continue;
      counts[Math.floor((second * SECOND_MS + toGridMs) / grid.bucketMs)]! += weight;
    }
  }
}

function countBuckets(task: CronCount, times: TimesOfDay, { first, end, toGridMs }: WallRange): void {
  const { grid, counts, weight } = task;
  let second = first;
  for (let bucket = Math.floor((first * SECOND_MS + toGridMs) / grid.bucketMs); second < end; bucket++) {
    const bucketEnd = Math.min(end, Math.ceil(((bucket + 1) * grid.bucketMs - toGridMs) / SECOND_MS));
    if (bucketEnd <= second) continue;
    counts[bucket]! += weight * countBetween(task, times, second, bucketEnd);
    second = bucketEnd;
  }
}

/** How many wall times lie from `first` on and before `end`. */
function countBetween({ expression, days }: CronCount, times: TimesOfDay, first: number, end: number): number {
  const firstDay = Math.floor(first / DAY_SECONDS);
  const endDay = Math.floor(end / DAY_SECONDS);
  const before = days.isNamed(expression, firstDay) ? times.countBefore(first - firstDay * DAY_SECONDS) : 0;
  let count = -before;
  for (let day = firstDay; day < endDay; day++) if (days.isNamed(expression, day)) count += times.perDay;
  const rest = end - endDay * DAY_SECONDS;
  return rest > 0 && days.isNamed(expression, endDay) ? count + times.countBefore(rest) : count;
}
