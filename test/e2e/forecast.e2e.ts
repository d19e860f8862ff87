import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SlotForecast } from '../../src/forecast/slot-forecast.js';
import { JobDurationsRepository } from '../../src/forecast/job-durations.repository.js';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { recordKnownRuns } from '../support/known-runs.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

const DAY_MS = 86_400_000;

let service: TestApp;
let alice: ApiClient;
let root: ApiClient;

// Nothing is claimed: what is to start stays as it is.
beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  alice = service.as('alice');
  root = service.as('root', { superuser: true });
  for (const client of [alice, root]) await client.get('/api/auth/me');
});
afterAll(() => service?.close());
afterEach(async () => {
  await service.sql.execute({ text: 'DELETE FROM jobs' });
  await service.app.get(SlotForecast).refresh();
});

/** Tomorrow at midnight UTC: no test crosses it while it runs. */
const tomorrow = (): Date => new Date((Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS);
const period = (from: Date, hours: number): string =>
  `from=${from.toISOString()}&to=${new Date(from.getTime() + hours * 3_600_000).toISOString()}`;

async function load(client: ApiClient, query: string) {
  const { status, body } = await client.get(`/api/operations/load?${query}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}

const startsOf = (body: { buckets: { starts: number }[] }): number[] => body.buckets.map(({ starts }) => starts);

describe('GET /api/operations/load', () => {
  it('counts the starts of all jobs per bucket, and tells nobody whose they are', async () => {
    const at = tomorrow();
    for (const interval of ['0 1 * * *', '0 1 * * *', '30 1,2 * * *', '*/20 * * * *'])
      await createJob(root, { name: 'secret name', interval, enabled: true });
    const body = await load(alice, `${period(at, 3)}&bucket=30 minutes`);
    expect(startsOf(body)).toEqual([2, 1, 4, 2, 2, 2]);
    expect(body).toMatchObject({
      from: at.toISOString(),
      bucketMs: 1_800_000,
      jobs: 4,
      measuredJobs: 0,
      starts: 13,
      queues: [],
    });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('counts nothing of jobs that are disabled, locked, paused, drafts, or over', async () => {
    const at = tomorrow();
    const create = (fields: object) => createJob(alice, { interval: '0 1 * * *', enabled: true, ...fields });
    await create({ enabled: false });
    await create({ endOn: new Date(at.getTime() + 1_800_000).toISOString() });
    await create({ startOn: new Date(at.getTime() + 2 * DAY_MS).toISOString() });
    const { id: lockedId } = await create({});
    await root.put(`/api/jobs/${lockedId}`, { lockedAt: new Date().toISOString() });
    const { id: pausedId } = await create({});
    await service.sql.execute({ text: 'UPDATE job_schedules SET paused = true WHERE job_id = $1', values: [pausedId] });
    const { id } = await create({});
    expect((await alice.post(`/api/jobs/${id}/_edit`)).status).toBeLessThan(300);
    expect(startsOf(await load(alice, `${period(at, 2)}&bucket=1 hour`))).toEqual([0, 1]);
  });

  it('knows jitter and blackouts', async () => {
    const at = tomorrow();
    const { id } = await createJob(alice, { interval: '0 1 * * *', enabled: true, jitterMs: 3_000_000 });
    const due = Date.parse((await alice.get(`/api/jobs/${id}`)).body.nextRunAt);
    await createJob(alice, {
      interval: '@hourly',
      timezone: 'UTC',
      enabled: true,
      blackouts: [{ start: '02:00', end: '04:00' }],
    });
    const expected = [0, 0, 0, 0, 0, 0].map((_, hour) => (hour === 2 || hour === 3 ? 0 : 1));
    expected[new Date(due).getUTCHours()]! += 1;
    expect(startsOf(await load(alice, `${period(at, 6)}&bucket=1 hour`))).toEqual(expected);
  });

  it('tells worker pools apart for superusers, and takes the name of one from anybody', async () => {
    const at = tomorrow();
    for (const queue of ['default', 'default', 'reports'])
      await createJob(alice, { interval: '0 1 * * *', enabled: true, queue });
    const body = await load(root, `${period(at, 2)}&bucket=1 hour`);
    expect(body.queues).toMatchObject([
      {
        queue: 'default',
        jobs: 2,
        starts: 2,
        peak: { from: new Date(at.getTime() + 3_600_000).toISOString(), starts: 2 },
      },
      { queue: 'reports', jobs: 1, starts: 1 },
    ]);
    expect(startsOf(await load(alice, `${period(at, 2)}&bucket=1 hour&queue=reports`))).toEqual([0, 1]);
  });

  it('estimates what runs at once from the durations in the ledger, also of runs that began before', async () => {
    const at = tomorrow();
    const { id } = await createJob(alice, { interval: '30 0 * * *', enabled: true });
    const createdAt = new Date(Date.now() - 7_200_000).toISOString();
    await recordKnownRuns(service.sql, id, [{ createdAt, status: 'succeeded', durationMs: 3_600_000 }]);
    expect((await load(alice, `${period(at, 2)}&bucket=1 hour`)).buckets[0].running).toBeNull();
    expect(await service.app.get(JobDurationsRepository).measure(48)).toBe(1);
    const whole = await load(alice, `${period(at, 3)}&bucket=1 hour`);
    expect(whole.measuredJobs).toBe(1);
    const sum = whole.buckets.reduce((total: number, { running }: { running: number }) => total + running, 0);
    expect(Math.abs(sum - 1)).toBeLessThan(0.13);
    const later = await load(alice, `${period(new Date(at.getTime() + 3_600_000), 1)}&bucket=1 hour`);
    expect(later.buckets[0]).toMatchObject({ starts: 0, running: whole.buckets[1].running });
    expect(later.buckets[0].running).toBeGreaterThan(0.3);
  });

  it('proposes the emptiest buckets to come', async () => {
    const at = tomorrow();
    await createJob(alice, { interval: '0 0-4,6-23 * * *', enabled: true });
    const { freeSlots } = await load(alice, `${period(at, 24)}&bucket=1 hour`);
    expect(freeSlots[0]).toEqual({
      from: new Date(at.getTime() + 5 * 3_600_000).toISOString(),
      starts: 0,
      running: null,
    });
    const past = await load(alice, `${period(new Date(at.getTime() - 3 * DAY_MS), 24)}&bucket=1 hour`);
    expect(past).toMatchObject({ starts: 0, freeSlots: [] });
  });

  it('looks a day ahead when nothing is asked for', async () => {
    const body = await load(alice, '');
    expect(body.bucketMs).toBe(300_000);
    expect(body.buckets.length).toBeGreaterThanOrEqual(288);
    expect(Date.parse(body.from)).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['from=2027-01-02T00:00:00Z&to=2027-01-01T00:00:00Z', 'EMPTY_PERIOD'],
    ['bucket=1 second', 'TOO_MANY_BUCKETS'],
    ['bucket=0', 'INVALID_BUCKET'],
    ['bucket=1 month', 'INVALID_BUCKET'],
    ['bucket=32 days', 'INVALID_BUCKET'],
    ['to=9999-01-01T00:00:00Z', 'PERIOD_TOO_FAR'],
    ['from=0001-01-01T00:00:00Z&bucket=31 days', 'PERIOD_TOO_FAR'],
    ['from=tomorrow', undefined],
    ['queue=%00', undefined],
  ])('refuses %s', async (query, code) => {
    const answer = await alice.get(`/api/operations/load?${query}`);
    expect(answer.status).toBe(400);
    if (code) expectProblem(answer, 400, code);
  });

  it('needs a token', async () => {
    expect((await fetch(`${service.url}/api/operations/load`)).status).toBe(401);
  });
});

describe('saving a job that starts in a crowded minute', () => {
  const crowd = async (count: number, interval = '7 5 * * *'): Promise<void> => {
    const jobs = Array.from({ length: count }, () => createJob(alice, { interval, timezone: 'UTC', enabled: true }));
    await Promise.all(jobs);
  };
  const hints = (body: { warnings?: string[] }): string[] =>
    (body.warnings ?? []).filter((text) => text.includes('jitterMs'));
  const one = { type: 'noop', name: 'one more', interval: '7 5 * * *', timezone: 'UTC', enabled: true };

  it('is answered with a hint, which offers jitter and a quieter minute', async () => {
    await crowd(49);
    expect(hints((await alice.post('/api/jobs', one)).body)).toEqual([]);
    const { body } = await alice.post('/api/jobs', one);
    expect(hints(body)).toEqual([
      expect.stringMatching(
        /^About 50 other jobs start in the same minute \(\d{4}-\d\d-\d\dT05:07Z\)\. Set jitterMs, say to 600000, .* start it at \d{4}-\d\d-\d\dT05:08Z, when none does\.$/,
      ),
    ]);
    expect(hints((await alice.put(`/api/jobs/${body.id}`, { notes: 'x' })).body)).toHaveLength(1);
    expect(hints((await alice.put(`/api/jobs/${body.id}`, { jitterMs: 60_000 })).body)).toEqual([]);
    expect(hints((await alice.put(`/api/jobs/${body.id}`, { interval: '8 5 * * *', jitterMs: 0 })).body)).toEqual([]);
  });

  it('is answered without one where it is disabled, starts elsewhere or in another pool, or comes each minute', async () => {
    await crowd(60);
    for (const fields of [{ enabled: false }, { interval: '9 5 * * *' }, { queue: 'other' }, { interval: '* * * * *' }])
      expect(hints((await alice.post('/api/jobs', { ...one, ...fields })).body)).toEqual([]);
  });

  it('learns of jobs that others saved from the next forecast, and of hourly ones days ahead', async () => {
    await crowd(60, '7 * * * *');
    await service.app.get(SlotForecast).refresh();
    const { body } = await alice.post('/api/jobs', one);
    expect(hints(body)[0]).toContain('About 60 other jobs');
  });

  it('is quiet where every minute is as crowded', async () => {
    await crowd(60, '* * * * *');
    await service.app.get(SlotForecast).refresh();
    expect(hints((await alice.post('/api/jobs', one)).body)).toEqual([]);
  });
});
