import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { startEchoServer } from '../support/openfn/echo-server.js';
import type { EchoServer } from '../support/openfn/echo-server.js';
import { possibleSandboxes } from '../support/openfn/sandboxes.js';
import { expectProblem } from '../support/problems.js';
import { historyOf, record } from '../support/run-history.js';
import { createJob } from '../support/shares.js';

const PERMISSIONS = ['permission.jobs.create', 'permission.drivers.openfn'];
const COMMON = '@openfn/language-common@latest';

let mails: MailServer;
let patients: EchoServer;
let service: TestApp;
let ana: ApiClient;

beforeAll(async () => {
  mails = await startMailServer();
  patients = await startEchoServer();
  const [sandbox = 'process'] = await possibleSandboxes();
  service = await startTestApp({ env: { SMTP_URL: mails.url, OPENFN_SANDBOX: sandbox, OPENFN_TIMEOUT_MS: '60000' } });
  ana = service.as('ana', { email: 'ana@example.com', permissions: PERMISSIONS });
}, 300_000);
afterAll(async () => {
  await service?.close();
  await patients?.close();
  await mails?.close();
});

/** Fetches from a path, maps, posts the result. */
const copying = (from: string): string => `
get('${from}');
fn(state => ({ ...state, names: state.data.map(({ first, last }) => \`\${first} \${last}\`) }));
post('/names', { names: $.names });
fn(({ data }) => ({ copied: data.got.names }));`;

describe('an openfn job', () => {
  it('runs on its schedule, is canceled half-way once, and has its failure mailed', async () => {
    const { id } = await createJob(ana, {
      type: 'openfn',
      interval: '2 seconds',
      intervalType: 'simple',
      enabled: true,
      data: {
        body: copying('/patients'),
        adaptor: '@openfn/language-http@latest',
        configuration: { baseUrl: patients.url },
      },
    });
    const mail = { to: ['oncall@example.com'], subject: 'ALERT {{run.status}}', text: '{{run.error}}' };
    await ana.post(`/api/jobs/${id}/actions`, { type: 'email', condition: 'onFailure', data: mail });

    await eventually(
      async () => {
        const done = (await historyOf(ana, id)).filter(
          ({ status, trigger }) => status === 'succeeded' && trigger === 'schedule',
        );
        expect(done.length).toBeGreaterThanOrEqual(2);
        expect(done[0]).toMatchObject({ data: { copied: ['Ada Lovelace', 'Alan Turing'] } });
      },
      { timeoutMs: 100_000 },
    );
    expect(patients.received.filter(({ url }) => url === '/names').length).toBeGreaterThanOrEqual(2);

    await change(id, '/never');
    const asked = await eventually(
      () => {
        const found = patients.received.find(({ url }) => url === '/never');
        if (!found) throw new Error('nobody asks for /never');
        return found;
      },
      { timeoutMs: 50_000 },
    );
    expect(asked.method).toBe('GET');
    const running = await record(ana, id, { status: 'running' });
    const canceled = await ana.post(`/api/jobs/${id}/history/${running.id}/_cancel`);
    expect(canceled.status).toBe(202);
    await change(id, '/broken');
    expect(await record(ana, id, { id: running.id, status: 'canceled' })).toMatchObject({
      success: false,
      error: null,
    });

    const failed = await record(ana, id, { status: 'failed' });
    expect(failed.error).toMatchObject({
      code: 'OPENFN_JOB_FAILED',
      message: expect.stringMatching(/^Line 2, column 1 \(get\): GET to http.*\/broken returned 500/),
    });
    await eventually(() => expect(mails.received.length).toBeGreaterThanOrEqual(1), { timeoutMs: 50_000 });
    expect(mails.received[0]!.mail).toMatchObject({
      subject: 'ALERT failed',
      text: expect.stringContaining('returned 500'),
    });
    await ana.delete(`/api/jobs/${id}`);
  }, 300_000);

  async function change(id: string, from: string): Promise<void> {
    const data = {
      body: copying(from),
      adaptor: '@openfn/language-http@latest',
      configuration: { baseUrl: patients.url },
    };
    const answer = await ana.put(`/api/jobs/${id}`, { data });
    expect([answer.status, answer.body.errorCode]).toEqual([200, undefined]);
  }

  it('leaves the node and other runs unharmed, whatever it does', async () => {
    const quiet = await createJob(ana, { data: { sleepMs: 3_000 } });
    const bad = await createJob(ana, {
      type: 'openfn',
      data: { body: "console.log.constructor('return process')().exit(1);", adaptor: COMMON },
    });
    const [other, mean] = await Promise.all([ana.post(`/api/jobs/${quiet.id}`), ana.post(`/api/jobs/${bad.id}`)]);
    expect(other.body).toMatchObject({ status: 'succeeded' });
    expect(mean.body).toMatchObject({ status: 'failed', error: { code: 'OPENFN_PROCESS_DIED' } });
    expect((await ana.get('/api/jobs')).status).toBe(200);
  });

  it.each([
    ['loops without end', 'fn(() => { for (;;); });', { timeoutMs: 5_000 }, 'TIMED_OUT'],
    [
      'eats memory',
      'fn(() => { for (const all = []; ; ) all.push(new Array(1e5).fill({})); });',
      {},
      'OPENFN_OUT_OF_MEMORY',
    ],
    ['reads process.env', 'fn(() => process.env.JWT_SECRET);', {}, 'OPENFN_JOB_FAILED'],
    [
      'opens /etc/passwd',
      "const lent = console.log.constructor('return process')();\nfn(() => lent.getBuiltinModule('fs').readFileSync('/etc/passwd', 'utf8'));",
      {},
      'OPENFN_JOB_FAILED',
    ],
  ])('that %s ends as a recorded failure, and the node goes on', async (_, body, policies, code) => {
    const { id } = await createJob(ana, { type: 'openfn', ...policies, data: { body, adaptor: COMMON } });
    const { body: run } = await ana.post(`/api/jobs/${id}`);
    const failure = { success: false, error: { code } };
    expect(run).toMatchObject(failure);
    expect(await record(ana, id, { id: run.id })).toMatchObject(failure);
    expect(JSON.stringify(run)).not.toContain('root:');
    const quiet = await createJob(ana, {});
    expect((await ana.post(`/api/jobs/${quiet.id}`)).body).toMatchObject({ status: 'succeeded' });
  });

  it('shows its console as the log of the run, and its operations as progress', async () => {
    const body = "fn(state => {\n  console.log('hello', state.data.who);\n  return state;\n});";
    const { id } = await createJob(ana, { type: 'openfn', data: { body, adaptor: COMMON, input: { who: 'Ada' } } });
    const { body: run } = await ana.post(`/api/jobs/${id}`);
    expect(run.history).toContainEqual({
      task: { key: 'job:progress.operation', opts: { name: 'fn', line: 1 } },
      result: { key: 'job:status.success', success: true },
    });
    const log = await ana.get(`/api/jobs/${id}/history/${run.id}/log`);
    expect(JSON.stringify(log.body)).toContain('hello Ada');
  });

  it('needs a permission to be written, and never shows its configuration', async () => {
    const bob = service.as('bob');
    const data = { body: 'fn(s => s)', adaptor: COMMON, configuration: { token: 'open sesame' } };
    expectProblem(await bob.post('/api/jobs', { name: 'No', type: 'openfn', data }), 403, 'DRIVER_RESTRICTED');
    const job = await createJob(ana, { type: 'openfn', data });
    expect(job.data).toEqual({ ...data, configuration: '•••' });
    expect(job.warnings ?? []).toEqual([]);
    await ana.put(`/api/jobs/${job.id}/shares/bob`, { accessLevel: 3 });
    expectProblem(
      await bob.put(`/api/jobs/${job.id}`, { data: { ...data, configuration: '•••' } }),
      403,
      'DRIVER_RESTRICTED',
    );
    const other = { ...data, body: 'fn(s => s.configuration)', configuration: '•••' };
    expectProblem(await ana.put(`/api/jobs/${job.id}`, { data: other }), 422, 'DRIVER_DATA_INVALID');
  });
});

describe('an installation that does not set OPENFN_SANDBOX', () => {
  it('takes openfn jobs, warns of them, and fails their runs', async () => {
    const off = await startTestApp();
    try {
      const carl = off.as('carl', { permissions: PERMISSIONS });
      const job = await createJob(carl, { type: 'openfn', data: { body: 'fn(s => s', adaptor: COMMON } });
      expect(job.warnings).toEqual([
        expect.stringMatching(/^openfn jobs are off on this node/),
        "data.body can't be run. Line 1, column 10: Unexpected token.",
      ]);
      const { body: run } = await carl.post(`/api/jobs/${job.id}`);
      expect(run).toMatchObject({ status: 'failed', error: { code: 'OPENFN_OFF' } });
      expect((await carl.get('/api/job-drivers/openfn')).body).toMatchObject({ type: 'openfn', restricted: true });
    } finally {
      await off.close();
    }
  });
});
