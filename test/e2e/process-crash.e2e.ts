import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';
import { expectEveryOccurrenceOnce, historyOf, record } from '../support/run-history.js';
import { startWebHook } from '../support/web-hook.js';
import type { WebHook } from '../support/web-hook.js';

const patient = { timeoutMs: 50_000, intervalMs: 100 };

let installation: Installation;
let hook: WebHook;
let product: ProductProcess;
let password: string;
let client: ApiClient;

beforeAll(async () => {
  hook = await startWebHook();
  installation = new Installation({ ALLOW_PRIVATE_NETWORK: 'true' });
  product = await installation.start();
  ({ password } = product.superuser);
  client = await product.login('admin', password);
});
afterAll(async () => {
  await installation?.remove();
  await hook?.close();
});

describe('kill -9 during runs', () => {
  const everyMs = 3_000;
  let hookJob: string;
  let onceJob: string;
  let atMostOnceJob: string;

  it('finds three runs under way', async () => {
    hook.answerWith('never');
    const call = { method: 'POST', url: hook.url, body: { ping: true } };
    const hooked = { name: 'Hook', type: 'api-call', enabled: true, interval: '3 seconds', data: call };
    const { status, body } = await client.post('/api/jobs', hooked);
    expect({ status, body }).toMatchObject({ status: 201 });
    hookJob = body.id;
    await eventually(() => expect(hook.calls).toHaveLength(1), patient);

    const soon = new Date(Date.now() + 1_000).toISOString();
    const once = { type: 'noop', enabled: true, intervalType: 'once', startOn: soon, data: { sleepMs: 4_000 } };
    const careful = { ...once, name: 'Never twice', retryLost: false, data: { sleepMs: 600_000 } };
    atMostOnceJob = (await client.post('/api/jobs', careful)).body.id;
    onceJob = (await client.post('/api/jobs', { ...once, name: 'Sleeper' })).body.id;
    await record(client, atMostOnceJob, { status: 'running' });
    await record(client, onceJob, { status: 'running' });
    await product.kill();
    hook.answerWith(200);
  });

  it('starts again without printing a password; accounts and tokens are still good', async () => {
    product = await installation.start();
    expect(product.banner).toContain('joined the database that already ran');
    expect(product.output).not.toContain(password);
    expect(product.banner).not.toMatch(/generated/);
    const me = await new ApiClient(product.url, client.token).get('/api/auth/me');
    expect(me.body).toMatchObject({ id: 'admin', superuser: true });
    client = await product.login('admin', password);
  });

  it('records the lost run and runs its occurrence again, as attempt 2 under the same key', async () => {
    const lost = await record(client, hookJob, { status: 'lost' });
    expect(lost).toMatchObject({ attempt: 1, final: false, reason: 'node_died', success: false });
    const again = await record(client, hookJob, { scheduledFor: lost.scheduledFor, status: 'succeeded' });
    expect(again).toMatchObject({ attempt: 2, final: true, trigger: 'retry' });

    const [first] = hook.calls;
    const same = hook.calls.filter(({ headers }) => headers['idempotency-key'] === first!.headers['idempotency-key']);
    expect(same.map(({ headers }) => headers['x-punctual-attempt'])).toEqual(['1', '2']);
    for (const { headers, body } of same) {
      expect(headers['x-punctual-scheduled-for']).toBe(lost.scheduledFor);
      expect(headers['x-punctual-job']).toBe(hookJob);
      expect(JSON.parse(body)).toEqual({ ping: true });
    }
  });

  it('goes on with the schedule; no other occurrence is doubled', async () => {
    const { scheduledFor: lostOne } = await record(client, hookJob, { status: 'lost' });
    await eventually(async () => {
      const since = (await historyOf(client, hookJob)).filter((one) => one.final && one.trigger === 'schedule');
      expect(since.filter((one) => one.status === 'succeeded').length).toBeGreaterThanOrEqual(3);
    }, patient);
    await client.put(`/api/jobs/${hookJob}`, { enabled: false });
    const history = await eventually(async () => {
      const runs = await historyOf(client, hookJob);
      expect(runs.filter((one) => ['queued', 'running'].includes(one.status))).toEqual([]);
      return runs;
    }, patient);

    const [first] = expectEveryOccurrenceOnce(history, everyMs);
    expect(new Date(first!).toISOString()).toBe(lostOne);
    expect(history.filter((one) => one.status === 'lost')).toHaveLength(1);
    const keys = hook.calls.map(({ headers }) => headers['idempotency-key']).slice(1);
    expect(new Set(keys).size).toBe(keys.length);
    expect(hook.calls).toHaveLength(history.filter((one) => ['lost', 'succeeded'].includes(one.status)).length);
  });

  it('repeats an occurrence that has no other', async () => {
    await record(client, onceJob, { status: 'succeeded' });
    expect(await historyOf(client, onceJob)).toMatchObject([
      { status: 'lost', attempt: 1, final: false },
      { status: 'succeeded', attempt: 2, final: true },
    ]);
  });

  it('does not repeat a run whose job must not be repeated', async () => {
    expect(await historyOf(client, atMostOnceJob)).toMatchObject([{ status: 'lost', attempt: 1, final: true }]);
    expect((await client.get(`/api/jobs/${atMostOnceJob}`)).body).toMatchObject({ nextRunAt: null, lockedAt: null });
  });
});
