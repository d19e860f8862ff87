import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { expectProblem } from '../support/problems.js';
import { endedRun, historyPage, startRun } from '../support/run-history.js';
import { createJob, shareJob } from '../support/shares.js';

const RECORD_KEYS = [
  '_links',
  'id',
  'jobId',
  'ownerId',
  'success',
  'warnings',
  'duration',
  'data',
  'progress',
  'createdAt',
  'status',
  'trigger',
  'scheduledFor',
  'attempt',
  'reason',
  'nodeId',
  'error',
  'final',
  'range',
];
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

describe('GET /api/jobs/{id}/history', () => {
  it('is a page of records, newest first, with exactly these keys', async () => {
    const { id } = await createJob(alice, { data: { progress: 1 } });
    const ids: string[] = [];
    for (let run = 0; run < 5; run += 1) ids.push((await alice.post(`/api/jobs/${id}`)).body.id);
    const { body } = await alice.get(`/api/jobs/${id}/history?limit=2&start=2`);
    expect(Object.keys(body)).toEqual(['_links', '_embedded', 'start', 'count', 'total']);
    expect(body).toMatchObject({ start: 2, count: 2, total: 5 });
    expect(body._links.self).toEqual({
      href: `/api/jobs/${id}/history{?sort,limit,start,status,trigger,from,to}`,
      templated: true,
    });
    expect(body._links.next.href).toContain('start=4');
    expect(body._links.prev.href).toContain('start=0');
    const [record] = body._embedded['inf:job-history'];
    expect(Object.keys(record)).toEqual(RECORD_KEYS);
    expect(record).toMatchObject({
      id: ids[2],
      jobId: id,
      ownerId: 'alice',
      success: true,
      warnings: false,
      data: { sleptMs: 0 },
      status: 'succeeded',
      trigger: 'manual',
      scheduledFor: null,
      attempt: 1,
      error: null,
      final: true,
      range: null,
    });
    expect(record.duration).toEqual([record.createdAt, expect.stringMatching(/Z$/)]);
    const newest = (await history(id)).records.map((one) => one.id);
    expect(newest).toEqual(ids.toReversed());
    expect((await history(id, alice, '?sort=createdAt')).records.map((one) => one.id)).toEqual(ids);
    expect((await alice.get(`/api/jobs/${id}/history/${ids[2]}`)).body).toEqual(record);
  });

  it.each(['limit=-1', 'start=x', 'sort=status', 'sort=createdAt&sort=createdAt'])('%s is 400', async (query) => {
    const { id } = await createJob(alice);
    expectProblem(await alice.get(`/api/jobs/${id}/history?${query}`), 400, 'VALIDATION_FAILED');
  });

  it('shows results, errors and messages to editors, and to the one who ran it', async () => {
    const { id } = await createJob(alice, { data: { fail: 'Hidden words' } });
    const clients = { viewer: 1, runner: 2, editor: 3 };
    for (const [name, level] of Object.entries(clients)) {
      await service.as(name).get('/api/auth/me');
      await shareJob(service.sql, id, name, level);
    }
    const byAlice = (await alice.post(`/api/jobs/${id}`)).body.id;
    const byRunner = (await service.as('runner').post(`/api/jobs/${id}`)).body;
    expect(byRunner.error.message).toBe('Hidden words');
    const sees = async (name: string, runId: string): Promise<boolean> => {
      const { body } = await service.as(name).get(`/api/jobs/${id}/history/${runId}`);
      expect(body).toMatchObject({ success: false, status: 'failed' });
      const isOpen = JSON.stringify(body).includes('Hidden words');
      expect(body.error === null).toBe(!isOpen);
      return isOpen;
    };
    expect(await sees('viewer', byAlice)).toBe(false);
    expect(await sees('runner', byAlice)).toBe(false);
    expect(await sees('runner', byRunner.id)).toBe(true);
    expect(await sees('editor', byAlice)).toBe(true);
    expect(await sees('viewer', byRunner.id)).toBe(false);
    expect(JSON.stringify(await history(id, service.as('viewer')))).not.toContain('Hidden words');
    await alice.put(`/api/jobs/${id}`, { data: {} });
    const good = (await alice.post(`/api/jobs/${id}`)).body.id;
    const shown = async (name: string) => (await service.as(name).get(`/api/jobs/${id}/history/${good}`)).body.data;
    expect([await shown('viewer'), await shown('editor')]).toEqual([null, { sleptMs: 0 }]);
  });
});

describe('a record', () => {
  it('is deleted by editors, not while it runs', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 600_000 } });
    await service.as('watcher').get('/api/auth/me');
    await shareJob(service.sql, id, 'watcher', 2);
    const runId = await startSleeper(id);
    const path = `/api/jobs/${id}/history/${runId}`;
    expectProblem(await alice.delete(path), 409, 'RUN_UNDER_WAY');
    expect((await service.as('watcher').post(`${path}/_cancel`)).status).toBe(202);
    expect(await ended(id, runId)).toMatchObject({ status: 'canceled', success: false, final: true });
    expectProblem(await alice.post(`${path}/_cancel`), 409, 'RUN_ENDED');
    expectProblem(await service.as('watcher').delete(path), 403, 'ACCESS_DENIED');
    expect((await alice.delete(path)).status).toBe(204);
    for (const answer of [await alice.get(path), await alice.delete(path), await alice.post(`${path}/_cancel`)])
      expectProblem(answer, 404, 'RUN_NOT_FOUND');
  });

  it('of another job, or of none, is not found', async () => {
    const [one, two] = [await createJob(alice), await createJob(alice)];
    const runId = (await alice.post(`/api/jobs/${one.id}`)).body.id;
    for (const id of [runId, 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'nonsense', '%00', "'"]) {
      expectProblem(await alice.get(`/api/jobs/${two.id}/history/${id}`), 404, 'RUN_NOT_FOUND');
      expectProblem(await alice.delete(`/api/jobs/${two.id}/history/${id}`), 404, 'RUN_NOT_FOUND');
    }
    expect((await history(one.id)).total).toBe(1);
    expectProblem(await service.as('stranger').get(`/api/jobs/${one.id}/history/${runId}`), 404, 'JOB_NOT_FOUND');
  });
});

describe('_cancel', () => {
  it('needs run access', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 600_000 } });
    await service.as('onlooker').get('/api/auth/me');
    await shareJob(service.sql, id, 'onlooker', 1);
    const runId = await startSleeper(id);
    const path = `/api/jobs/${id}/history/${runId}/_cancel`;
    expectProblem(await service.as('onlooker').post(path), 403, 'ACCESS_DENIED');
    expectProblem(await service.as('stranger').post(path), 404, 'JOB_NOT_FOUND');
    expect((await alice.get(`/api/jobs/${id}/history/${runId}`)).body.status).toBe('running');
    expect((await alice.post(path)).status).toBe(202);
    await ended(id, runId);
  });

  it('answers the one who waits for the run', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 600_000 } });
    const waiting = alice.post(`/api/jobs/${id}`);
    const runId = await eventually(async () => {
      const { records } = await history(id);
      expect(records[0]?.status).toBe('running');
      return records[0].id as string;
    }, patience);
    await alice.post(`/api/jobs/${id}/history/${runId}/_cancel`);
    const { status, body } = await waiting;
    expect([status, body.success, body.status]).toEqual([200, false, 'canceled']);
    expect(body.history[0].result).toEqual({ key: 'job:status.canceled', success: false });
  });

  it('takes a run away that still waits', async () => {
    const { id } = await createJob(alice, {
      overlap: 'queue',
      interval: '0 0 1 1 *',
      enabled: true,
      data: { sleepMs: 600_000 },
    });
    const running = await startSleeper(id);
    await service.sql.execute({
      text: `UPDATE job_schedules SET due_at = clock_timestamp() WHERE job_id = $1`,
      values: [id],
    });
    await service.sql.execute({ text: `SELECT pg_notify('punctual_schedule', '')` });
    const queued = await eventually(async () => {
      const found = (await history(id)).records.find((record) => record.status === 'queued');
      expect(found).toMatchObject({ success: null, final: false, trigger: 'schedule' });
      return found;
    }, patience);
    expectProblem(await alice.delete(`/api/jobs/${id}/history/${queued.id}`), 409, 'RUN_UNDER_WAY');
    expect((await alice.post(`/api/jobs/${id}/history/${queued.id}/_cancel`)).status).toBe(202);
    expect(await ended(id, queued.id)).toMatchObject({
      status: 'canceled',
      final: true,
      scheduledFor: queued.scheduledFor,
      error: { code: 'CANCELED' },
    });
    await alice.post(`/api/jobs/${id}/history/${running}/_cancel`);
    await ended(id, running);
    expect((await history(id)).total).toBe(2);
  });
});
