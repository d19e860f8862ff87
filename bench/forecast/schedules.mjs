// @ts-check
// What is forecast: job_schedules as so many jobs would leave them. SQL, in which `n` is the number of the job.

const ZONES = `(ARRAY['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Asia/Kolkata', 'Australia/Sydney'])[1 + n / 7 % 6]`;
const MINUTE_MS = 60_000;

/** @typedef {{ type: string, interval: string, due: string, policies?: string }} Mix */

/** @type {Record<string, Mix>} */
export const MIXES = {
  'every minute, cron': {
    type: `'cron'`,
    interval: `'* * * * *'`,
    due: `date_trunc('minute', now()) + interval '1 minute'`,
  },
  'every minute, simple, each at a moment of its own': {
    type: `'simple'`,
    interval: `'1 minute'`,
    due: `date_trunc('milliseconds', now()) + n % 60000 * interval '1 millisecond'`,
  },
  'a mix: minutes, hours, days, weeks, months, jitter': {
    type: `CASE WHEN n % 20 < 17 THEN 'cron' ELSE 'simple' END`,
    interval: `CASE
      WHEN n % 20 < 4 THEN (ARRAY['* * * * *', '*/5 * * * *', '*/10 * * * *', '*/15 * * * *'])[1 + n / 20 % 4]
      WHEN n % 20 < 8 THEN format('%s * * * *', n / 20 % 60)
      WHEN n % 20 < 17 THEN format('%s %s * * %s', n / 20 % 60, n / 100 % 24, (ARRAY['*', '1-5', '1'])[1 + n / 3 % 3])
      WHEN n % 20 < 19 THEN (ARRAY['5 minutes', '1 hour', '90 minutes', '30 seconds'])[1 + n / 20 % 4]
      ELSE (ARRAY['1 day', '1 week', '1 month'])[1 + n / 20 % 3] END`,
    // Jobs with the same expression are due at the same time, simple ones at moments of their own.
    due: `date_trunc('minute', now()) + (1 + abs(hashtext("interval")) % 1440) * interval '1 minute'
      + CASE WHEN n % 20 < 17 THEN 0 ELSE n % 60000 END * interval '1 millisecond'`,
    policies: `CASE WHEN n % 20 = 16 THEN '{"jitterMs": 600000}'::jsonb END`,
  },
};

const now = () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;

/** @type {Record<string, () => object>} */
export const FORECASTS = {
  'a day by minutes': () => ({ fromMs: now(), bucketMs: MINUTE_MS, count: 1440, queues: 0, withLead: true }),
  'a week by hours': () => ({ fromMs: now(), bucketMs: 60 * MINUTE_MS, count: 168, queues: 0, withLead: true }),
  'a week by minutes (hints)': () => ({
    fromMs: now(),
    bucketMs: MINUTE_MS,
    count: 10_080,
    queues: 32,
    withLead: false,
  }),
};

/** Schedules without jobs, and how long each takes. @param {import('pg').Client} client @param {number} count @param {Mix} mix */
export async function insertSchedules(client, count, { type, interval, due, policies = 'NULL::jsonb' }) {
  await client.query('ALTER TABLE job_schedules DROP CONSTRAINT job_schedules_job_id_fkey');
  await client.query(
    `INSERT INTO job_schedules (job_id, due_at, occurrence_at, type, interval_type, interval, timezone, anchor, policies, queue)
     SELECT md5(n::text)::uuid, ${due}, ${due}, 'noop', ${type}, "interval", ${ZONES}, ${due}, ${policies},
            CASE WHEN n % 10 = 0 THEN 'reports' ELSE 'default' END
     FROM (SELECT n, ${interval} AS "interval" FROM generate_series(1, $1::int) n) one`,
    [count],
  );
  await client.query(
    'INSERT INTO job_durations (job_id, mean_ms, runs) SELECT job_id, random() * 20000, 5 FROM job_schedules',
  );
  await client.query('VACUUM ANALYZE job_schedules, job_durations');
}
