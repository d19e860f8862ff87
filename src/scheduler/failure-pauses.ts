import { Injectable, Logger } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import { JobPauseService } from '../pauses/job-pause.service.js';

/** Whether a job's failures have reached its `pauseAfterFailures`. */
const IS_FAILING = `s.policies ? 'pauseAfterFailures' AND NOT s.paused
  AND o.failures_in_a_row >= (s.policies ->> 'pauseAfterFailures')::int`;

/**
 * Pauses jobs whose occurrences fail again and again. Not part of a finish, which must never wait for a schedule row. If
 * the process dies between a failure and this, the sweep of the node that takes its runs over finds the job.
 */
@Injectable()
export class FailurePauses {
  private readonly logger = new Logger('Pauses');

  constructor(
    private readonly sql: Sql,
    private readonly pauses: JobPauseService,
  ) {}

  /** Looks at the job anew, under the lock of its schedule: a success, an edit or a person may have come between. */
  async pauseIfFailing(jobId: string): Promise<void> {
    try {
      await this.sql.transaction(async (session) => {
        await session.execute({ text: 'SELECT FROM job_schedules WHERE job_id = $1 FOR UPDATE', values: [jobId] });
        const row = await session.first<{ failures: number }>({
          text: `
            SELECT o.failures_in_a_row AS failures
            FROM job_schedules s JOIN job_outcomes o ON o.job_id = s.job_id
            WHERE s.job_id = $1 AND ${IS_FAILING}`,
          values: [jobId],
        });
        if (!row) return;
        const reason = `Paused after ${row.failures} failure(s) in a row: see the history, then resume the job.`;
        await this.pauses.pauseLocked(session, jobId, { actorId: null, reason });
        this.logger.warn({ jobId }, `job ${jobId} is paused after ${row.failures} failure(s) in a row`);
      });
    } catch (error) {
      this.logger.warn({ jobId }, `job ${jobId} could not be paused after its failure: ${(error as Error).message}`);
    }
  }

  /** Jobs that a process which died had no time to pause. Reads all outcomes: for starts and takeovers, not for ticks. */
  async sweep(): Promise<void> {
    const failing = await this.sql.rows<{ jobId: string }>({
      text: `
        SELECT s.job_id AS "jobId" FROM job_outcomes o JOIN job_schedules s ON s.job_id = o.job_id
        WHERE o.failures_in_a_row > 0 AND ${IS_FAILING}`,
    });
    for (const { jobId } of failing) await this.pauseIfFailing(jobId);
  }
}
