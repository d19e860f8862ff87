import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';
import { recordKnownRuns } from '../support/known-runs.js';
import type { KnownRun } from '../support/known-runs.js';
import { createJob, shareJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  bob = service.as('bob');
  for (const client of [alice, bob]) await client.get('/api/auth/me');
});
afterAll(() => service?.close());

const record = (jobId: string, runs: KnownRun[]): Promise<string[]> => recordKnownRuns(service.sql, jobId, runs);

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Every instant in a link, by the name of its parameter. */
const parametersOf = (href: string): Record<string, string> =>
  Object.fromEntries(new URL(href, 'http://x').searchParams.entries());

describe('GET /api/jobs/{id}/history with filters', () => {
  it('shows only what they name, and keeps them in its links', async () => {
    const { id } = await createJob(alice);
    const ids = await record(id, [
      { createdAt: '2026-01-01T00:00:00Z', status: 'succeeded' },
      { createdAt: '2026-01-02T00:00:00Z', status: 'failed' },
      { createdAt: '2026-01-03T00:00:00Z', status: 'failed', trigger: 'retry' },
      { createdAt: '2026-01-04T00:00:00Z', status: 'timed_out' },
      { createdAt: '2026-01-05T00:00:00Z', status: 'skipped', attempt: 0 },
    ]);
    const found = async (query: string): Promise<number[]> => {
      const { status, body } = await alice.get(`/api/jobs/${id}/history?sort=createdAt&${query}`);
      expect({ status, body }).toMatchObject({ status: 200 });
      const records: { id: string }[] = body._embedded['inf:job-history'];
      expect(body.total).toBe(records.length);
      return records.map((one) => ids.indexOf(one.id));
    };
    expect(await found('status=failed')).toEqual([1, 2]);
    expect(await found('status=failed,timed_out')).toEqual([1, 2, 3]);
    expect(await found('status=failed&status=skipped')).toEqual([1, 2, 4]);
    expect(await found('status=failed&trigger=retry')).toEqual([2]);
    expect(await found('status=running,queued')).toEqual([]);
    expect(await found('from=2026-01-02T00:00:00Z&to=2026-01-04T00:00:00Z')).toEqual([1, 2]);
    expect(await found('from=2026-01-04T01:00:00%2B01:00')).toEqual([3, 4]);
    expect(await found('from=2026-01-04T01:00:00+01:00')).toEqual([3, 4]);
    expect(await found('to=2026-01-02T00:00:00.001Z')).toEqual([0, 1]);
    const { body } = await alice.get(
      `/api/jobs/${id}/history?status=failed,timed_out&from=2026-01-01T00:00:00Z&limit=1`,
    );
    expect(body.total).toBe(3);
    expect(body._links.self.href).toBe(`/api/jobs/${id}/history{?sort,limit,start,status,trigger,from,to}`);
    expect(parametersOf(body._links.next.href)).toEqual({
      sort: '-createdAt',
      status: 'failed,timed_out',
      from: '2026-01-01T00:00:00.000Z',
      start: '1',
      limit: '1',
    });
    expect((await alice.get(body._links.next.href)).body._embedded['inf:job-history'][0].id).toBe(ids[2]);
  });

  it.each([
    'status=',
    'status=broken',
    'status=failed,',
    'trigger=by-hand',
    'from=yesterday',
    'from=2026-01-01',
    'from=2026-01-01T00:00:00',
    'from=2026-02-30T00:00:00Z',
    'to=%00',
    'to=1',
    'from=2026-01-01T00:00:00Z&from=2026-01-02T00:00:00Z',
  ])('%s is 400', async (query) => {
    const { id } = await createJob(alice);
    expectProblem(await alice.get(`/api/jobs/${id}/history?${query}`), 400, 'VALIDATION_FAILED');
  });

  it('refuses a period that ends before it begins', async () => {
    const { id } = await createJob(alice);
    for (const path of [`/api/jobs/${id}/history`, `/api/jobs/${id}/stats`, '/api/runs'])
      expectProblem(await alice.get(`${path}?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z`), 400, 'EMPTY_PERIOD');
  });
});

describe('GET /api/runs', () => {
  it('shows the runs of all jobs that one can see, newest first, of the last 24 hours', async () => {
    const [one, two, foreign] = [await createJob(alice), await createJob(alice), await createJob(bob)];
    const nodeId = randomUUID();
    const [older] = await record(one.id, [
      { createdAt: hoursAgo(3), status: 'failed', nodeId },
      { createdAt: hoursAgo(25), status: 'failed' },
    ]);
    const [newer] = await record(two.id, [{ createdAt: hoursAgo(2), status: 'succeeded', trigger: 'catchup' }]);
    const [other] = await record(foreign.id, [{ createdAt: hoursAgo(1), status: 'succeeded' }]);
    const { status, body } = await alice.get('/api/runs');
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['_links', '_embedded', 'start', 'count', 'total']);
    const items: { id: string; jobName: string; _links: unknown }[] = body._embedded['inf:job-run'];
    expect(items.map((item) => item.id)).toEqual([newer, older]);
    expect(items[0]).toMatchObject({ jobId: two.id, jobName: two.name, trigger: 'catchup', success: true });
    const { body: single } = await alice.get(`/api/jobs/${two.id}/history/${newer}`);
    expect(items[0]).toEqual({ ...single, jobName: two.name });

    const found = async (query: string, client = alice): Promise<string[]> => {
      const answer = await client.get(`/api/runs?${query}`);
      expect(answer.status).toBe(200);
      return answer.body._embedded['inf:job-run'].map((item: { id: string }) => item.id);
    };
    expect(await found('status=failed')).toEqual([older]);
    expect(await found('trigger=catchup')).toEqual([newer]);
    expect(await found(`jobId=${one.id}`)).toEqual([older]);
    expect(await found(`jobId=alice:${one.slug}`)).toEqual([older]);
    expect(await found(`jobId=${foreign.id}`)).toEqual([]);
    expect(await found(`jobId=${randomUUID()}`)).toEqual([]);
    expect(await found(`nodeId=${nodeId}`)).toEqual([older]);
    expect(await found(`from=${hoursAgo(26)}&status=failed`)).toHaveLength(2);
    expect(await found(`to=${hoursAgo(2.5)}`)).toHaveLength(2);
    expect(await found('queue=default')).toEqual([]);
    expect(await found('', service.as('stranger'))).toEqual([]);
    expect(await found('', service.as('root', { superuser: true }))).toEqual([other, newer, older]);
  });

  it('hides what the level on each job hides', async () => {
    const carol = service.as('carol');
    await carol.get('/api/auth/me');
    const levels = [1, 2, 3, 4];
    const jobs = await Promise.all(levels.map(() => createJob(alice)));
    for (const [index, job] of jobs.entries()) {
      await record(job.id, [{ createdAt: hoursAgo(1 + index), status: 'failed' }]);
      await shareJob(service.sql, job.id, 'carol', levels[index]!);
    }
    const { body } = await carol.get('/api/runs');
    const items: { jobId: string; error: unknown }[] = body._embedded['inf:job-run'];
    expect(items.map((item) => item.jobId)).toEqual(jobs.map((job) => job.id));
    expect(items.map((item) => item.error !== null)).toEqual([false, false, true, true]);
    await service.sql.execute({ text: `DELETE FROM job_grants WHERE principal_id = 'carol'` });
    expect((await carol.get('/api/runs')).body.total).toBe(0);
  });

  it('shows what runs and what waits, by worker pool', async () => {
    const dora = service.as('dora');
    const job = await createJob(dora, { data: { sleepMs: 600_000 }, overlap: 'allow' });
    const elsewhere = await createJob(dora, { queue: 'remote' });
    const run = (await dora.post(`/api/jobs/${job.id}`, undefined, { Prefer: 'respond-async' })).body.id;
    const found = async (query: string): Promise<string[]> =>
      (await dora.get(`/api/runs?${query}`)).body._embedded['inf:job-run'].map((item: { id: string }) => item.id);
    await eventually(async () => expect(await found('status=running')).toEqual([run]), { timeoutMs: 30_000 });
    const waiting = (await dora.post(`/api/jobs/${elsewhere.id}`, undefined, { Prefer: 'respond-async' })).body.id;
    const { nodeId } = (await dora.get(`/api/jobs/${job.id}/history/${run}`)).body;
    expect(await found('status=queued')).toEqual([waiting]);
    expect(await found('queue=default')).toEqual([run]);
    expect(await found('queue=remote')).toEqual([waiting]);
    expect(await found(`nodeId=${nodeId}`)).toEqual([run]);
    expect(await found('status=queued,running')).toEqual([waiting, run]);
    await dora.post(`/api/jobs/${job.id}/history/${run}/_cancel`);
    await dora.post(`/api/jobs/${elsewhere.id}/history/${waiting}/_cancel`);
    await eventually(async () => expect(await found('status=canceled')).toHaveLength(2), { timeoutMs: 30_000 });
  });

  it('turns its pages over a period that stands still', async () => {
    const erin = service.as('erin');
    const job = await createJob(erin);
    const ids = await record(
      job.id,
      [5, 4, 3, 2, 1].map((hours) => ({ createdAt: hoursAgo(hours), status: 'succeeded' })),
    );
    const seen: string[] = [];
    const links: string[] = [];
    for (let href: string | undefined = '/api/runs?limit=2&status=succeeded'; href;) {
      const { body } = await erin.get(href);
      seen.push(...body._embedded['inf:job-run'].map((item: { id: string }) => item.id));
      href = body._links.next?.href as string | undefined;
      if (href) links.push(href);
    }
    expect(seen).toEqual(ids.toReversed());
    expect(links.length).toBe(2);
    expect(links.map((link) => Object.keys(parametersOf(link)).sort())).toEqual(
      links.map(() => ['from', 'limit', 'start', 'status']),
    );
    expect(new Set(links.map((link) => parametersOf(link)['from'])).size).toBe(1);
  });

  it.each([
    'status=broken',
    'trigger=x',
    'jobId=x',
    'jobId=',
    'jobId=%00:a',
    'nodeId=x',
    'queue=',
    'queue=%00',
    'from=now',
    'limit=-1',
    'start=many',
  ])('%s is 400', async (query) => {
    expectProblem(await alice.get(`/api/runs?${query}`), 400, 'VALIDATION_FAILED');
  });
});

describe('GET /api/jobs/{id}/stats', () => {
  it('counts and measures known runs', async () => {
    const { id } = await createJob(alice);
    const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString();
    const ids = await record(id, [
      { createdAt: at(0), status: 'succeeded', durationMs: 100 },
      { createdAt: at(1), status: 'succeeded', durationMs: 200 },
      { createdAt: at(2), status: 'warned', durationMs: 300 },
      { createdAt: at(3), status: 'failed', durationMs: 400 },
      { createdAt: at(4), status: 'timed_out', durationMs: 1_000 },
      { createdAt: at(5), status: 'canceled', durationMs: 50_000 },
      { createdAt: at(6), status: 'canceled', attempt: 0, durationMs: 70_000 },
      { createdAt: at(7), status: 'lost', durationMs: 90_000 },
      { createdAt: at(8), status: 'skipped', attempt: 0 },
      { createdAt: at(9), status: 'missed', attempt: 0 },
      { createdAt: at(10), status: 'missed', attempt: 0, rangeCount: 40 },
      { createdAt: at(11), status: 'coalesced', attempt: 0, rangeCount: 3 },
      { createdAt: at(12), status: 'superseded', attempt: 0 },
      { createdAt: at(60), status: 'succeeded', durationMs: 5 },
    ]);
    const { status, body } = await alice.get(`/api/jobs/${id}/stats?from=${at(0)}&to=${at(60)}`);
    expect(status).toBe(200);
    const { last50, _links, ...figures } = body;
    expect(figures).toEqual({
      from: at(0),
      countedFrom: at(0),
      to: at(60),
      runs: 8,
      succeeded: 2,
      warned: 1,
      failed: 1,
      timedOut: 1,
      canceled: 2,
      lost: 1,
      skipped: 1,
      missed: 41,
      coalesced: 3,
      successRate: 0.5,
      durationMs: { p50: 300, p95: 880, max: 1_000 },
    });
    expect(_links.self).toEqual({ href: `/api/jobs/${id}/stats{?from,to}`, templated: true });
    expect(last50.map((point: { id: string }) => ids.indexOf(point.id))).toEqual([7, 5, 4, 3, 2, 1, 0]);
    expect(last50[2]).toEqual({ id: ids[4], status: 'timed_out', createdAt: at(4), durationMs: 1_000 });
  });

  it('looks at the last 30 days, and at 50 runs one by one', async () => {
    const { id } = await createJob(alice);
    const runs = Array.from({ length: 60 }, (_, index) => ({ createdAt: hoursAgo(60 - index), status: 'succeeded' }));
    const ids = await record(id, [...runs, { createdAt: hoursAgo(31 * 24), status: 'failed' }]);
    const { body } = await alice.get(`/api/jobs/${id}/stats`);
    expect(body).toMatchObject({ runs: 60, failed: 0, successRate: 1 });
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(30 * 24 * 3_600_000);
    expect(body.last50.map((point: { id: string }) => point.id)).toEqual(ids.slice(10, 60).toReversed());
  });

  it('says null where there is nothing to say, and is for everybody who can see the job', async () => {
    const { id } = await createJob(alice);
    await shareJob(service.sql, id, 'bob', 1);
    const { status, body } = await bob.get(`/api/jobs/${id}/stats`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      runs: 0,
      successRate: null,
      durationMs: { p50: null, p95: null, max: null },
      last50: [],
    });
    expectProblem(await service.as('stranger').get(`/api/jobs/${id}/stats`), 404, 'JOB_NOT_FOUND');
    for (const query of ['from=x', 'to=2026-13-01T00:00:00Z', 'from='])
      expectProblem(await alice.get(`/api/jobs/${id}/stats?${query}`), 400, 'VALIDATION_FAILED');
  });
});
