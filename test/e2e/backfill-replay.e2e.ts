import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { historyOf } from '../support/run-history.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  bob = service.as('bob');
  await bob.get('/api/auth/me');
});
afterAll(() => service?.close());

async function job(fields: Record<string, unknown> = {}): Promise<string> {
  const daily = { type: 'noop', name: 'Daily', interval: '0 9 * * *', timezone: 'Europe/Berlin', enabled: true };
  const { status, body } = await alice.post('/api/jobs', { ...daily, ...fields });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id;
}

const march = { from: '2026-03-27T00:00:00Z', to: '2026-03-30T23:00:00Z' };
const nines = [
  '2026-03-27T08:00:00.000Z',
  '2026-03-28T08:00:00.000Z',
  '2026-03-29T07:00:00.000Z',
  '2026-03-30T07:00:00.000Z',
];
const done = (id: string, count: number) =>
  eventually(async () => {
    const runs = (await historyOf(alice, id)).filter((run) => run.status === 'succeeded');
    expect(runs).toHaveLength(count);
    return runs;
  });

describe('a backfill', () => {
  it('runs the occurrences of a past period in order, and moves neither nextRunAt nor the schedule', async () => {
    const id = await job();
    const { nextRunAt } = (await alice.get(`/api/jobs/${id}`)).body;
    const { status, body } = await alice.post(`/api/jobs/${id}/_backfill`, march);
    expect(status).toBe(202);
    expect(body).toMatchObject({ count: 4, first: nines[0], last: nines[3], next: null });
    const runs = await done(id, 4);
    expect(runs.map(({ trigger, scheduledFor }) => [trigger, scheduledFor])).toEqual(
      nines.map((at) => ['backfill', at]),
    );
    expect((await alice.get(`/api/jobs/${id}`)).body.nextRunAt).toBe(nextRunAt);
    expect((await alice.get(body._links['inf:job-history'].href)).body.total).toBe(4);
  });

  it('takes the oldest up to its limit and says where to go on', async () => {
    const id = await job();
    const { body } = await alice.post(`/api/jobs/${id}/_backfill`, { ...march, limit: 3, overlap: 'allow' });
    expect(body).toMatchObject({ count: 3, last: nines[2], next: nines[3] });
    const rest = await alice.post(`/api/jobs/${id}/_backfill`, { ...march, from: body.next });
    expect(rest.body).toMatchObject({ count: 1, next: null });
    await done(id, 4);
  });

  it('waits while a run goes on, does not make a scheduled occurrence skip, and can be taken back', async () => {
    const id = await job({ data: { sleepMs: 60_000 } });
    await alice.post(`/api/jobs/${id}/_backfill`, march);
    const running = await eventually(async () => {
      const run = (await historyOf(alice, id)).find(({ status }) => status === 'running');
      expect(run).toBeDefined();
      return run!;
    });
    await service.sql.execute({
      text: `UPDATE job_schedules SET due_at = date_trunc('second', clock_timestamp()) WHERE job_id = $1`,
      values: [id],
    });
    await service.sql.execute({ text: `SELECT pg_notify('punctual_schedule', '')` });
    const queued = () => historyOf(alice, id).then((runs) => runs.filter(({ status }) => status === 'queued'));
    await eventually(async () => expect((await queued()).map(({ trigger }) => trigger)).toContain('schedule'));
    expect((await alice.delete(`/api/jobs/${id}/_backfill`)).body).toEqual({ count: 3 });
    await alice.put(`/api/jobs/${id}`, { data: {} });
    await alice.post(`/api/jobs/${id}/history/${running.id}/_cancel`);
    const [scheduled] = await done(id, 1);
    expect(scheduled).toMatchObject({ trigger: 'schedule' });
    const canceled = (await historyOf(alice, id)).filter(({ status }) => status === 'canceled');
    expect(canceled).toHaveLength(4);
  });

  it.each([
    [{ from: '2026-03-30T00:00:00Z', to: '2026-03-27T00:00:00Z' }, 400, 'EMPTY_PERIOD'],
    [{ from: '2026-03-27', to: '2026-03-30T00:00:00Z' }, 400, 'VALIDATION_FAILED'],
    [{ from: '2026-03-27T00:00:00Z' }, 400, 'VALIDATION_FAILED'],
    [{ ...march, limit: 1_001 }, 400, 'VALIDATION_FAILED'],
    [{ ...march, to: '2999-01-01T00:00:00Z' }, 422, 'PERIOD_IN_FUTURE'],
  ])('refuses %j with %i %s', async (request, status, errorCode) => {
    const id = await job();
    expect((await alice.post(`/api/jobs/${id}/_backfill`, request)).body).toMatchObject({
      statusCode: status,
      errorCode,
    });
  });

  it('is refused when ten thousand runs of the job wait already', async () => {
    const id = await job();
    await service.sql.execute({
      text: `INSERT INTO pending_runs (id, job_id, trigger, scheduled_for, idempotency_key, not_before, type)
             SELECT gen_random_uuid(), $1, 'backfill', '2026-01-01Z'::timestamptz + n * interval '1 second', n::text, 'infinity', 'noop'
             FROM generate_series(1, 10000) n`,
      values: [id],
    });
    const answer = await alice.post(`/api/jobs/${id}/_backfill`, march);
    expect(answer).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_WAITING' } });
    expect((await alice.delete(`/api/jobs/${id}/_backfill`)).body.count).toBe(10_000);
    expect((await alice.post(`/api/jobs/${id}/_backfill`, march)).status).toBe(202);
  });

  it('needs job:run, an interval, and not a draft', async () => {
    const id = await job();
    expect((await bob.post(`/api/jobs/${id}/_backfill`, march)).status).toBe(404);
    await alice.put(`/api/jobs/${id}/shares/bob`, { accessLevel: 1 });
    expect((await bob.post(`/api/jobs/${id}/_backfill`, march)).status).toBe(403);
    const byHand = await job({ interval: undefined });
    expect((await alice.post(`/api/jobs/${byHand}/_backfill`, march)).body.errorCode).toBe('NO_SCHEDULE');
    const draft = (await alice.post(`/api/jobs/${id}/_edit`)).body.id;
    expect((await alice.post(`/api/jobs/${draft}/_backfill`, march)).body.errorCode).toBe('DRAFT_OPERATION');
  });
});

describe('a replay', () => {
  it('runs an occurrence again by hand, with the parameters given', async () => {
    const id = await job();
    const { nextRunAt } = (await alice.get(`/api/jobs/${id}`)).body;
    const answer = await alice.post(`/api/jobs/${id}`, { scheduledFor: nines[1], parameters: { region: 'north' } });
    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    const [run] = await historyOf(alice, id);
    expect(run).toMatchObject({ trigger: 'replay', scheduledFor: nines[1], status: 'succeeded' });
    expect((await alice.get(`/api/jobs/${id}`)).body.nextRunAt).toBe(nextRunAt);
  });

  it('may repeat what the history knows, whatever the schedule says by now', async () => {
    const id = await job();
    await alice.post(`/api/jobs/${id}`, { scheduledFor: nines[1] });
    await alice.put(`/api/jobs/${id}`, { interval: '0 10 * * *' });
    expect((await alice.post(`/api/jobs/${id}`, { scheduledFor: nines[1] })).status).toBe(200);
    expect((await alice.post(`/api/jobs/${id}`, { scheduledFor: nines[2] })).status).toBe(422);
  });

  it.each([
    ['2026-03-27T08:00:01Z', 422],
    ['2999-03-27T08:00:00Z', 422],
    ['2026-03-27', 400],
  ])('refuses %s with %i', async (scheduledFor, status) => {
    const id = await job();
    const answer = await alice.post(`/api/jobs/${id}`, { scheduledFor });
    expect(answer.status).toBe(status);
    expect(answer.body.details[0].path).toBe('scheduledFor');
    expect(await historyOf(alice, id)).toEqual([]);
  });
});
