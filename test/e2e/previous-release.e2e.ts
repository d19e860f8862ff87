import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '../../ormconfig.js';
import { migrate, missingMigrations } from '../../src/boot/database-boot.js';
import { migrations } from '../../src/database/migrations/migrations.js';
import { SecretBox } from '../../src/secrets/secret-box.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { LAST_MIGRATION_OF_PREVIOUS_RELEASE } from '../support/previous-release/previous-release.js';
import { historyOf, record } from '../support/run-history.js';
import type { RunRecord } from '../support/run-history.js';

/** Written by the previous release itself, whose node was killed at the end: test/support/previous-release/people.mjs. */
const DATA = fs.readFileSync(path.join(import.meta.dirname, '../support/previous-release/data.sql'), 'utf8');

let database: TestDatabase;
let service: TestApp;
let alice: ApiClient;
let missing: string[];
const startedAt = new Date().toISOString();
const jobs = new Map<string, string>();

/** An empty database with the schema, and then the data, of the previous release. */
async function asThePreviousReleaseLeftIt(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const last = migrations.findIndex((migration) => migration.name === LAST_MIGRATION_OF_PREVIOUS_RELEASE);
    const options = { ...dataSourceOptions(url, 1), migrations: migrations.slice(0, last + 1) };
    const previous = await new DataSource(options).initialize();
    await previous.runMigrations();
    await previous.destroy();
    await client.query(DATA);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  await asThePreviousReleaseLeftIt(database.url);
  missing = await missingMigrations(database.url);
  await migrate(database.url);
  service = await startTestApp({
    databaseUrl: database.url,
    env: { NODE_QUEUES: 'default,reports', RETENTION_DAYS: '0' },
  });
  alice = service.as('alice', { email: 'alice@example.com', timezone: 'Europe/Berlin' });
  for (const job of (await alice.get('/api/jobs?limit=100')).body._embedded['inf:job']) jobs.set(job.name, job.id);
});
afterAll(async () => {
  await service?.close();
  await database?.drop();
});

const idOf = (name: string): string => {
  const id = jobs.get(name);
  if (!id) throw new Error(`there is no job ${name} among ${[...jobs.keys()].join(', ')}`);
  return id;
};
const finalsOf = async (name: string): Promise<RunRecord[]> =>
  (await historyOf(alice, idOf(name))).filter((run) => run.final);
const ended = (name: string, wanted: Partial<RunRecord>): Promise<RunRecord> =>
  record(alice, idOf(name), { final: true, ...wanted });

describe('the new release on the database of the previous one', () => {
  it('has brought its schema up to date, with migrations that the previous one did not have', async () => {
    expect(missing.length).toBeGreaterThan(0);
    expect(await missingMigrations(database.url)).toEqual([]);
    expect((await alice.get('/health/ready')).status).toBe(200);
  });

  it('reads every job and everything that its links lead to', async () => {
    expect(jobs.size).toBeGreaterThanOrEqual(11);
    const unreadable: string[] = [];
    for (const id of jobs.values()) {
      const { body } = await alice.get(`/api/jobs/${id}`);
      const links = Object.values<{ href: string; templated?: boolean }>(body._links);
      for (const { href } of links.filter((link) => !link.templated)) {
        const { status } = await alice.get(href);
        if (status !== 200) unreadable.push(`${href} answers ${status}`);
      }
    }
    expect(unreadable).toEqual([]);
  });

  it('still has what people had made: text, data, shares, tags, drafts, versions, attachments, snapshots', async () => {
    const id = idOf('Daily report');
    const { body } = await alice.get(`/api/jobs/${id}`);
    expect(body).toMatchObject({ description: 'Größe und Zahl', notes: 'ask Tom, or Ann', interval: '30 8 * * *' });
    expect((await alice.get(`/api/jobs/${id}/versions`)).body._embedded['inf:job-version'].length).toBe(5);
    expect((await alice.get(`/api/jobs/${id}/draft`)).body.name).toBe('Daily report, with tables');
    expect((await alice.get('/api/jobs?favorite=true')).body._embedded['inf:job'].length).toBe(1);
    expect((await alice.get(`/api/jobs/${id}/tags`)).body._embedded['inf:tag'][0].name).toBe('Month end');
    expect((await alice.get('/api/datasets/alice:sales/data')).body.rows).toEqual([
      { region: 'north', amount: 12.5 },
      { region: 'süd', amount: null },
    ]);
    const [action] = (await alice.get(`/api/jobs/${id}/actions`)).body._embedded['inf:job-action'];
    const attachments = `/api/jobs/${id}/actions/${action.id}/attachments`;
    const [file] = (await alice.get(attachments)).body._embedded['inf:action-attachment'];
    expect((await alice.get(`${attachments}/${file.id}/action-attachment-file-contents`)).body).toBe('the terms');
    const tom = service.as('tom', { teams: ['marketing'] });
    expect((await tom.get(`/api/jobs/${id}`)).status).toBe(200);
    expect((await tom.get(`/api/jobs/${idOf('Fails')}`)).status).toBe(404);
  });

  it('opens its secrets', async () => {
    const row = await service.sql.first<{ sealed: string }>({
      text: `SELECT data #>> '{auth,token}' AS sealed FROM jobs WHERE name = 'Calls with a secret'`,
    });
    expect(JSON.parse(service.app.get(SecretBox).open(row!.sealed))).toBe('hunter2-hunter2');
  });

  it('keeps its history', async () => {
    const runs = await historyOf(alice, idOf('Daily report'));
    expect(runs.map((run) => run.status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    const [failure] = await historyOf(alice, idOf('Fails'));
    expect(failure).toMatchObject({ status: 'failed', error: { message: 'as it was told' } });
  });
});

describe('what was due or under way when the previous release went', () => {
  it.each(['Once', 'Once, in another queue'])('runs exactly once: %s', async (name) => {
    await ended(name, { status: 'succeeded' });
    expect((await finalsOf(name)).map((run) => [run.status, run.attempt])).toEqual([['succeeded', 1]]);
  });

  it('takes over the runs of the dead node: scheduled ones run again, those by hand are lost', async () => {
    await ended('Runs when its node dies', { status: 'succeeded' });
    const runs = await historyOf(alice, idOf('Runs when its node dies'));
    expect(runs.map((run) => [run.status, run.attempt, run.final])).toEqual([
      ['lost', 1, false],
      ['succeeded', 2, true],
    ]);
    await ended('Runs by hand when its node dies', { status: 'lost' });
  });

  it('runs what waited, once: a retry, and a request for a queue that nobody served', async () => {
    await ended('Tries again', { status: 'failed', attempt: 2 });
    expect((await finalsOf('Tries again')).length).toBe(1);
    await ended('Waits for its queue', { status: 'succeeded', trigger: 'manual' });
    expect((await finalsOf('Waits for its queue')).length).toBe(1);
  });

  it('goes on with schedules: what was missed is caught up as each job wants', async () => {
    await record(alice, idOf('Every five seconds'), { status: 'coalesced' });
    await record(alice, idOf('Not if late'), { status: 'missed' });
    await eventually(async () => {
      const runs = (await finalsOf('Every five seconds')).filter((run) => run.createdAt > startedAt);
      expect(runs.filter((run) => run.status === 'succeeded').length).toBeGreaterThan(1);
    });
  });

  it('gives no occurrence two ends', async () => {
    const twice = await service.sql.rows({
      text: `
        SELECT job_id, scheduled_for FROM job_runs WHERE final AND scheduled_for IS NOT NULL AND range_count IS NULL
        GROUP BY job_id, scheduled_for HAVING count(*) > 1`,
    });
    expect(twice).toEqual([]);
  });

  it('lets people go on: they edit, commit the draft, run', async () => {
    const id = idOf('Daily report');
    const draft = (await alice.get(`/api/jobs/${id}/draft`)).body.id;
    const committed = await alice.post(`/api/jobs/${draft}/_commit`);
    expect([committed.status, committed.body.id]).toEqual([200, id]);
    expect((await alice.post(`/api/jobs/${id}`)).body).toMatchObject({ success: true });
  });
});
