import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';

/** One node measures at a time; what another measures just then need not be measured again. */
const LOCK = 7_305_104_224;

@Injectable()
export class JobDurationsRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Takes the mean of the runs whose occurrence lies in the last `hours` and that came to an end by themselves. An older
   * mean counts as much as the new one, so that one odd hour does not decide. Each run is read, none is locked.
   * @returns how many jobs were measured; undefined when another node does it
   */
  measure(hours: number): Promise<number | undefined> {
    return this.sql.transaction(async (session) => {
      const lock = await session.first<{ mine: boolean }>({
        text: 'SELECT pg_try_advisory_xact_lock($1) AS mine',
        values: [LOCK],
      });
      if (!lock!.mine) return undefined;
      return session.execute({
        text: `
          INSERT INTO job_durations AS d (job_id, mean_ms, runs)
          SELECT r.job_id, avg(date_part('epoch', r.finished_at - r.created_at) * 1000), count(*)
          FROM job_runs r
          WHERE r.occurrence_at >= clock_timestamp() - $1 * interval '1 hour' AND r.attempt > 0
            AND r.status IN ('succeeded', 'warned', 'failed', 'timed_out')
          GROUP BY r.job_id
          ON CONFLICT (job_id) DO UPDATE
          SET mean_ms = (d.mean_ms + excluded.mean_ms) / 2, runs = excluded.runs, measured_at = excluded.measured_at`,
        values: [hours],
      });
    });
  }

  /** Forgets jobs that are gone. */
  prune(): Promise<number> {
    return this.sql.execute({
      text: 'DELETE FROM job_durations d WHERE NOT EXISTS (SELECT FROM job_schedules s WHERE s.job_id = d.job_id)',
    });
  }
}
