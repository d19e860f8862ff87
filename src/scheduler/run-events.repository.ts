import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { NewRunEvent } from './run-events.js';

/** Channel that tells every node whose runs have news: ids, comma-separated, or nothing for "any of them". */
export const RUN_CHANNEL = 'punctual_run';

export type WrittenEvent = NewRunEvent & { runId: string };

/** An event as it was written. */
export interface RunEventRow {
  seq: number;
  at: string;
  kind: 'progress' | 'log';
  payload: Record<string, unknown>;
}

/** News of one run since `after`. */
export interface RunNews {
  runId: string;
  after: number;
  events: RunEventRow[];
  /** It neither runs nor waits: what is here now is all there will be. */
  ended: boolean;
}

/** A notification holds at most 8,000 bytes. */
const MAX_NAMED_RUNS = 200;
/** News of one run are read in portions of this many events. */
export const NEWS_PORTION = 64;

@Injectable()
export class RunEventsRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Writes new events of many runs and tells all nodes, in one statement; `ended` are runs to be told of without new
   * events. Runs that are gone with their job are passed over; a repetition writes nothing twice.
   */
  async write(events: readonly WrittenEvent[], ended: readonly string[]): Promise<void> {
    const runIds = [...new Set(events.map((event) => event.runId))];
    const named = [...new Set([...runIds, ...ended])];
    await this.sql.execute({
      name: 'run-events.write',
      text: `
        WITH known AS (
          SELECT r.id FROM unnest($6::uuid[]) AS r (id)
          WHERE EXISTS (SELECT FROM active_runs a WHERE a.id = r.id) OR EXISTS (SELECT FROM job_runs j WHERE j.id = r.id)
        ), written AS (
          INSERT INTO run_events (run_id, seq, at, kind, payload)
          SELECT e.* FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::text[], $5::jsonb[]) AS e (run_id, seq, at, kind, payload)
          JOIN known k ON k.id = e.run_id
          ON CONFLICT (run_id, seq) DO NOTHING
        )
        SELECT pg_notify('${RUN_CHANNEL}', $7)`,
      values: [
        events.map((event) => event.runId),
        events.map((event) => event.seq),
        events.map((event) => event.at),
        events.map((event) => event.kind),
        events.map((event) => JSON.stringify(event.payload)),
        runIds,
        named.length <= MAX_NAMED_RUNS ? named.join(',') : '',
      ],
    });
  }

  /** Removes what was written of runs that have left no record: their job was deleted while they ran. */
  async forgetWithoutRecord(runIds: readonly string[]): Promise<void> {
    await this.sql.execute({
      text: `
        DELETE FROM run_events e
        WHERE e.run_id = ANY ($1::uuid[])
          AND NOT EXISTS (SELECT FROM job_runs r WHERE r.id = e.run_id)
          AND NOT EXISTS (SELECT FROM active_runs a WHERE a.id = e.run_id)`,
      values: [runIds],
    });
  }

  /**
   * News of many runs, in one statement and thus one snapshot: a run's last events are committed before its end is, so
   * that `ended` with less than a full portion means that all has been read.
   */
  news(followed: readonly { runId: string; after: number }[]): Promise<RunNews[]> {
    return this.sql.rows<RunNews & Record<string, unknown>>({
      name: 'run-events.news',
      text: `
        SELECT f.run_id AS "runId", f.after, coalesce(n.events, '[]') AS events,
               NOT EXISTS (SELECT FROM active_runs a WHERE a.id = f.run_id)
                 AND NOT EXISTS (SELECT FROM pending_runs p WHERE p.id = f.run_id) AS ended
        FROM unnest($1::uuid[], $2::int[]) AS f (run_id, after)
        CROSS JOIN LATERAL (
          SELECT json_agg(json_build_object('seq', e.seq, 'at', e.at, 'kind', e.kind, 'payload', e.payload) ORDER BY e.seq) AS events
          FROM (
            SELECT * FROM run_events v WHERE v.run_id = f.run_id AND v.seq > f.after ORDER BY v.seq LIMIT ${NEWS_PORTION}
          ) e
        ) n`,
      values: [followed.map((one) => one.runId), followed.map((one) => one.after)],
    });
  }

  /** A page of the run's log, in order. */
  async logPage(
    runId: string,
    page: { start: number; limit: number },
  ): Promise<{ lines: RunEventRow[]; total: number }> {
    const rows = await this.sql.rows<RunEventRow & { total: number }>({
      name: 'run-events.log-page',
      text: `
        SELECT t.total, e.seq, e.at, e.kind, e.payload
        FROM (SELECT count(*)::int AS total FROM run_events WHERE run_id = $1 AND kind = 'log') t
        LEFT JOIN LATERAL (
          SELECT seq, to_json(at) #>> '{}' AS at, kind, payload FROM run_events
          WHERE run_id = $1 AND kind = 'log' ORDER BY seq LIMIT $2 OFFSET $3
        ) e ON true
        ORDER BY e.seq`,
      values: [runId, page.limit, page.start],
    });
    return { lines: rows.filter((row) => row.seq !== null), total: rows[0]?.total ?? 0 };
  }

  /**
   * Removes steps of runs that have ended more than an hour ago: their records have them. @returns how many; at most 5,000
   * at a time
   */
  sweepProgress(): Promise<number> {
    return this.sql.execute({
      text: `
        DELETE FROM run_events WHERE (run_id, seq) IN (
          SELECT e.run_id, e.seq FROM run_events e
          WHERE e.kind = 'progress' AND e.at < now() - interval '1 hour'
            AND NOT EXISTS (SELECT FROM active_runs a WHERE a.id = e.run_id)
          LIMIT 5000 FOR UPDATE SKIP LOCKED)`,
    });
  }
}
