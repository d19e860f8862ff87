import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';
import { historyOf, record } from '../support/run-history.js';
import { startWebHook } from '../support/web-hook.js';
import type { WebHook } from '../support/web-hook.js';

const STOPPED = { code: 0, signal: null };
const ADMIN_PASSWORD = 'a password for the tests';

let installation: Installation;
let hook: WebHook;
let product: ProductProcess;
let client: ApiClient;

beforeAll(async () => {
  hook = await startWebHook();
  installation = new Installation({ ALLOW_PRIVATE_NETWORK: 'true', ADMIN_PASSWORD });
});
afterAll(async () => {
  await installation?.remove();
  await hook?.close();
});

async function start(graceMs: number): Promise<void> {
  product = await installation.start({ SHUTDOWN_GRACE_MS: String(graceMs) });
  client = await product.login('admin', ADMIN_PASSWORD);
}

async function createJob(job: Record<string, unknown>): Promise<string> {
  const { status, body } = await client.post('/api/jobs', job);
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id;
}

/** Due in a moment, once. */
function soon(): Record<string, unknown> {
  return { enabled: true, intervalType: 'once', startOn: new Date(Date.now() + 1_000).toISOString() };
}

describe('SIGTERM, with runs that end within the grace', () => {
  let scheduled: string;
  let late: string;

  it('lets them finish, answers the client that waits for one, and begins no other', async () => {
    await start(45_000);
    late = await createJob({ name: 'Late', type: 'noop' });
    const manual = await createJob({ name: 'By hand', type: 'noop', data: { sleepMs: 4_000 } });
    scheduled = await createJob({ ...soon(), name: 'Scheduled', type: 'noop', data: { sleepMs: 3_000 } });
    await record(client, scheduled, { status: 'running' });
    const waiting = client.post(`/api/jobs/${manual}`);
    await record(client, manual, { status: 'running' });

    const ending = product.stop('SIGTERM');
    await product.whenPrinted('SIGTERM: stopping');
    const refused = await client.post(`/api/jobs/${late}`);
    expect(refused).toMatchObject({ status: 503 });
    expect(refused.body).toMatchObject({ errorCode: 'NODE_STOPPING' });
    expect(refused.body.message).toContain(`/api/jobs/${late}/history/${refused.body.details.run}`);
    expect((await waiting).body).toMatchObject({ success: true, status: 'succeeded' });
    expect({ ...(await ending), output: product.output }).toMatchObject(STOPPED);
    expect(installation.leftovers()).toEqual([]);
  });

  it('records them as succeeded', async () => {
    await start(200);
    expect(await historyOf(client, scheduled)).toMatchObject([{ status: 'succeeded', attempt: 1, final: true }]);
  });

  it('runs after the next start what was asked for too late', async () => {
    await record(client, late, { status: 'succeeded' });
    expect(await historyOf(client, late)).toHaveLength(1);
  });
});

describe('SIGTERM, with runs that take longer than the grace', () => {
  let called: string;

  it('aborts them, and still answers the client that waits', async () => {
    hook.answerWith('never');
    const manual = await createJob({ name: 'Endless', type: 'noop', data: { sleepMs: 600_000 } });
    called = await createJob({ ...soon(), name: 'Call', type: 'api-call', data: { method: 'POST', url: hook.url } });
    await eventually(() => expect(hook.calls).toHaveLength(1), { timeoutMs: 50_000 });
    const waiting = client.post(`/api/jobs/${manual}`);
    await record(client, manual, { status: 'running' });

    const ending = product.stop('SIGTERM');
    expect((await waiting).body).toMatchObject({ success: false, status: 'canceled' });
    expect({ ...(await ending), output: product.output }).toMatchObject(STOPPED);
    expect(installation.leftovers()).toEqual([]);
  });

  it('runs the scheduled one again as the same attempt, under the same key', async () => {
    hook.answerWith(200);
    await start(45_000);
    await record(client, called, { status: 'succeeded' });
    const [interrupted, again] = await historyOf(client, called);
    expect(interrupted).toMatchObject({ status: 'canceled', reason: 'node_stopped', attempt: 1, final: false });
    expect(again).toMatchObject({ status: 'succeeded', attempt: 1, final: true });
    expect(again!.scheduledFor).toBe(interrupted!.scheduledFor);
    const [first, second, ...more] = hook.calls.map(({ headers }) => headers);
    expect(more).toEqual([]);
    expect(second!['idempotency-key']).toBe(first!['idempotency-key']);
    expect([first!['x-punctual-attempt'], second!['x-punctual-attempt']]).toEqual(['1', '1']);
  });
});
