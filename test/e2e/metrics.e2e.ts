import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';
import { insertJobs } from '../support/scheduler-fixtures.js';
import { createJob } from '../support/shares.js';
import { createTestDatabase } from '../support/database.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const TOKEN = 'a-token-for-metrics';

let service: TestApp;
let guarded: TestApp;
const sample = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};
const scrape = async (app = service, headers: Record<string, string> = {}): Promise<string> => {
  const { status, body } = await new ApiClient(app.url).get('/metrics', headers);
  expect(status).toBe(200);
  return body;
};

beforeAll(async () => {
  service = await startTestApp();
  guarded = await startTestApp({
    env: { METRICS_TOKEN: TOKEN, NODE_ROLES: 'scheduler', NODE_QUEUES: 'default,other' },
  });
});
afterAll(async () => {
  await service?.close();
  await guarded?.close();
});

describe('GET /metrics', () => {
  it('counts runs by type and fate, and how long they took', async () => {
    const alice = service.as('alice');
    const good = await createJob(alice, { name: 'A name that nobody may learn' });
    const bad = await createJob(alice, { data: { fail: 'jammed' } });
    await alice.post(`/api/jobs/${good.id}`);
    await alice.post(`/api/jobs/${bad.id}`);
    await eventually(async () => {
      const text = await scrape();
      expect(sample(text, 'punctual_runs_ended_total{type="noop",fate="succeeded"}')).toBe(1);
      expect(sample(text, 'punctual_runs_ended_total{type="noop",fate="failed"}')).toBe(1);
      expect(sample(text, 'punctual_run_duration_seconds_count{type="noop"}')).toBe(2);
      expect(sample(text, 'punctual_runs_claimed_total{trigger="manual"}')).toBe(2);
    });
  });

  it('counts what is claimed by schedule and how late it began', async () => {
    await insertJobs(service.sql, { count: 3 });
    await eventually(async () => {
      const text = await scrape();
      expect(sample(text, 'punctual_runs_claimed_total{trigger="schedule"}')).toBe(3);
      expect(sample(text, 'punctual_run_start_delay_seconds_count')).toBe(3);
      expect(sample(text, 'punctual_claim_duration_seconds_count')).toBeGreaterThan(0);
    });
  });

  it('counts instants that were missed, one by one', async () => {
    const before = sample(await scrape(), 'punctual_runs_claimed_total{trigger="catchup"}') ?? 0;
    await insertJobs(service.sql, { dueAt: `clock_timestamp() - interval '5 hours'`, policies: { catchUp: 'none' } });
    await eventually(async () => {
      const text = await scrape();
      const missed = text
        .split('\n')
        .filter((line) => line.startsWith('punctual_occurrences_not_run_total{fate="missed"'));
      expect(missed.map((line) => Number(line.split(' ')[1])).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(
        3,
      );
    });
    expect(sample(await scrape(), 'punctual_runs_claimed_total{trigger="catchup"}') ?? 0).toBe(before);
  });

  it('counts runs that were lost with a node', async () => {
    const dead = '01990000-0000-7000-8000-00000000dead';
    await service.sql.execute({
      text: `INSERT INTO nodes (id, name, roles, queues, version, ended_at) VALUES ($1, 'dead', '{scheduler}', '{default}', '0', now())`,
      values: [dead],
    });
    const { id } = await createJob(service.as('alice'));
    await service.sql.execute({
      text: `INSERT INTO active_runs (id, job_id, node_id, trigger, attempt, lost_count, idempotency_key, queue, priority, type)
             VALUES (gen_random_uuid(), $1, $2, 'manual', 1, 0, 'key', 'default', 0, 'noop')`,
      values: [id, dead],
    });
    const series = 'punctual_runs_lost_total{again="false"}';
    await eventually(async () => expect(sample(await scrape(), series)).toBe(1), { timeoutMs: 30_000 });
  });

  it('measures this node: event loop, database connections, slots, requests by route', async () => {
    const text = await scrape();
    expect(sample(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    expect(sample(text, 'punctual_db_pool_size')).toBe(10);
    expect(sample(text, 'punctual_run_slots')).toBe(64);
    expect(sample(text, 'punctual_database_up')).toBe(1);
    expect(sample(text, 'punctual_nodes{state="alive"}')).toBe(1);
    expect(text).toContain(
      'punctual_http_request_duration_seconds_count{method="POST",route="/api/jobs/:id",status="2xx"}',
    );
  });

  it('tells no name or id of anything that people make, nor routes that do not exist', async () => {
    const alice = service.as('alice');
    await alice.get('/api/jobs/alice:a-name-that-nobody-may-learn');
    await alice.get('/nowhere/secret-path');
    const text = await scrape();
    expect(text).not.toMatch(/alice|nobody may learn|nobody-may-learn|secret-path/i);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('answers while the scheduler is paused, and says so', async () => {
    await service.sql.execute({ text: 'INSERT INTO scheduler_pauses DEFAULT VALUES' });
    await eventually(async () => expect(sample(await scrape(), 'punctual_scheduler_paused')).toBe(1));
    await insertJobs(service.sql, { count: 2, dueAt: `clock_timestamp() - interval '90 seconds'` });
    await eventually(async () => {
      const text = await scrape();
      expect(sample(text, 'punctual_due_jobs{queue="default"}')).toBe(2);
      expect(sample(text, 'punctual_due_lag_seconds{queue="default"}')).toBeGreaterThanOrEqual(90);
    });
    const { body } = await new ApiClient(service.url).get('/health');
    expect(body).toMatchObject({ status: 'degraded' });
    expect(body.checks.filter((check: { status: string }) => check.status !== 'ok')).toEqual([
      { name: 'schedule', status: 'degraded', message: 'The scheduler is paused: nothing starts.' },
    ]);
    await service.sql.execute({ text: 'DELETE FROM scheduler_pauses' });
    await eventually(async () => expect((await new ApiClient(service.url).get('/health')).body.status).toBe('ok'));
  });

  it('is refused to what a proxy on this machine passes on', async () => {
    for (const headers of [{ 'X-Forwarded-For': '203.0.113.7' }, { Forwarded: 'for=203.0.113.7' }])
      expectProblem(await new ApiClient(service.url).get('/metrics', headers as never), 403, 'METRICS_LOCAL_ONLY');
  });

  it('needs METRICS_TOKEN where that is set, also on a node that only schedules', async () => {
    const client = new ApiClient(guarded.url);
    expectProblem(await client.get('/metrics'), 401, 'TOKEN_MISSING');
    expectProblem(await client.get('/metrics', { Authorization: 'Bearer wrong' }), 401, 'TOKEN_INVALID');
    const text = await scrape(guarded, { Authorization: `Bearer ${TOKEN}`, 'X-Forwarded-For': '203.0.113.7' });
    expect(sample(text, 'punctual_waiting_runs{queue="other"}')).toBe(0);
  });
});

describe('GET /api/operations/nodes', () => {
  it('shows superusers which nodes live and which ended', async () => {
    const { status, body } = await service.as('root', { superuser: true }).get('/api/operations/nodes');
    expect(status).toBe(200);
    const nodes = body._embedded['inf:nodes'];
    expect(nodes[0]).toMatchObject({
      status: 'alive',
      roles: ['api', 'scheduler'],
      queues: ['default'],
      endedAt: null,
    });
    expect(nodes.at(-1)).toMatchObject({ name: 'dead', status: 'ended', running: 0 });
    expect(body.alive).toBe(1);
    expectProblem(await service.as('alice').get('/api/operations/nodes'), 403, 'SUPERUSER_NEEDED');
  });

  it('calls a node silent that has not beaten and that nobody has declared dead', async () => {
    const sleeper = await startTestApp({ env: { NODE_ROLES: 'api' } });
    await sleeper.sql.execute({
      text: `INSERT INTO nodes (id, name, roles, queues, version, heartbeat_at)
             VALUES (gen_random_uuid(), 'quiet', '{scheduler}', '{default}', '0', now() - interval '11 seconds')`,
    });
    const { body } = await sleeper.as('root', { superuser: true }).get('/api/operations/nodes');
    expect(body._embedded['inf:nodes'].map((node: { status: string }) => node.status)).toEqual(['silent']);
    const health = await new ApiClient(sleeper.url).get('/health');
    expect([health.status, health.body.status]).toEqual([200, 'degraded']);
    await sleeper.close();
  });
});

describe('a node whose database is away', () => {
  it('is dead, and still tells its own metrics', async () => {
    const database = await createTestDatabase();
    const proxy = await TcpProxy.before(database.url);
    const cut = await startTestApp({ databaseUrl: proxy.through(database.url), env: { NODE_ROLES: 'api' } });
    proxy.refuse();
    await eventually(async () => {
      const { status, body } = await new ApiClient(cut.url).get('/health');
      expect([status, body.status]).toEqual([503, 'dead']);
    });
    await eventually(async () => {
      const text = await scrape(cut);
      expect(sample(text, 'punctual_database_up')).toBe(0);
      expect(text).not.toContain('punctual_due_lag_seconds{');
    });
    proxy.pass();
    await eventually(async () => expect((await new ApiClient(cut.url).get('/health')).status).toBe(200));
    await cut.close();
    await proxy.close();
    await database.drop();
  });
});
