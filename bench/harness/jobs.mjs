// @ts-check
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { settle, using } from './database.mjs';

/**
 * @typedef {{ count: number, first?: number, cron?: string, data?: object, policies?: object, dueAt?: string }} JobsToInsert
 * From `first` (1) to `count`. `cron` and `dueAt` are SQL expressions in which `n` is the number of the job.
 */

/** Daily, and not within the next two hours. */
export const LATER = `format('%s %s * * *', n % 60, (extract(hour FROM now() AT TIME ZONE 'UTC')::int + 3 + n % 18) % 24)`;

/** Brings a new database up to the schema of the build. @param {string} url @param {string} dist */
export async function migrate(url, dist) {
  const { migrate: run } = await import(pathToFileURL(path.join(dist, 'src/boot/database-boot.js')).href);
  await run(url);
}

/** Noop jobs of one owner, straight into the tables. @param {string} url @param {JobsToInsert} jobs */
export async function insertJobs(
  url,
  { count, first: from = 1, cron = LATER, data = {}, policies = {}, dueAt = 'NULL::timestamptz' },
) {
  await using(url, async (client) => {
    await client.query(
      `INSERT INTO principals (id, kind, bare_name, name) VALUES ('bench', 'user', 'bench', 'Bench') ON CONFLICT DO NOTHING`,
    );
    await client.query(`INSERT INTO users (id, superuser) VALUES ('bench', true) ON CONFLICT DO NOTHING`);
    for (let first = from; first <= count; first += 50_000)
      await client.query(
        `WITH made AS (
           INSERT INTO jobs (id, type, name, slug, owner_id, interval, interval_type, timezone, enabled, data, policies)
           SELECT (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'noop', 'Job ' || n,
                  'job-' || n, 'bench', ${cron}, 'cron', 'UTC', true, $3, $4
           FROM generate_series($1::int, $2::int) n
           RETURNING *
         ), shown AS (
           INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
           SELECT id, owner_id, 'owner', 3, name, created_at FROM made
         )
         INSERT INTO job_schedules (job_id, due_at, type, interval_type, interval, timezone, anchor, policies)
         SELECT id, ${dueAt}, type, interval_type, interval, timezone, created_at, nullif(policies, '{}')
         FROM made, LATERAL (SELECT ('x' || left(id::text, 8))::bit(32)::int AS n) g`,
        [first, Math.min(count, first + 49_999), data, policies],
      );
    await settle(client);
  });
}

/** Lets the first `count` jobs fall due at `from` and `stepMs` apart, and tells the nodes. @param {string} url */
export async function makeDue(url, { count, fromMs, stepMs }) {
  await using(url, async (client) => {
    await client.query(
      `UPDATE job_schedules SET due_at = to_timestamp($2::float8) + (n - 1) * $3::float8 * interval '1 millisecond'
       FROM (SELECT job_id AS id, ('x' || left(job_id::text, 8))::bit(32)::int AS n FROM job_schedules) g
       WHERE job_id = id AND n <= $1`,
      [count, fromMs / 1000, stepMs],
    );
    await settle(client);
    await client.query(`SELECT pg_notify('punctual_schedule', '')`);
  });
}
