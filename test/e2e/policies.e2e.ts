import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { historyOf, record } from '../support/run-history.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  bob = service.as('bob');
  root = service.as('root', { superuser: true });
  await bob.get('/api/auth/me');
});
afterAll(() => service?.close());

const yearly = { type: 'noop', interval: '0 0 1 1 *', timezone: 'UTC', enabled: true };

async function job(fields: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await alice.post('/api/jobs', { name: 'Nightly load', ...yearly, ...fields });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id;
}

/** Makes the job due, as the passing of time would. */
async function makeDue(jobId: string): Promise<void> {
  await service.sql.execute({
    text: `UPDATE job_schedules SET due_at = date_trunc('second', clock_timestamp()), occurrence_at = NULL WHERE job_id = $1`,
    values: [jobId],
  });
  await service.sql.execute({ text: `SELECT pg_notify('punctual_schedule', '')` });
}

describe('the policy fields', () => {
  it('are written, shown with their defaults, and kept through a GET that is sent back', async () => {
    const blackouts = [
      { date: '2026-12-25', note: 'Christmas' },
      { days: ['sat', 'sun'], start: '22:00', end: '06:00' },
    ];
    const given = {
      jitterMs: 60_000,
      pauseAfterFailures: 3,
      overdueAfterMs: null,
      concurrencyKey: 'warehouse',
      blackouts,
    };
    const id = await job(given);
    const { body } = await alice.get(`/api/jobs/${id}`);
    expect(body).toMatchObject({ ...given, concurrencyLimit: 1, keepRuns: null, pausedAt: null, pauseReason: null });
    expect((await alice.put(`/api/jobs/${id}`, body)).status).toBe(200);
    expect((await alice.get(`/api/jobs/${id}`)).body).toMatchObject(given);
    const plain = (await alice.get(`/api/jobs/${await job()}`)).body;
    expect(plain).toMatchObject({ jitterMs: 0, pauseAfterFailures: null, overdueAfterMs: 300_000, blackouts: [] });
  });

  it.each([
    [{ jitterMs: -1 }, 400],
    [{ jitterMs: 8 * 86_400_000 }, 400],
    [{ concurrencyKey: 'a/b' }, 400],
    [{ concurrencyLimit: 0 }, 400],
    [{ pauseAfterFailures: 0 }, 400],
    [{ keepRuns: 0 }, 400],
    [{ blackouts: [{ date: 'tomorrow' }] }, 400],
    [{ blackouts: [{ day: '2026-12-25' }] }, 400],
    [{ blackouts: 'never' }, 400],
    [{ blackouts: [{ date: '2026-02-30' }] }, 422],
    [{ blackouts: [{ from: '2026-12-24' }] }, 422],
    [{ blackouts: [{ from: '2026-12-26', to: '2026-12-24' }] }, 422],
    [{ blackouts: [{ start: '10:00' }] }, 422],
    [{ blackouts: [{ start: '10:00', end: '10:00' }] }, 422],
    [{ blackouts: [{ days: ['sat'] }] }, 422],
    [{ blackouts: [{ date: '2026-12-25', start: '10:00', end: '11:00' }] }, 422],
  ])('refuse %j with %i, and say where', async (fields, status) => {
    const answer = await alice.post('/api/jobs', { name: 'Bad', ...yearly, ...fields });
    expect(answer.status).toBe(status);
    const [name] = Object.keys(fields);
    expect(answer.body.details[0].path).toMatch(new RegExp(`^${name}`));
  });

  it('delay the next start by jitter and move it when the jitter changes, without a new version of the past', async () => {
    const id = await job({ interval: '0 9 * * *' });
    const before = Date.parse((await alice.get(`/api/jobs/${id}`)).body.nextRunAt);
    await alice.put(`/api/jobs/${id}`, { jitterMs: 3_600_000 });
    const delayMs = Date.parse((await alice.get(`/api/jobs/${id}`)).body.nextRunAt) - before;
    expect(delayMs).toBeGreaterThan(0);
    expect(delayMs).toBeLessThan(3_600_000);
    await alice.put(`/api/jobs/${id}`, { jitterMs: 0 });
    expect(Date.parse((await alice.get(`/api/jobs/${id}`)).body.nextRunAt)).toBe(before);
  });
});

describe('a job that fails and fails', () => {
  it('is paused with a reason, can be run by hand, and goes on when it is resumed', async () => {
    const id = await job({ data: { fail: true }, pauseAfterFailures: 2 });
    for (const failures of [1, 2]) {
      await makeDue(id);
      await eventually(async () => {
        const failed = (await historyOf(alice, id)).filter(({ status }) => status === 'failed');
        expect(failed).toHaveLength(failures);
      });
    }
    const paused = await eventually(async () => {
      const { body } = await alice.get(`/api/jobs/${id}`);
      expect(body.pausedAt).not.toBeNull();
      return body;
    });
    expect(paused).toMatchObject({ enabled: true, pauseReason: expect.stringMatching(/after 2 failure/) });
    await makeDue(id);
    await record(alice, id, { status: 'skipped', reason: 'paused' });
    expect((await alice.post(`/api/jobs/${id}`)).body.success).toBe(false);
    expect((await alice.post(`/api/jobs/${id}/_resume`)).body).toEqual({ paused: false, pausedAt: null, reason: null });
    await makeDue(id);
    await eventually(async () => {
      const failed = (await historyOf(alice, id)).filter(
        (run) => run.status === 'failed' && run.trigger === 'schedule',
      );
      expect(failed).toHaveLength(3);
    });
    expect((await alice.get(`/api/jobs/${id}`)).body.pausedAt).toBeNull();
    const { body: audit } = await alice.get(`/api/jobs/${id}/audit`);
    const events = audit._embedded['inf:audit-event'].map((event: { action: string }) => event.action);
    expect(events).toEqual(expect.arrayContaining(['job.paused', 'job.resumed']));
  });

  it('is not paused by a failure that a success came after', async () => {
    const id = await job({ data: { fail: true }, pauseAfterFailures: 2 });
    await makeDue(id);
    await record(alice, id, { status: 'failed' });
    await alice.put(`/api/jobs/${id}`, { data: {} });
    await makeDue(id);
    await record(alice, id, { status: 'succeeded' });
    await alice.put(`/api/jobs/${id}`, { data: { fail: true } });
    await makeDue(id);
    await eventually(async () =>
      expect((await historyOf(alice, id)).filter(({ status }) => status === 'failed')).toHaveLength(2),
    );
    expect((await alice.get(`/api/jobs/${id}`)).body.pausedAt).toBeNull();
  });
});

describe('pausing by hand', () => {
  it('needs job:edit, keeps the first reason, changes no version, and ends when the job is enabled anew', async () => {
    const id = await job();
    await alice.put(`/api/jobs/${id}/shares/bob`, { accessLevel: 2 });
    expect((await bob.post(`/api/jobs/${id}/_pause`)).status).toBe(403);
    const { version } = (await alice.get(`/api/jobs/${id}`)).body;
    const { body } = await alice.post(`/api/jobs/${id}/_pause`, { reason: 'The warehouse moves.' });
    expect(body).toMatchObject({ paused: true, reason: 'The warehouse moves.' });
    expect((await alice.post(`/api/jobs/${id}/_pause`, { reason: 'Another.' })).body).toEqual(body);
    const shown = (await bob.get(`/api/jobs/${id}`)).body;
    expect(shown).toMatchObject({ version, pausedAt: body.pausedAt, pauseReason: 'The warehouse moves.' });
    await alice.put(`/api/jobs/${id}`, { enabled: false });
    await alice.put(`/api/jobs/${id}`, { enabled: true });
    expect((await alice.get(`/api/jobs/${id}`)).body.pausedAt).toBeNull();
  });

  it('is nothing for drafts and strangers', async () => {
    const id = await job();
    const draft = (await alice.post(`/api/jobs/${id}/_edit`)).body.id;
    expect((await alice.post(`/api/jobs/${draft}/_pause`)).body.errorCode).toBe('DRAFT_OPERATION');
    expect((await service.as('carol').post(`/api/jobs/${id}/_pause`)).status).toBe(404);
  });
});

describe('pausing everything', () => {
  it('is for superusers; nothing starts until it ends, and catch-up deals with what fell due', async () => {
    const id = await job();
    expect((await alice.post('/api/operations/_pause')).status).toBe(403);
    expect((await root.post('/api/operations/_pause', { reason: 'Migration' })).body).toMatchObject({
      paused: true,
      reason: 'Migration',
      pausedBy: 'root',
    });
    try {
      await makeDue(id);
      expect((await alice.get('/api/operations/pause')).body).toMatchObject({ paused: true, reason: 'Migration' });
      const refused = await alice.post(`/api/jobs/${id}`);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ errorCode: 'SCHEDULER_PAUSED' });
      expect((await alice.post(`/api/jobs/${id}`, {}, { Prefer: 'respond-async' })).status).toBe(409);
      expect(await historyOf(alice, id)).toEqual([]);
    } finally {
      expect((await root.post('/api/operations/_resume')).body.paused).toBe(false);
    }
    await record(alice, id, { status: 'succeeded', trigger: 'schedule' });
  });
});
