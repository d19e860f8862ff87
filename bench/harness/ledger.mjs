// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { using } from './database.mjs';

/** Waits until nothing is due, waits or runs, and as many runs are recorded. @param {string} url @param {number} runs */
export async function whenWorkedOff(url, runs, { everyMs = 100, timeoutMs = 180_000 } = {}) {
  const deadline = Date.now() + timeoutMs;
  await using(url, async (client) => {
    for (;;) {
      // The count is only taken when all looks done: counting would slow down what is measured.
      const { rows } = await client.query(
        `SELECT CASE WHEN EXISTS (SELECT FROM job_schedules WHERE queue = 'default' AND priority = 0 AND due_at <= now())
                       OR EXISTS (SELECT FROM active_runs) OR EXISTS (SELECT FROM pending_runs)
                THEN 0 ELSE (SELECT count(*)::int FROM job_runs WHERE final) END AS done`,
      );
      if (rows[0].done >= runs) return;
      if (Date.now() > deadline)
        throw new Error(`not worked off after ${timeoutMs} ms: ${rows[0].done} of ${runs} runs`);
      await pause(everyMs);
    }
  });
}

/**
 * What the ledger says of jobs that were to run once each. `doubled`: an occurrence with two final rows, or one that ran
 * again after an attempt whose end was accepted as a success.
 * @param {string} url @param {number} jobs
 */
export async function accountOf(url, jobs) {
  return using(url, async (client) => {
    const { rows } = await client.query(
      `WITH o AS (
         SELECT job_id, scheduled_for, count(*) FILTER (WHERE final) AS finals, bool_or(final AND status = 'succeeded') AS well,
                count(*) FILTER (WHERE status = 'succeeded') AS successes, count(*) FILTER (WHERE status = 'lost') AS lost
         FROM job_runs GROUP BY job_id, scheduled_for)
       SELECT count(*)::int AS occurrences, count(*) FILTER (WHERE well)::int AS done, coalesce(sum(lost), 0)::int AS taken_over,
              count(*) FILTER (WHERE finals > 1 OR successes > 1)::int AS doubled FROM o`,
    );
    const { occurrences, done, taken_over: takenOver, doubled } = rows[0];
    return { missed: jobs - done, doubled: doubled + Math.max(0, occurrences - jobs), takenOver };
  });
}
