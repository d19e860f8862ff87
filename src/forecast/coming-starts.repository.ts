import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { commonDivisor } from '../schedules/counting/bucket-grid.js';
import type { BucketGrid } from '../schedules/counting/bucket-grid.js';
import type { IntervalType } from '../schedules/schedule.js';

/** Jobs that are alike in all that decides their starts. Instants are epoch ms. */
export interface ComingRow {
  intervalType: IntervalType | null;
  interval: string | null;
  timezone: string;
  /** Null: none of those that are told apart. */
  queue: string | null;
  /** Of simple intervals. */
  originMs: number | null;
  endOnMs: number | null;
  /** The next occurrence, and when its run starts; null: at that very instant. */
  firstMs: number;
  firstStartMs: number | null;
  /** Set for jobs with jitter only, which is each job's own. */
  jobId: string | null;
  jitterMs: number | null;
  /** JSON. */
  blackouts: string | null;
  /** How long their runs take, as a power of two and on average; null: not measured yet. */
  durationClass: number | null;
  meanMs: number | null;
  jobs: number;
}

/** Which schedules, for what grid. */
export interface ComingFilter {
  grid: BucketGrid;
  queue?: string;
  /** Worker pools that are told apart. */
  queues: string[];
  /** Simple intervals that are whole seconds of elapsed time. */
  evenIntervals: string[];
}

/** What there is to be counted. */
export interface ComingOverview {
  /** The worker pools with the most enabled schedules. */
  queues: string[];
  /** Some of the simple intervals that occur. */
  intervals: string[];
  /** How long the job that takes longest takes on average. */
  longestMs: number;
}

const BATCH = 1_000;
const MOST_INTERVALS = 1_000;
const STARTS = 's.due_at IS NOT NULL AND NOT s.locked AND NOT s.paused';
/** The occurrence that starts at `due_at`. */
const OCCURRENCE = `CASE
  WHEN c.occurrence_at BETWEEN c.due_at - c.jitter_ms * interval '1 millisecond' AND c.due_at
    AND c.occurrence_at > coalesce(c.last_claimed_for, '-infinity')
  THEN c.occurrence_at ELSE c.due_at END`;
const ms = (column: string): string => `round(date_part('epoch', ${column}) * 1000)`;

/** Reads what is to start from the schedules, for forecasts. No job is named and nothing is locked. */
@Injectable()
export class ComingStartsRepository {
  constructor(private readonly sql: Sql) {}

  /** One connection, given back when `work` has read all it needs; read-only. */
  read<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.sql.transaction(async (session) => {
      // All rows are wanted, hashed rather than sorted or looked up one by one, and none of these plans is worth compiling.
      await session.rows({
        text: `SELECT set_config('jit', 'off', true), set_config('cursor_tuple_fraction', '1', true),
                      set_config('work_mem', '32MB', true), set_config('enable_sort', 'off', true), set_config('enable_nestloop', 'off', true),
                      set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '20s', true)`,
      });
      return work(session);
    });
  }

  /** The `queues` largest worker pools, and what decides how jobs are counted. */
  async overview(session: SqlSession, queues: number): Promise<ComingOverview> {
    const row = await session.first<ComingOverview & Record<string, unknown>>({
      text: `
        SELECT ARRAY(SELECT s.queue FROM job_schedules s WHERE $1 > 0 AND ${STARTS}
                     GROUP BY s.queue ORDER BY count(*) DESC, s.queue LIMIT $1) AS queues,
               ARRAY(SELECT DISTINCT s.interval FROM job_schedules s WHERE s.interval_type = 'simple' AND ${STARTS} LIMIT $2)
                 AS intervals,
               coalesce((SELECT max(d.mean_ms) FROM job_durations d), 0) AS "longestMs"`,
      values: [queues, MOST_INTERVALS],
    });
    return row!;
  }

  /**
   * Batches of everything that is enabled, neither locked nor paused, and starts before the grid ends. Jobs that are alike are
   * one row: cron jobs with the same expression, and jobs with the same even interval whose starts share a second. Other
   * simple ones have origins of their own, jobs with jitter a jitter of their own.
   * Of an occurrence that an older node has left behind `due_at` is read, as the claim does (see `dueOccurrence`).
   */
  async *batches(session: SqlSession, filter: ComingFilter): AsyncGenerator<ComingRow[], void, undefined> {
    const { grid, queue = null, queues, evenIntervals } = filter;
    await session.execute({
      text: `
        DECLARE coming NO SCROLL CURSOR FOR
        WITH coming AS NOT MATERIALIZED (
          SELECT s.*, nullif((s.policies ->> 'jitterMs')::int, 0) AS jitter_ms,
                 nullif(s.policies -> 'blackouts', '[]')::text AS blackouts, d.mean_ms,
                 CASE WHEN s.queue = ANY ($3) THEN s.queue END AS named,
                 CASE WHEN s.end_on < $1 THEN s.end_on END AS ends,
                 CASE WHEN d.mean_ms IS NOT NULL THEN round(log(greatest(d.mean_ms, 1)) / log(2.0))::int END AS duration_class
          FROM job_schedules s LEFT JOIN job_durations d ON d.job_id = s.job_id
          WHERE ${STARTS} AND s.due_at < $1 AND ($2::text IS NULL OR s.queue = $2)
        ), alike AS NOT MATERIALIZED (
          SELECT c.*, c.interval = ANY ($6) AND c.ends IS NULL AND c.blackouts IS NULL AS is_even
          FROM coming c WHERE c.jitter_ms IS NULL
        )
        SELECT c.interval_type AS "intervalType", c.interval, c.timezone, c.queue, NULL::float8 AS "originMs",
               ${ms('c.ends')} AS "endOnMs", ${ms('c.due_at')} AS "firstMs", NULL::float8 AS "firstStartMs",
               NULL::uuid AS "jobId", NULL::int AS "jitterMs", c.blackouts, c.duration_class AS "durationClass",
               c.mean_ms AS "meanMs", c.jobs
        FROM (
          SELECT interval_type, interval, timezone, named AS queue, ends, due_at, blackouts, duration_class,
                 avg(mean_ms) AS mean_ms, count(*)::int AS jobs
          FROM alike WHERE interval_type IS DISTINCT FROM 'simple'
          GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
        ) c
        UNION ALL
        SELECT 'simple', c.interval, c.timezone, c.queue, c.first_ms, NULL, c.first_ms, NULL, NULL, NULL, NULL,
               c.duration_class, c.mean_ms, c.jobs
        FROM (
          SELECT interval, timezone, named AS queue, $4::float8 + $5 * floor((${ms('due_at')} - $4) / $5) AS first_ms,
                 duration_class, avg(mean_ms) AS mean_ms, count(*)::int AS jobs
          FROM alike WHERE interval_type = 'simple' AND is_even
          GROUP BY 1, 2, 3, 4, 5
        ) c
        UNION ALL
        SELECT 'simple', c.interval, c.timezone, c.named, ${ms('coalesce(c.start_on, c.anchor)')}, ${ms('c.ends')},
               ${ms('c.due_at')}, NULL, NULL, NULL, c.blackouts, c.duration_class, c.mean_ms, 1
        FROM alike c WHERE c.interval_type = 'simple' AND NOT c.is_even
        UNION ALL
        SELECT c.interval_type, c.interval, c.timezone, c.named,
               CASE WHEN c.interval_type = 'simple' THEN ${ms('coalesce(c.start_on, c.anchor)')} END, ${ms('c.end_on')},
               ${ms(OCCURRENCE)}, ${ms('c.due_at')}, c.job_id, c.jitter_ms, c.blackouts, c.duration_class, c.mean_ms, 1
        FROM coming c WHERE c.jitter_ms IS NOT NULL`,
      values: [new Date(grid.toMs), queue, queues, grid.fromMs, commonDivisor(1000, grid.bucketMs), evenIntervals],
    });
    for (;;) {
      const rows = await session.rows<ComingRow & Record<string, unknown>>({ text: `FETCH ${BATCH} FROM coming` });
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH) return;
    }
  }
}
