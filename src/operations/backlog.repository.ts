import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';

/** What waits in one worker pool. Counts stop at `COUNT_LIMIT`. */
export interface QueueBacklog {
  queue: string;
  /** How long the oldest due schedule has been due, in seconds; 0 when nothing is due. */
  dueLagSeconds: number;
  dueJobs: number;
  waitingRuns: number;
}

/** What the installation as a whole looks like. */
export interface Installation {
  paused: boolean;
  nodes: { alive: number; silent: number };
}

/** Beyond this, how many more wait makes no difference to whoever is alarmed; and a scrape must stay cheap. */
export const COUNT_LIMIT = 10_000;
/** A scrape is given up by its scraper soon: a statement must not outlive it. */
const ANSWER_MS = 3_000;
/** A living node beats each second. */
const SILENT_AFTER = `interval '10 seconds'`;

/** What monitoring asks again and again. No statement here takes longer when there are more jobs. */
@Injectable()
export class BacklogRepository {
  constructor(private readonly sql: Sql) {}

  /** Steps from one priority in use to the next in the index of what is due, and counts up to a limit in each queue. */
  ofQueues(queues: readonly string[]): Promise<QueueBacklog[]> {
    return this.sql.rows<QueueBacklog & Record<string, unknown>>({
      name: 'backlog.of-queues',
      timeoutMs: ANSWER_MS,
      text: `
        WITH RECURSIVE levels AS (
          SELECT s.queue, s.priority FROM unnest($1::text[]) AS q (name) CROSS JOIN LATERAL (
            SELECT queue, priority FROM job_schedules
            WHERE queue = q.name AND due_at IS NOT NULL ORDER BY priority DESC LIMIT 1) s
          UNION ALL
          SELECT s.queue, s.priority FROM levels l CROSS JOIN LATERAL (
            SELECT queue, priority FROM job_schedules
            WHERE queue = l.queue AND priority < l.priority AND due_at IS NOT NULL ORDER BY priority DESC LIMIT 1) s
        )
        SELECT q.name AS queue,
               coalesce(extract(epoch FROM greatest(clock_timestamp() - min(d.oldest), interval '0'))::float8, 0) AS "dueLagSeconds",
               least(coalesce(sum(d.count), 0), $2)::int AS "dueJobs",
               (SELECT count(*)::int FROM (
                  SELECT FROM pending_runs p WHERE p.queue = q.name AND p.not_before <= now() LIMIT $2) w) AS "waitingRuns"
        FROM unnest($1::text[]) AS q (name)
        LEFT JOIN levels l ON l.queue = q.name
        LEFT JOIN LATERAL (
          SELECT min(t.due_at) AS oldest, count(*) AS count FROM (
            SELECT due_at FROM job_schedules s
            WHERE s.queue = l.queue AND s.priority = l.priority AND s.due_at <= now() ORDER BY s.due_at LIMIT $2) t) d ON true
        GROUP BY q.name`,
      values: [queues, COUNT_LIMIT],
    });
  }

  async installation(): Promise<Installation> {
    const row = await this.sql.first<{ paused: boolean; alive: number; silent: number }>({
      name: 'backlog.installation',
      timeoutMs: ANSWER_MS,
      text: `
        SELECT EXISTS (SELECT FROM scheduler_pauses) AS paused,
               count(*) FILTER (WHERE heartbeat_at >= clock_timestamp() - ${SILENT_AFTER})::int AS alive,
               count(*) FILTER (WHERE heartbeat_at < clock_timestamp() - ${SILENT_AFTER})::int AS silent
        FROM nodes WHERE ended_at IS NULL`,
    });
    return { paused: row?.paused ?? false, nodes: { alive: row?.alive ?? 0, silent: row?.silent ?? 0 } };
  }
}
