import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';
import { endedRun, historyPage, startRun } from '../support/run-history.js';
import { createJob } from '../support/shares.js';

const patience = { timeoutMs: 30_000 };

let service: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
});
afterAll(() => service?.close());

const history = (jobId: string, client = alice, query = '') => historyPage(client, jobId, query);
const startSleeper = (jobId: string) => startRun(alice, jobId);
const ended = (jobId: string, runId: string) => endedRun(alice, jobId, runId);

describe('POST /api/jobs/{id}', () => {
  it('runs the job and answers as the source document says', async () => {
    const { id } = await createJob(alice);
    const { status, body } = await alice.post(`/api/jobs/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: true, status: 'succeeded', error: null });
    expect(Number.isInteger(body.duration)).toBe(true);
    expect(body.history).toEqual([
      { task: { key: 'job:progress.invoking_job' }, result: { key: 'job:status.success', success: true } },
    ]);
    expect(body._links.self.href).toBe(`/api/jobs/${id}/history/${body.id}`);
    expect((await alice.get(body._links.self.href)).body.id).toBe(body.id);
  });

  it('answers 200 with the failure of a failing driver', async () => {
    const { id } = await createJob(alice, { data: { fail: 'The press is jammed.' }, maxAttempts: 3 });
    const { status, body } = await alice.post(`/api/jobs/${id}`, {});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: false,
      status: 'failed',
      error: { code: 'NOOP_FAILED', message: 'The press is jammed.' },
      history: [{ result: { key: 'job:status.failed', success: false, message: 'The press is jammed.' } }],
    });
    const { records } = await history(id);
    expect(records).toMatchObject([{ trigger: 'manual', attempt: 1, final: true, scheduledFor: null }]);
  });

  it('fails with DATA_INCOMPLETE when the driver misses data', async () => {
    const { id } = await createJob(alice, { type: 'api-call' });
    const { status, body } = await alice.post(`/api/jobs/${id}`);
    expect([status, body.success, body.error.code]).toEqual([200, false, 'DATA_INCOMPLETE']);
    expect((await history(id)).records[0].reason).toBe('data_incomplete');
  });

  it('is 409 with the run’s link while one runs, unless overlap is allow', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 600_000 } });
    const runId = await startSleeper(id);
    for (const headers of [{}, { Prefer: 'respond-async' }]) {
      const refused = await alice.post(`/api/jobs/${id}`, undefined, headers as Record<string, string>);
      expectProblem(refused, 409, 'ALREADY_RUNNING');
      expect(refused.body.details._links['inf:job-run'].href).toBe(`/api/jobs/${id}/history/${runId}`);
    }
    await alice.put(`/api/jobs/${id}`, { overlap: 'allow', data: {} });
    expect((await alice.post(`/api/jobs/${id}`)).body.success).toBe(true);
    expect((await alice.post(`/api/jobs/${id}/history/${runId}/_cancel`)).status).toBe(202);
    expect((await ended(id, runId)).status).toBe('canceled');
  });

  it('answers 202 at once when asked to, with the run in Location', async () => {
    const { id } = await createJob(alice);
    const { status, body, headers } = await alice.post(`/api/jobs/${id}`, undefined, {
      Prefer: 'respond-async, wait=1',
    });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/api/jobs/${id}/history/${body.id}`);
    expect(headers.get('preference-applied')).toBe('respond-async');
    expect(await ended(id, body.id)).toMatchObject({ id: body.id, status: 'succeeded', trigger: 'manual' });
  });

  it('goes on when the client goes away', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 300 } });
    const going = new AbortController();
    const url = `${service.url}/api/jobs/${id}`;
    const headers = { Authorization: `Bearer ${alice.token}` };
    const request = fetch(url, { method: 'POST', headers, signal: going.signal }).catch((error: Error) => error.name);
    await eventually(async () => expect((await history(id)).total).toBe(1), patience);
    going.abort();
    expect(await request).toBe('AbortError');
    const { records } = await history(id);
    expect((await ended(id, records[0].id)).status).toBe('succeeded');
  });

  it('neither moves nextRunAt nor uses up the next occurrence', async () => {
    const job = await createJob(alice, { interval: '0 0 1 1 *', enabled: true });
    await alice.post(`/api/jobs/${job.id}`);
    expect((await alice.get(`/api/jobs/${job.id}`)).body.nextRunAt).toBe(job.nextRunAt);
    const disabled = await createJob(alice, { interval: '0 0 1 1 *' });
    expect((await alice.post(`/api/jobs/${disabled.id}`)).body.success).toBe(true);
  });
});
