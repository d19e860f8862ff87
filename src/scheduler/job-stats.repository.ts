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
}

export interface RunPointRow {
  id: string;
  status: RunStatus;
  createdAt: Date;
  durationMs: number;
}

const LAST = 50;
const OCCURRENCES = `coalesce(sum(coalesce(range_count, 1)) FILTER (WHERE status = '%'), 0)::int`;
const DURATION = `extract(epoch FROM finished_at - created_at)::float8 * 1000`;
/** What came to an end by itself: neither canceled nor lost with its node. */
const BY_ITSELF = `attempt > 0 AND status IN ('succeeded', 'warned', 'failed', 'timed_out')`;

@Injectable()
export class JobStatsRepository {
  constructor(private readonly sql: Sql) {}

  /** All records of the period in one pass. */
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
               (percentile_cont(ARRAY[0.5, 0.95, 1]) WITHIN GROUP (ORDER BY ${DURATION}) FILTER (WHERE ${BY_ITSELF})) AS durations
        FROM job_runs WHERE job_id = $1 AND created_at >= $2 AND created_at < $3`,
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
