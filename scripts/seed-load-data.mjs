// Fills an empty, migrated database with jobs for load tests; used by seed-load.mjs and bench/http.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { BATCH, peopleStatements } from './seed-load-statements.mjs';

const BATCH_SIZE = 10_000;
/** How repeatable runs draw: PostgreSQL's random() is seeded per batch. */
const SEED = 0.4711;

/** Whom the data is made for, and what each can see. */
export const PEOPLE = [
  { userId: 'load-small', sees: '50 jobs' },
  { userId: 'load-wide', sees: 'about 20 % of all jobs' },
  { userId: 'load-root', sees: 'all jobs (superuser)' },
];

/**
 * Makes `jobs` jobs with grants, schedules, outcomes, tags and favorites. The database must be migrated and hold no jobs.
 * @param {{ url: string, jobs: number, onProgress?: (done: number) => void }} options
 * @throws Error when there are jobs already, or fewer than 1,000 are asked for
 */
export async function seedLoad({ url, jobs, onProgress = () => {} }) {
  if (!Number.isInteger(jobs) || jobs < 1_000) throw new Error(`--jobs ${jobs}: at least 1000 are needed.`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await refuseUsed(client);
    await client.query('SET synchronous_commit = off');
    await client.query("SET work_mem = '64MB'");
    const users = Math.min(2_000, Math.max(20, Math.floor(jobs / 200)));
    for (const { text, values } of peopleStatements(users)) await client.query(text, values);
    await client.query('ANALYZE principals, users, teams, team_members, projects, project_members, tags');
    for (let first = 1; first <= jobs; first += BATCH_SIZE) {
      const last = Math.min(jobs, first + BATCH_SIZE - 1);
      await client.query('SELECT setseed($1)', [(SEED + first / (jobs + BATCH_SIZE)) % 1]);
      await client.query(BATCH, [first, last, jobs, users]);
      onProgress(last);
    }
    await client.query(
      'VACUUM ANALYZE jobs, job_grants, job_schedules, job_outcomes, job_tags, favorites, tags, workflows',
    );
  } finally {
    await client.end();
  }
}

async function refuseUsed(client) {
  const { rows } = await client.query('SELECT EXISTS (SELECT FROM jobs) AS used');
  if (rows[0].used) throw new Error('There are jobs in this database already: give an empty one.');
}

/** A personal access token for each of PEOPLE. @returns {Promise<{ userId: string, sees: string, token: string }[]>} */
export async function makeTokens(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const people = PEOPLE.map((person) => ({ ...person, token: `pnc_${randomBytes(32).toString('base64url')}` }));
    for (const { userId, token } of people)
      await client.query(`INSERT INTO access_tokens (id, user_id, name, token_hash) VALUES ($1, $2, 'load', $3)`, [
        randomUUID(),
        userId,
        createHash('sha256').update(token).digest(),
      ]);
    return people;
  } finally {
    await client.end();
  }
}
