// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { cpuSecondsOfFamily } from './processes.mjs';

const TABLES = [
  'jobs',
  'job_schedules',
  'job_grants',
  'principals',
  'users',
  'job_runs',
  'active_runs',
  'pending_runs',
];

/** One PostgreSQL for everything that is compared; each contender gets databases of its own there. */
export class BenchServer {
  /** @type {string[]} */
  #databases = [];

  /** @param {string} url @param {{ about: string, pid?: number, release?: () => Promise<void> }} server `pid`: if it runs here */
  constructor(url, { about, pid, release = async () => undefined }) {
    this.url = url;
    this.about = about;
    this.pid = pid;
    this.release = release;
  }

  /** `DATABASE_URL`, or an embedded server with the settings that the product gives it. @param {string} dist */
  static async open(dist) {
    const given = process.env['DATABASE_URL'];
    if (given) return new BenchServer(given, { about: await versionOf(given) });
    const embedded = (/** @type {string} */ file) =>
      import(pathToFileURL(path.join(dist, 'src/database/embedded', file)).href);
    const { startEmbeddedPostgres } = await embedded('embedded-postgres.js');
    const { findRunningServer } = await embedded('postmaster-file.js');
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-bench-'));
    fs.chmodSync(directory, 0o711);
    const server = await startEmbeddedPostgres({ dataDir: path.join(directory, 'data') });
    return new BenchServer(server.url, {
      about: `${await versionOf(server.url)}, embedded`,
      pid: findRunningServer(path.join(directory, 'data/postgres/data'))?.pid,
      release: async () => {
        await server.release();
        fs.rmSync(directory, { recursive: true, force: true });
      },
    });
  }

  /** CPU seconds of the whole server so far; undefined when it runs elsewhere. */
  cpuSeconds() {
    return this.pid && cpuSecondsOfFamily(this.pid);
  }

  /** @param {string} name */
  urlOf(name) {
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** @param {string} name @param {string} [template] @returns {Promise<string>} its URL */
  async create(name, template) {
    await this.#administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await this.#administer(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
    this.#databases.push(name);
    return this.urlOf(name);
  }

  /** @param {string} name */
  async drop(name) {
    await this.#administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    this.#databases = this.#databases.filter((other) => other !== name);
  }

  /** Removes every database that was made here, and stops the server if it was started here. */
  async close() {
    for (const name of this.#databases) await this.drop(name).catch(() => undefined);
    await this.release();
  }

  /** An autovacuum worker of the server's own may be at work there for a moment, which FORCE may not end. @param {string} text */
  async #administer(text) {
    for (let triesLeft = 50; ; triesLeft -= 1)
      try {
        return await using(this.url, (client) => client.query(text));
      } catch (error) {
        const { code } = /** @type {{ code?: string }} */ (error);
        if (triesLeft === 0 || (code !== '42501' && code !== '55006')) throw error;
        await pause(200);
      }
  }
}

/** @template T @param {string} url @param {(client: pg.Client) => Promise<T>} work @returns {Promise<T>} */
export async function using(url, work) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What autovacuum would have done by the time it matters: the same start for every round. @param {pg.Client} client */
export async function settle(client) {
  for (const table of TABLES) await client.query(`VACUUM ANALYZE ${table}`);
}

/** @param {string} url */
async function versionOf(url) {
  return using(url, async (client) => {
    const { rows } = await client.query("SELECT 'PostgreSQL ' || current_setting('server_version') AS version");
    return rows[0].version;
  });
}
