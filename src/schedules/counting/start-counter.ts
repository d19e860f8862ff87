import { DAY_MS, dayNumberOfWall } from '../calendar.js';
import { parseCron } from '../cron/cron-expression.js';
import type { CronExpression } from '../cron/cron-expression.js';
import { CronSource } from '../cron/cron-source.js';
import { BoundedCache } from '../bounded-cache.js';
import type { Duration } from '../simple/duration.js';
import { parseDuration } from '../simple/duration-parser.js';
import { MAX_OFFSET_MS } from '../zones/zone-table.js';
import type { ZoneTable } from '../zones/zone-table.js';
import { zoneTable } from '../zones.js';
import type { BucketGrid } from './bucket-grid.js';
import { commonDivisor } from './bucket-grid.js';
import { CalendarDays } from './calendar-days.js';
import type { ComingJob } from './coming-job.js';
import { DONE } from './count-plan.js';
import type { CountPlan } from './count-plan.js';
import { countCron } from './cron-count.js';
import { countSteps, rounded } from './exact-count.js';
import { ListedCount } from './listed-count.js';
import { timesOfDay } from './times-of-day.js';
import { isSteady, zoneStretches } from './zone-stretches.js';
import type { ZoneStretch } from './zone-stretches.js';

/** Jitter up to here is counted by arithmetic. */
const MOST_DELAY_MS = 31 * DAY_MS;
/** More than any clock was ever set back at once. */
const MOST_SET_BACK_MS = 2 * DAY_MS;
const MINUTE_MS = 60_000;

/**
 * Counts the coming starts of jobs per bucket, exactly as the scheduler would start them one by one (see `starts.ts`), but
 * without visiting each where arithmetic will do: a hundred thousand minute-wise jobs have 144 million starts a day.
 */
export class StartCounter {
  readonly #days: CalendarDays;
  readonly #zones = new Map<ZoneTable, ZoneStretch[]>();
  readonly #durations = new BoundedCache<string, Duration>(2000);
  readonly #listed: ListedCount;

  constructor(private readonly grid: BucketGrid) {
    this.#days = new CalendarDays(
      dayNumberOfWall(grid.fromMs - MOST_DELAY_MS - MAX_OFFSET_MS) - 1,
      dayNumberOfWall(grid.toMs + MAX_OFFSET_MS) + 1,
    );
    this.#listed = new ListedCount(grid);
  }

  /** How the starts of a job are to be counted. @throws ScheduleError when its schedule can't be computed */
  plan(job: ComingJob): CountPlan {
    const { intervalType, interval } = job;
    if (job.blackouts.length > 0) return this.listedPlan(job);
    if (intervalType === 'cron' && interval !== null) return this.cronPlan(job, interval) ?? this.listedPlan(job);
    if (intervalType === 'simple' && interval !== null) return this.stepsPlan(job, interval) ?? this.listedPlan(job);
    return this.singlePlan(job);
  }

  private listedPlan(job: ComingJob): CountPlan {
    return { key: null, count: (counts, weight) => this.#listed.count(job, counts, weight) };
  }

  private singlePlan(job: ComingJob): CountPlan {
    return {
      key: `at|${this.grid.indexOf(job.firstStartMs)}`,
      count: (counts, weight) => {
        this.grid.add(counts, job.firstStartMs, weight);
        return DONE;
      },
    };
  }

  /** Undefined when the jitter of the job may differ from one occurrence to the next. */
  private cronPlan(job: ComingJob, interval: string): CountPlan | undefined {
    const { grid } = this;
    const { jitterMs, firstStartMs, endOnMs, timezone, share } = job;
    const afterMs = Math.max(job.firstMs, (job.startOnMs ?? -Infinity) - 1);
    const zone = zoneTable(timezone);
    const stretches = this.stretchesOf(zone);
    const expression = parseCron(interval);
    const times = timesOfDay(expression);
    const isDense = times.perDay * grid.bucketMs > DAY_MS / 2;
    const plan = (first: string | null, delayMs: number): CountPlan => ({
      key: first === null ? null : [interval, timezone, delayMs, first, endOnMs ?? ''].join('|'),
      isDense,
      count: (counts, weight) => {
        grid.add(counts, firstStartMs, weight);
        countCron({
          expression,
          source: new CronSource(expression, zone),
          stretches,
          days: this.#days,
          grid,
          afterMs,
          untilMs: endOnMs ?? Infinity,
          delayMs,
          counts,
          weight,
        });
        return DONE;
      },
    });
    const first = `${afterMs}|${grid.indexOf(firstStartMs)}`;
    // Few starts are counted sooner than compared.
    if (jitterMs === 0) return plan(isDense ? first : null, 0);
    // Where the distance is always the same, jitter beyond it is cut alike each time.
    const roomMs = isUniform(expression) && endOnMs === null ? Math.min(jitterMs, times.leastGapMs) : jitterMs;
    if (roomMs > Math.min(times.leastGapMs, MOST_DELAY_MS)) return undefined;
    // Around an hour that comes twice two lie further apart, and so may the first of them start later than all others.
    const reachMs = Math.min(jitterMs, roomMs + MOST_SET_BACK_MS);
    if (!isSteady(stretches, grid.fromMs - reachMs, grid.toMs + roomMs)) return undefined;
    const delayMs = this.roundedDelay(Math.floor(share * roomMs), times.onlySecond, stretches);
    const isPast = firstStartMs < grid.fromMs && afterMs + roomMs < grid.fromMs;
    return plan(isPast ? '' : first, delayMs);
  }

  /**
   * The smallest delay that puts each occurrence into the same bucket: occurrences lie whole minutes apart if all have the
   * same second, else whole seconds, and what is smaller than that never decides.
   */
  private roundedDelay(delayMs: number, onlySecond: number | null, stretches: readonly ZoneStretch[]): number {
    const inMinutes = onlySecond !== null && stretches.every(({ offsetMs }) => offsetMs % MINUTE_MS === 0);
    const divisor = commonDivisor(inMinutes ? MINUTE_MS : 1000, this.grid.bucketMs);
    const phaseMs = (inMinutes ? onlySecond * 1000 : 0) - this.grid.fromMs;
    return Math.floor((phaseMs + delayMs) / divisor) * divisor - phaseMs;
  }

  /** Undefined for calendar steps. */
  private stepsPlan(job: ComingJob, interval: string): CountPlan | undefined {
    const { months, days, exactMs: stepMs } = this.#durations.getOrCreate(interval, parseDuration);
    if (months > 0 || days > 0) return undefined;
    zoneTable(job.timezone);
    const { grid } = this;
    const { firstMs, firstStartMs, endOnMs, jitterMs, share } = job;
    // The last occurrence before endOn has no next one that would shorten its jitter.
    if (endOnMs !== null && jitterMs > stepMs) return undefined;
    const originMs = job.startOnMs ?? job.anchorMs;
    const delayMs = Math.floor(share * Math.min(jitterMs, stepMs));
    const nextMs = firstMs < originMs ? originMs : originMs + (Math.floor((firstMs - originMs) / stepMs) + 1) * stepMs;
    const isFirstRegular =
      nextMs - stepMs === firstMs && firstMs + delayMs === firstStartMs && firstMs <= (endOnMs ?? Infinity);
    const baseMs = (isFirstRegular ? firstMs : nextMs) + delayMs;
    const passed = Math.max(0, Math.ceil((grid.fromMs - baseMs) / stepMs));
    const left = endOnMs === null ? Infinity : Math.floor((endOnMs + delayMs - baseMs) / stepMs) + 1 - passed;
    const offsetMs = baseMs + passed * stepMs - grid.fromMs;
    const steps = rounded({ offsetMs, stepMs, limit: Math.max(0, left) }, grid);
    const alone = isFirstRegular ? null : grid.indexOf(firstStartMs);
    return {
      key: `steps|${steps.stepMs}|${steps.offsetMs}|${steps.limit}|${alone}`,
      isDense: stepMs < 2 * grid.bucketMs,
      count: (counts, weight) => {
        if (alone !== null) grid.add(counts, firstStartMs, weight);
        countSteps(steps, grid, counts, weight);
        return DONE;
      },
    };
  }

  private stretchesOf(zone: ZoneTable): ZoneStretch[] {
    let stretches = this.#zones.get(zone);
    if (!stretches) {
      stretches = zoneStretches(zone, this.grid.fromMs - MOST_DELAY_MS, this.grid.toMs + MOST_DELAY_MS);
      this.#zones.set(zone, stretches);
    }
    return stretches;
  }
}

/** Every day, at equal distances all day long, from one day to the next, too. */
function isUniform(expression: CronExpression): boolean {
  const { perDay, leastGapMs } = timesOfDay(expression);
  return perDay * leastGapMs === DAY_MS && expression.fieldTexts.slice(3).every((text) => text === '*' || text === '?');
}
