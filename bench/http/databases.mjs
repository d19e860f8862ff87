// One database per size, filled once and kept: on DATABASE_URL's server, else on an embedded one in .data/bench-http.
import path from 'node:path';
import { createRequire } from 'node:module';
import { migrate, openDatabase } from '../../dist/src/boot/database-boot.js';
import { seedLoad } from '../../scripts/seed-load-data.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const BENCH_DIR = path.join(ROOT, '.data/bench-http');
const pg = createRequire(path.join(ROOT, 'package.json'))('pg');

/** @returns {Promise<{ url: string, version: string, release: () => Promise<unknown> }>} the server; its role may create databases */
export async function openServer() {
  const opened = await openDatabase({ DATABASE_URL: process.env.DATABASE_URL, DATA_DIR: BENCH_DIR }, (message) =>
    console.error(message),
  );
  const [{ version }] = await query(
    opened.url,
    `SELECT current_setting('server_version') || ', shared_buffers ' || current_setting('shared_buffers') AS version`,
  );
  return { url: opened.url, version, release: async () => opened.embedded?.release() };
}

/** The URL of a database with that many jobs; made if there is none. */
export async function databaseOf(serverUrl, jobs) {
  const name = `punctual_bench_${jobs}`;
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const [{ exists }] = await query(serverUrl, 'SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS exists', [
    name,
  ]);
  if (!exists) await query(serverUrl, `CREATE DATABASE ${name}`);
  await migrate(url);
  const [{ count }] = await query(url, 'SELECT count(*)::int AS count FROM jobs');
  if (count === jobs) return url;
  if (count > 0) throw new Error(`${name} has ${count} jobs, which were not made for this: drop the database.`);
  await seedLoad({ url, jobs, onProgress: (done) => process.stderr.write(`\r${name}: ${done} of ${jobs} jobs   `) });
  process.stderr.write('\n');
  return url;
}

/** Whether it was filled with projects: those that were kept from before there were any have none. */
export async function hasProjects(url) {
  const [{ exists }] = await query(url, 'SELECT EXISTS (SELECT FROM projects) AS exists');
  return exists;
}

export async function query(url, text, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
