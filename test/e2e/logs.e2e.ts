import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ApiClient } from '../support/api-client.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import type { LogLine } from '../support/log-watch.js';
import { startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { ScriptedDriver } from '../support/scripted-driver.js';
import { createJob } from '../support/shares.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const SECRETS = {
  password: 'planted-admin-password',
  wrongPassword: 'planted-wrong-password',
  mail: 'planted-smtp-password',
  token: 'planted-bearer-token',
  dataset: 'planted-dataset-key',
  connection: 'planted-warehouse-password',
  metrics: 'planted-metrics-token',
};

let database: TestDatabase;
let proxy: TcpProxy;
let mail: MailServer;
let service: TestApp;
let driver: ScriptedDriver;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await TcpProxy.before(database.url);
  mail = await startMailServer({
    authOptional: false,
    onAuth: ({ password }, _session, done) => done(new Error(`535 no such password ${password}`)),
  });
  const unreachable = `postgres://reader:${SECRETS.connection}@127.0.0.1:1/sales`;
  service = await startTestApp({
    databaseUrl: proxy.through(database.url),
    env: {
      ADMIN_PASSWORD: SECRETS.password,
      METRICS_TOKEN: SECRETS.metrics,
      SMTP_URL: mail.url.replace('//', `//mailer:${SECRETS.mail}@`),
      SQL_CONNECTIONS: JSON.stringify({ warehouse: unreachable }),
    },
  });
  service.log.plant(...Object.values(SECRETS), new URL(database.url).password);
  driver = new ScriptedDriver(service);
});
afterAll(async () => {
  await service?.close();
  await mail?.close();
  await proxy?.close();
  await database?.drop();
});

const call = (token: string) => ({ url: 'http://127.0.0.1:1/hook', method: 'POST', auth: { type: 'bearer', token } });
const linesAbout = (found: (line: LogLine) => boolean) =>
  eventually(() => {
    const lines = service.log.lines.filter(found);
    expect(lines.length).toBeGreaterThan(0);
    return lines;
  });

describe('the log', () => {
  it('holds none of the secrets that requests, runs and failures bring along', async () => {
    const nobody = new ApiClient(service.url);
    const login = (password: string) => nobody.post('/api/auth/login', { username: 'admin', password });
    await login(SECRETS.wrongPassword);
    const { accessToken } = (await login(SECRETS.password)).body;
    const admin = new ApiClient(service.url, accessToken);
    const pat = (await admin.post('/api/tokens', { name: 'robot' })).body.token;
    expect(pat).toMatch(/^pnc_/);
    service.log.plant(accessToken, pat);
    await new ApiClient(service.url, pat).get('/api/auth/me');
    await new ApiClient(service.url, `${pat}x`).get('/api/auth/me');
    await nobody.get('/metrics', { Authorization: `Bearer ${SECRETS.metrics}` });
    await nobody.post('/api/auth/login', `{"password": "${SECRETS.wrongPassword}", oops`);
    await nobody.get(`/api/jobs?token=${SECRETS.wrongPassword}`);

    const calling = await createJob(admin, { type: 'api-call', data: call(SECRETS.token) });
    expect((await admin.post(`/api/jobs/${calling.id}`)).body.status).toBe('failed');
    const mailing = await createJob(admin, {
      type: 'email',
      data: { to: ['bob@example.com'], subject: 'Hello', text: 'Hello' },
    });
    expect((await admin.post(`/api/jobs/${mailing.id}`)).body.status).toBe('failed');
    const http = { kind: 'http', url: 'http://127.0.0.1:1/rows.json', headers: { 'X-Api-Key': SECRETS.dataset } };
    const sql = { kind: 'sql', connection: 'warehouse', query: 'SELECT 1 AS one' };
    for (const [index, source] of [http, sql].entries()) {
      const made = await admin.post('/api/datasets', { id: `set-${index}`, name: `Set ${index}`, source });
      await admin.post(`/api/datasets/${made.body.naturalId}/_refresh`);
    }
    expect(service.log.lines.length).toBeGreaterThan(10);
    expect(service.log.leaked).toEqual([]);
  });

  it('holds no secret of a job that its driver itself logs', async () => {
    const alice = service.as('alice');
    const { id } = await createJob(alice, { type: 'api-call', data: call(SECRETS.token) });
    await alice.post(`/api/jobs/${id}`);
    new Logger('Test').error({ err: new Error(`the server said: ${SECRETS.token} is unknown`) }, 'careless');
    await linesAbout((line) => line['msg'] === 'careless');
    expect(service.log.leaked).toEqual([]);
  });

  it('holds no secret while the database is away', async () => {
    proxy.refuse();
    const { status } = await service.as('alice').get('/api/jobs');
    expect(status).toBe(503);
    await linesAbout((line) => /failed|away|can't|repeated/.test(String(line['msg'])));
    proxy.pass();
    await eventually(async () => expect((await service.as('alice').get('/api/jobs')).status).toBe(200));
    expect(service.log.leaked).toEqual([]);
  });

  it('has the request’s id, who asked, and neither query nor body', async () => {
    const answer = await service.as('alice').post('/api/jobs?pretty=1', { name: 'x', type: 'nothing' });
    const reqId = answer.headers.get('x-request-id');
    const [line] = await linesAbout((candidate) => candidate['reqId'] === reqId);
    expect(line).toMatchObject({ level: 30, context: 'Http', method: 'POST', path: '/api/jobs', userId: 'alice' });
    expect(line!['status']).toBe(answer.status);
  });

  it('has the run’s and the job’s ids in every line about a run, and tells failures at the level of info', async () => {
    driver.does(async (context) => {
      context.log('first word');
      throw new Error('the reason is in the history only');
    });
    const alice = service.as('alice');
    const { id: jobId } = await createJob(alice);
    const { body } = await alice.post(`/api/jobs/${jobId}`);
    const lines = await linesAbout((line) => line['runId'] === body.id && line['msg'] === 'run failed');
    expect(lines[0]).toMatchObject({ level: 30, jobId, type: 'noop', trigger: 'manual', attempt: 1, status: 'failed' });
    const [word] = await linesAbout((line) => line['msg'] === 'first word');
    expect(word).toMatchObject({ runId: body.id, jobId });
    expect(JSON.stringify(service.log.lines)).not.toContain('the reason is in');
  });
});
