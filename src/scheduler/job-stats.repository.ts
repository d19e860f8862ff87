import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { RunStatus } from '../ledger/run-vocabulary.js';

/** Counts of records by status, and durations in milliseconds. */
export interface JobStatsRow {
  succeeded: number;
  warned: number;
  failed: number;
  timedOut: number;
  canceled: number;
  lost: number;
  skipped: number;
  missed: number;
  coalesced: number;
  p50: number | null;
  p95: number | null;
  max: number | null;
  /** Set when there are more records than are counted: the oldest that was. */
  countedFrom: Date | null;
}

export interface RunPointRow {
  id: string;
  status: RunStatus;
  createdAt: Date;
  durationMs: number;
}

const LAST = 50;
/** A job that runs each second has 2.6 million records in a month. */
const MOST_COUNTED = 10_000;
const OCCURRENCES = `coalesce(sum(coalesce(range_count, 1)) FILTER (WHERE status = '%'), 0)::int`;
/** As a float at once: by way of numeric it would cost more than all else. */
const DURATION = `date_part('epoch', finished_at - created_at) * 1000`;
/** What came to an end by itself: neither canceled nor lost with its node. */
const BY_ITSELF = `attempt > 0 AND status IN ('succeeded', 'warned', 'failed', 'timed_out')`;

@Injectable()
export class JobStatsRepository {
  constructor(private readonly sql: Sql) {}

  /** The newest records of the period in one pass, along the index of the job's records. */
  async stats(jobId: string, { from, to }: { from: Date; to: Date }): Promise<JobStatsRow> {
    const row = await this.sql.first<Omit<JobStatsRow, 'p50' | 'p95' | 'max'> & { durations: number[] | null }>({
      name: 'job-stats.stats',
      text: `
        SELECT count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
               count(*) FILTER (WHERE status = 'warned')::int AS warned,
               count(*) FILTER (WHERE status = 'failed')::int AS failed,
               count(*) FILTER (WHERE status = 'timed_out')::int AS "timedOut",
               count(*) FILTER (WHERE status = 'canceled')::int AS canceled,
               count(*) FILTER (WHERE status = 'lost')::int AS lost,
               ${OCCURRENCES.replace('%', 'skipped')} AS skipped,
               ${OCCURRENCES.replace('%', 'missed')} AS missed,
               ${OCCURRENCES.replace('%', 'coalesced')} AS coalesced,
               (percentile_cont(ARRAY[0.5, 0.95, 1]) WITHIN GROUP (ORDER BY ${DURATION}) FILTER (WHERE ${BY_ITSELF})) AS durations,
               CASE WHEN count(*) = ${MOST_COUNTED} THEN min(created_at) END AS "countedFrom"
        FROM (
          SELECT status, attempt, range_count, created_at, finished_at
          FROM job_runs WHERE job_id = $1 AND created_at >= $2 AND created_at < $3
          ORDER BY created_at DESC, id DESC LIMIT ${MOST_COUNTED}
        ) r`,
      values: [jobId, from, to],
    });
    const { durations, ...counts } = row!;
    const [p50 = null, p95 = null, max = null] = durations?.map(Math.round) ?? [];
    return { ...counts, p50, p95, max };
  }

  /** The newest runs of the period that were started. */
  last(jobId: string, { from, to }: { from: Date; to: Date }): Promise<RunPointRow[]> {
    return this.sql.rows<RunPointRow & Record<string, unknown>>({
      name: 'job-stats.last',
      text: `
        SELECT id, status, created_at AS "createdAt", round(${DURATION}) AS "durationMs"
        FROM job_runs WHERE job_id = $1 AND created_at >= $2 AND created_at < $3 AND attempt > 0
        ORDER BY created_at DESC, id DESC LIMIT ${LAST}`,
      values: [jobId, from, to],
    });
  }
}
