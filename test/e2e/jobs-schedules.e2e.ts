import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { expectProblem, problemPaths } from '../support/problems.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  // Without a scheduler nothing that is due moves by itself.
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  alice = service.as('alice', { timezone: 'Europe/Berlin' });
});
afterAll(() => service?.close());

const put = (id: string, body: unknown) => alice.put(`/api/jobs/${id}`, body);
const historyOf = async (id: string) =>
  (await alice.get(`/api/jobs/${id}/history?limit=1000&sort=createdAt`)).body._embedded['inf:job-history'];

describe('intervalType', () => {
  it.each([
    ['0 9 * * *', 'cron'],
    ['*/10 * * * * *', 'cron'],
    ['@daily', 'cron'],
    ['0 9 L * MON#2', 'cron'],
    ['30 minutes', 'simple'],
    ['1 day 2 hours', 'simple'],
    ['PT1H30M', 'simple'],
    ['1 month', 'simple'],
  ])('is inferred: %s is %s', async (interval, intervalType) => {
    const job = await createJob(alice, { interval, enabled: true });
    expect(job.intervalType).toBe(intervalType);
    expect(Date.parse(job.nextRunAt)).toBeGreaterThan(Date.now());
    const { id } = await createJob(alice);
    expect((await put(id, { interval })).body.intervalType).toBe(intervalType);
  });

  it('is inferred anew when the interval changes, also for a job that ran once', async () => {
    const { id } = await createJob(alice, { interval: '30 minutes' });
    expect((await put(id, { interval: '0 9 * * *' })).body.intervalType).toBe('cron');
    await put(id, { intervalType: 'once', startOn: '2099-01-01T00:00:00Z' });
    expect((await put(id, { interval: '2 hours' })).body.intervalType).toBe('simple');
  });

  it('is inferred when the GET of a job without an interval is filled in and sent back', async () => {
    const { id } = await createJob(alice, { enabled: true });
    const { body } = await alice.get(`/api/jobs/${id}`);
    expect([body.interval, body.intervalType]).toEqual([null, null]);
    const filled = await put(id, { ...body, interval: '0 9 * * *' });
    expect([filled.status, filled.body.intervalType]).toEqual([200, 'cron']);
    expect(filled.body.nextRunAt).not.toBeNull();
    expect((await put(id, { intervalType: null })).body.intervalType).toBe('cron');
    expect((await put(id, { interval: null, intervalType: null })).body).toMatchObject({
      intervalType: null,
      nextRunAt: null,
    });
  });

  it.each([
    ['every tuesday', undefined],
    ['61 * * * *', undefined],
    ['', undefined],
    ['0 seconds', undefined],
    ['30 minutes', 'cron'],
    ['0 9 * * *', 'simple'],
    ['* * * * * * * *', 'cron'],
  ])('%j as %s is 422', async (interval, intervalType) => {
    const { id } = await createJob(alice, { interval: '0 9 * * *' });
    const answer = await put(id, { interval, intervalType, notes: 'never' });
    expectProblem(answer, 422, 'INVALID_INTERVAL');
    expect(problemPaths(answer)).toEqual(['interval']);
    const body = { name: 'Never', type: 'noop', interval, intervalType };
    expectProblem(await alice.post('/api/jobs', body), 422, 'INVALID_INTERVAL');
    expect((await alice.get(`/api/jobs/${id}`)).body).toMatchObject({ interval: '0 9 * * *', notes: null });
  });

  it('needs an interval, but for once', async () => {
    const { id } = await createJob(alice);
    expectProblem(await put(id, { intervalType: 'cron' }), 422, 'INVALID_INTERVAL');
    expectProblem(await put(id, { intervalType: 'weekly', interval: '0 9 * * *' }), 400, 'VALIDATION_FAILED');
    const once = await put(id, { intervalType: 'once', startOn: '2099-06-01T12:00:00Z', enabled: true });
    expect(once.body).toMatchObject({ intervalType: 'once', interval: null, nextRunAt: '2099-06-01T12:00:00.000Z' });
    expect((await put(id, { startOn: '2020-06-01T12:00:00Z' })).body.nextRunAt).toBeNull();
  });
});

describe('startOn and endOn', () => {
  it('without a time are read in the job’s zone: the start of that day, the end of that day', async () => {
    const job = await createJob(alice, { timezone: 'America/Los_Angeles', startOn: '2030-03-10', endOn: '2030-03-10' });
    expect(job).toMatchObject({ startOn: '2030-03-10T08:00:00.000Z', endOn: '2030-03-11T06:59:59.999Z' });
    const moved = await put(job.id, {
      startOn: '2030-07-01T09:00',
      endOn: '2030-07-01T09:00:00+02:00',
      timezone: 'UTC',
    });
    expectProblem(moved, 422, 'INVALID_RANGE');
    const { body } = await put(job.id, { startOn: '2030-07-01T09:00', endOn: '2030-07-02', timezone: 'Asia/Tokyo' });
    expect(body).toMatchObject({ startOn: '2030-07-01T00:00:00.000Z', endOn: '2030-07-02T14:59:59.999Z' });
  });

  it('are inclusive', async () => {
    const fields = { interval: '0 9 * * *', timezone: 'UTC', enabled: true };
    const at = '2090-01-01T09:00:00.000Z';
    expect((await createJob(alice, { ...fields, startOn: at, endOn: at })).nextRunAt).toBe(at);
    const between = { startOn: '2090-01-01T09:00:00.001Z', endOn: '2090-01-02T08:59:59.999Z' };
    expect((await createJob(alice, { ...fields, ...between })).nextRunAt).toBeNull();
  });

  it('the wrong way round, or no dates, are 422', async () => {
    const { id } = await createJob(alice, { startOn: '2030-01-02' });
    const range = await put(id, { endOn: '2030-01-01' });
    expectProblem(range, 422, 'INVALID_RANGE');
    expect(problemPaths(range)).toEqual(['endOn']);
    for (const startOn of ['tomorrow', '2030-02-30', '2030-13-01', '', '12345'])
      expectProblem(await put(id, { startOn }), 422, 'INVALID_DATE');
    expectProblem(await put(id, { startOn: 20300101 }), 400, 'VALIDATION_FAILED');
  });
});

describe('nextRunAt', () => {
  const due = async (id: string, dueAt: string): Promise<void> => {
    const text = 'UPDATE job_schedules SET due_at = $2 WHERE job_id = $1';
    await service.sql.execute({ text, values: [id, dueAt] });
  };

  it('is null for an expression that can never match, and the job is kept', async () => {
    const job = await createJob(alice, { interval: '0 0 30 2 *', enabled: true });
    expect(job).toMatchObject({ intervalType: 'cron', nextRunAt: null, enabled: true });
  });

  it('is computed anew when a field of the schedule changes, and not otherwise', async () => {
    const { id } = await createJob(alice, { interval: '0 9 * * *', enabled: true });
    const marker = '2090-01-01T00:00:00.000Z';
    await due(id, marker);
    const edits = {
      name: 'Renamed',
      description: 'x',
      notes: 'y',
      data: { sleepMs: 1 },
      maxAttempts: 3,
      overlap: 'queue',
    };
    expect((await put(id, edits)).body.nextRunAt).toBe(marker);
    expect((await put(id, { interval: '0 9 * * *', enabled: true, startOn: null })).body.nextRunAt).toBe(marker);
    const changes = [
      { interval: '0 10 * * *' },
      { timezone: 'UTC' },
      { startOn: '2030-01-01' },
      { endOn: '2031-01-01' },
      { intervalType: 'simple', interval: '1 day' },
    ];
    for (const change of changes) {
      await due(id, marker);
      const { body } = await put(id, change);
      expect([change, body.nextRunAt]).not.toEqual([change, marker]);
    }
    expect((await put(id, { enabled: false })).body.nextRunAt).toBeNull();
    expect((await put(id, { enabled: true })).body.nextRunAt).not.toBeNull();
  });

  it('of an instant that was claimed never comes again, however the schedule is edited', async () => {
    const { id } = await createJob(alice, { interval: '1 day', startOn: '2090-01-01T00:00:00Z', enabled: true });
    await service.sql.execute({
      text: `UPDATE job_schedules SET last_claimed_for = '2090-01-03T00:00:00Z' WHERE job_id = $1`,
      values: [id],
    });
    expect((await put(id, { endOn: '2090-12-31' })).body.nextRunAt).toBe('2090-01-04T00:00:00.000Z');
  });

  it.each([
    ['an edit of the interval', { interval: '0 0 1 1 *' }],
    ['a disable', { enabled: false }],
    ['the removal of the interval', { interval: null }],
  ])('that was due and unclaimed is recorded as superseded by %s', async (_, change) => {
    const { id } = await createJob(alice, { interval: '* * * * *', timezone: 'UTC', enabled: true, catchUpLimit: 3 });
    const oldest = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 9 * 60_000);
    await due(id, oldest.toISOString());
    expect((await put(id, change)).status).toBe(200);
    const records = await historyOf(id);
    for (const record of records)
      expect(record).toMatchObject({ status: 'superseded', reason: 'superseded_by_edit', final: true, success: false });
    const range = records.find((record: { range: unknown }) => record.range !== null);
    expect(range).toMatchObject({ scheduledFor: oldest.toISOString() });
    expect(records.length).toBe(4);
    const instants = records.map((record: { scheduledFor: string }) => Date.parse(record.scheduledFor));
    const newest = Math.max(...instants);
    expect(range.range.count + 3).toBe((newest - oldest.getTime()) / 60_000 + 1);
    expect(Date.now() - newest).toBeLessThan(120_000);
  });
});

describe('POST /api/schedules/preview', () => {
  const preview = (body: unknown) => alice.post('/api/schedules/preview', body);

  it('shows instants, local times, and what a clock change does', async () => {
    const { status, body } = await preview({
      interval: '30 2 * * *',
      timezone: 'Europe/Berlin',
      after: '2026-03-27T12:00:00Z',
      count: 3,
    });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['description', 'occurrences', 'warnings']);
    expect(body.description).toMatch(/02:30/);
    expect(body.occurrences).toEqual([
      { at: '2026-03-28T01:30:00.000Z', local: '2026-03-28T02:30:00+01:00', note: null },
      { at: '2026-03-29T01:00:00.000Z', local: '2026-03-29T03:00:00+02:00', note: expect.stringMatching(/.+/) },
      { at: '2026-03-30T00:30:00.000Z', local: '2026-03-30T02:30:00+02:00', note: null },
    ]);
  });

  it('takes the caller’s zone, simple intervals, once, and bounds', async () => {
    const nine = await preview({ interval: '0 9 * * *', after: '2026-01-01T00:00:00Z', count: 1 });
    expect(nine.body.occurrences[0].local).toBe('2026-01-01T09:00:00+01:00');
    expect((await preview({ interval: '@hourly' })).body.occurrences).toHaveLength(10);
    const bounds = { startOn: '2026-01-01', endOn: '2026-01-03', after: '2025-01-01', timezone: 'UTC' };
    const simple = (await preview({ interval: '1 day', ...bounds })).body.occurrences;
    expect(simple.map((one: { at: string }) => one.at.slice(0, 10))).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-03',
    ]);
    expect((await preview({ intervalType: 'once', ...bounds })).body.occurrences).toHaveLength(1);
  });

  it('warns of an expression that never matches', async () => {
    const { status, body } = await preview({ interval: '0 0 30 2 *' });
    expect([status, body.occurrences]).toEqual([200, []]);
    expect(body.warnings.join()).toMatch(/never/i);
  });

  it.each([
    [{ interval: '0 25 * * *' }, 'INVALID_INTERVAL', 'interval', /hour.*25/],
    [{ interval: '* * * * FOO' }, 'INVALID_INTERVAL', 'interval', /FOO/],
    [{ interval: 'now and then' }, 'INVALID_INTERVAL', 'interval', /now and then/],
    [{ intervalType: 'simple', interval: '0 seconds' }, 'INVALID_INTERVAL', 'interval', /./],
    [{ interval: '0 9 * * *', timezone: 'Mars/Olympus' }, 'INVALID_TIMEZONE', 'timezone', /Mars\/Olympus/],
    [{ interval: '0 9 * * *', startOn: 'soon' }, 'INVALID_DATE', 'startOn', /soon/],
    [{ interval: '0 9 * * *', startOn: '2026-02-01', endOn: '2026-01-01' }, 'INVALID_RANGE', 'endOn', /2026/],
    [{}, 'INVALID_INTERVAL', 'interval', /./],
  ])('answers %j with 422 %s', async (body, errorCode, path, message) => {
    const answer = await preview(body);
    expectProblem(answer, 422, errorCode);
    expect(answer.body.message).toMatch(message);
    expect(problemPaths(answer)).toEqual([path]);
  });

  it.each([{ count: 0 }, { count: 1001 }, { count: 'ten' }, { interval: 5 }, { cron: '* * * * *' }, { after: 5 }])(
    'answers %j with 400',
    async (body) => expectProblem(await preview({ interval: '0 9 * * *', ...body }), 400, 'VALIDATION_FAILED'),
  );
});

describe('GET /api/jobs/{id}/schedule', () => {
  it('shows the next runs of a job, in words too', async () => {
    const job = await createJob(alice, { interval: '0 9 * * 1-5', timezone: 'Europe/Berlin', enabled: true });
    const { status, body } = await alice.get(`/api/jobs/${job.id}/schedule?count=3`);
    expect(status).toBe(200);
    expect(body.occurrences).toHaveLength(3);
    expect(body.occurrences[0].at).toBe(job.nextRunAt);
    expect(body.description).toMatch(/09:00/);
    expect((await alice.get(`/api/jobs/${job.id}/schedule`)).body.occurrences).toHaveLength(10);
    expect((await alice.get(`/api/jobs/${job.id}/schedule?count=1000`)).body.occurrences).toHaveLength(1000);
    for (const count of ['0', '-1', '1001', 'x', '1.5'])
      expectProblem(await alice.get(`/api/jobs/${job.id}/schedule?count=${count}`), 400, 'VALIDATION_FAILED');
  });

  it('says so when a job has no interval, or is disabled', async () => {
    const blank = await createJob(alice);
    const none = (await alice.get(`/api/jobs/${blank.id}/schedule`)).body;
    expect(none).toEqual({ description: null, occurrences: [], warnings: [expect.stringMatching(/by hand/)] });
    const disabled = await createJob(alice, { interval: '0 9 * * *' });
    const idle = (await alice.get(`/api/jobs/${disabled.id}/schedule`)).body;
    expect(idle.occurrences).toHaveLength(10);
    expect(idle.warnings.join()).toMatch(/disabled/);
  });
});
