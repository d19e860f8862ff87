import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';
import { SECRET_CALL, eventsOf, makeDataset, share as shareWith, versionsOf } from '../support/working-together.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;

const ascending = (a: number, b: number): number => a - b;

beforeAll(async () => {
  service = await startTestApp({ env: { RESTRICTED_DRIVERS: 'dataset-refresh' } });
  alice = service.as('alice');
  bob = service.as('bob');
  await bob.get('/api/auth/me');
});
afterAll(() => service?.close());

const share = (jobId: string, accessLevel: number) => shareWith(alice, jobId, 'bob', accessLevel);
const restore = (client: ApiClient, jobId: string, version: unknown, rest = '', headers = {}): Promise<Answer> =>
  client.post(`/api/jobs/${jobId}/versions/${String(version)}/_restore${rest}`, undefined, headers);

describe('GET /api/jobs/{id}/versions', () => {
  it('has every saved edit, newest first, with who made it', async () => {
    const { id } = await createJob(alice, { name: 'Versioned' });
    await share(id, 3);
    const sales = await makeDataset(bob);
    await bob.put(`/api/jobs/${id}`, { notes: 'by bob' });
    await bob.post(`/api/jobs/${id}/datasets`, { alias: 'sales', datasetId: sales });
    await bob.put(`/api/jobs/${id}/datasets/sales`, { datasetId: sales, snapshots: { when: 'after' } });
    await bob.delete(`/api/jobs/${id}/datasets/sales`);
    const action = (await alice.post(`/api/jobs/${id}/actions`, { type: 'noop', name: 'Step' })).body;
    await alice.put(`/api/jobs/${id}/actions/${action.id}`, { enabled: false });
    await alice.post(`/api/jobs/${id}`);
    const { status, body } = await alice.get('/api/jobs/alice:versioned/versions?limit=2');
    expect(status).toBe(200);
    expect(body).toMatchObject({ start: 0, count: 2, total: 7 });
    expect(body._links.next.href).toBe(`/api/jobs/${id}/versions?start=2&limit=2`);
    const [newest] = body._embedded['inf:job-version'];
    expect(newest).toMatchObject({ version: 7, savedBy: 'alice', savedByName: 'alice' });
    expect(newest._links.self.href).toBe(`/api/jobs/${id}/versions/7`);
    const authors = (await versionsOf(alice, id)).map(({ version, savedBy }) => `${version} ${savedBy}`);
    expect(authors).toEqual(['7 alice', '6 alice', '5 bob', '4 bob', '3 bob', '2 bob', '1 alice']);
    expect((await alice.get(`/api/jobs/${id}`)).body._links['inf:job-versions'].href).toBe(`/api/jobs/${id}/versions`);
    expect((await alice.get(`/api/jobs/${id}/versions/4/diff`)).body.datasets.changed).toMatchObject([
      { from: { alias: 'sales', snapshots: null }, to: { datasetId: sales, snapshots: { when: 'after' } } },
    ]);
  });

  it('shows a version in full, secrets masked', async () => {
    const { id } = await createJob(alice, { type: 'api-call', data: SECRET_CALL, interval: '0 9 * * *', priority: 5 });
    const { status, body } = await alice.get(`/api/jobs/${id}/versions/1`);
    expect(status).toBe(200);
    expect(body.content).toMatchObject({
      interval: '0 9 * * *',
      intervalType: 'cron',
      enabled: false,
      policies: { priority: 5 },
      data: { ...SECRET_CALL, auth: { type: 'bearer', token: '•••' } },
      ownerId: 'alice',
      datasets: [],
      actions: [],
    });
    expect(JSON.stringify(body)).not.toMatch(/hunter2|enc:v1/);
  });

  it('shows what an edit changed, and what differs between any two', async () => {
    const { id } = await createJob(alice, { notes: 'a' });
    await alice.put(`/api/jobs/${id}`, { notes: 'b' });
    await alice.put(`/api/jobs/${id}`, { notes: 'c', maxAttempts: 4 });
    const diff = async (path: string): Promise<Answer['body']> =>
      (await alice.get(`/api/jobs/${id}/versions/${path}`)).body;
    expect(await diff('2/diff')).toMatchObject({ version: 2, against: 1, changes: { notes: { from: 'a', to: 'b' } } });
    expect((await diff('3/diff?against=1')).changes).toEqual({
      notes: { from: 'a', to: 'c' },
      maxAttempts: { from: 1, to: 4 },
    });
    expect(await diff('1/diff?against=3')).toMatchObject({ against: 3, changes: { notes: { from: 'c', to: 'a' } } });
    expect(await diff('1/diff')).toMatchObject({ version: 1, against: null, changes: {} });
  });

  it('keeps the last hundred, and what a draft started from', async () => {
    const { id } = await createJob(alice);
    await alice.post(`/api/jobs/${id}/_edit`);
    await service.sql.execute({ text: 'UPDATE jobs SET version = 150 WHERE id = $1', values: [id] });
    await service.sql.execute({
      text: `INSERT INTO job_versions SELECT job_id, n, saved_at, saved_by, content FROM job_versions, generate_series(2, 150) n WHERE job_id = $1`,
      values: [id],
    });
    await alice.put(`/api/jobs/${id}`, { notes: 'one more' });
    const kept = (await versionsOf(alice, id)).map(({ version }) => version);
    expect([kept.length, kept[0], kept[99], kept[100]]).toEqual([101, 151, 52, 1]);
    await alice.delete(`/api/jobs/${id}/draft`);
    await alice.put(`/api/jobs/${id}`, { notes: 'and one more' });
    expect((await versionsOf(alice, id)).length).toBe(100);
  });

  it('is for those who may edit', async () => {
    const { id } = await createJob(alice);
    expectProblem(await bob.get(`/api/jobs/${id}/versions`), 404, 'JOB_NOT_FOUND');
    await share(id, 2);
    for (const path of ['', '/1', '/1/diff'])
      expectProblem(await bob.get(`/api/jobs/${id}/versions${path}`), 403, 'ACCESS_DENIED');
    expectProblem(await restore(bob, id, 1), 403, 'ACCESS_DENIED');
    expect((await bob.get(`/api/jobs/${id}`)).body._links['inf:job-versions']).toBeUndefined();
  });

  it('knows no versions but its own', async () => {
    const { id } = await createJob(alice);
    for (const version of ['2', '0', '-1', 'x', '1.5', '99999999999', '1%00', randomUUID()]) {
      expectProblem(await alice.get(`/api/jobs/${id}/versions/${version}`), 404, 'VERSION_NOT_FOUND');
      expectProblem(await restore(alice, id, version), 404, 'VERSION_NOT_FOUND');
    }
    expectProblem(await alice.get(`/api/jobs/${id}/versions/1/diff?against=7`), 404, 'VERSION_NOT_FOUND');
    for (const against of ['0', 'x', '-1', '99999999999'])
      expectProblem(await alice.get(`/api/jobs/${id}/versions/1/diff?against=${against}`), 400, 'VALIDATION_FAILED');
    expectProblem(await alice.get(`/api/jobs/${id}/versions?limit=-1`), 400, 'VALIDATION_FAILED');
    expectProblem(await restore(alice, id, 1, '?force=perhaps'), 400, 'VALIDATION_FAILED');
  });
});

describe('POST /api/jobs/{id}/versions/{version}/_restore', () => {
  it('brings everything back, as a new version', async () => {
    const sales = await makeDataset(alice);
    const fields = { notes: 'first', interval: '0 9 * * *', enabled: true, timezone: 'UTC', maxAttempts: 3 };
    const { id, slug } = await createJob(alice, {
      ...fields,
      name: 'Restored',
      type: 'api-call',
      data: SECRET_CALL,
      startOn: '2026-01-01T10:00:00.500Z',
      datasets: { sales: { datasetId: sales, snapshots: { when: 'before' } } },
    });
    const action = (await alice.post(`/api/jobs/${id}/actions`, { type: 'noop', name: 'Step', data: { progress: 1 } }))
      .body;
    const good = (await alice.get(`/api/jobs/${id}`)).body;
    await alice.put(`/api/jobs/${id}`, { ...fields, name: 'Broken', startOn: null, enabled: false, maxAttempts: 1 });
    await alice.put(`/api/jobs/${id}`, { data: { method: 'GET', url: 'https://b.example/' } });
    await alice.delete(`/api/jobs/${id}/datasets/sales`);
    await alice.delete(`/api/jobs/${id}/actions/${action.id}`);
    const { status, body, headers } = await restore(alice, id, 2);
    expect([status, headers.get('etag')]).toEqual([200, '"7"']);
    const moved = { version: 7, updatedAt: body.updatedAt, warnings: [] };
    expect(body).toEqual({ ...good, ...moved });
    expect([body.slug, body.nextRunAt !== null]).toEqual([slug, true]);
    const sealed = await service.sql.rows<{ sealed: string }>({
      text: `SELECT content #>> '{data,auth,token}' AS sealed FROM job_versions WHERE job_id = $1 AND version IN (1, 7)`,
      values: [id],
    });
    expect(sealed[0]!.sealed).toMatch(/^enc:v1:/);
    expect(sealed[0]).toEqual(sealed[1]);
    expect((await alice.get(`/api/jobs/${id}/versions/7/diff?against=2`)).body.changes).toEqual({});
    expect((await eventsOf(service.sql, id)).at(-1)).toMatchObject({
      action: 'job.restored',
      changes: { version: { from: 6, to: 2 }, data: { changedKeys: ['auth', 'method', 'url'] } },
    });
  });

  it('leaves owner, shares and the lock of a superuser alone', async () => {
    const { id } = await createJob(alice, { notes: 'old' });
    await alice.put(`/api/jobs/${id}`, { notes: 'new' });
    await alice.put(`/api/jobs/${id}/owner`, { ownerId: 'bob' });
    await service.as('root', { superuser: true }).put(`/api/jobs/${id}`, { lockedAt: '2026-01-01T00:00:00Z' });
    const { body } = await restore(bob, id, 1);
    expect(body).toMatchObject({ notes: 'old', ownerId: 'bob', lockedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('honours If-Match, and one of two at once', async () => {
    const { id } = await createJob(alice, { notes: 'a' });
    await alice.put(`/api/jobs/${id}`, { notes: 'b' });
    expectProblem(await restore(alice, id, 1, '', { 'If-Match': '"1"' }), 412, 'VERSION_MISMATCH');
    const both = await Promise.all([
      restore(alice, id, 1, '', { 'If-Match': '"2"' }),
      alice.put(`/api/jobs/${id}`, { notes: 'c' }, { 'If-Match': '"2"' }),
    ]);
    expect(both.map((answer) => answer.status).sort(ascending)).toEqual([200, 412]);
  });

  it('makes a draft of the job stale, like any edit', async () => {
    const { id } = await createJob(alice, { notes: 'a' });
    await alice.put(`/api/jobs/${id}`, { notes: 'b' });
    const draft = (await alice.post(`/api/jobs/${id}/_edit`)).body;
    await restore(alice, id, 1);
    expectProblem(await alice.post(`/api/jobs/${draft.id}/_commit`), 409, 'DRAFT_STALE');
  });

  it('makes no link to a dataset that is gone, or that the restorer can’t see, unless told to go without', async () => {
    const [gone, hidden] = [await makeDataset(alice), await makeDataset(alice)];
    const { id } = await createJob(alice, { notes: 'a', datasets: { gone, hidden } });
    await share(id, 3);
    await alice.delete(`/api/jobs/${id}/datasets/gone`);
    await alice.delete(`/api/jobs/${id}/datasets/hidden`);
    await alice.delete(`/api/datasets/${gone}`);
    const refused = await restore(bob, id, 1);
    expectProblem(refused, 422, 'UNKNOWN_DATASET');
    expect(refused.body.details).toHaveLength(2);
    const owners = await restore(alice, id, 1);
    expect(owners.body.details).toEqual([{ path: 'datasets', message: expect.stringContaining('"gone"') }]);
    const { status, body } = await restore(alice, id, 1, '?force=true');
    expect([status, body.warnings.length]).toEqual([200, 1]);
    expect(body._embedded['inf:job-datasets'].map((link: { alias: string }) => link.alias)).toEqual(['hidden']);
    await alice.put(`/api/jobs/${id}`, { notes: 'b' });
    const kept = await restore(bob, id, body.version);
    expect([kept.status, kept.body._embedded['inf:job-datasets'].length]).toEqual([200, 1]);
  });

  it('needs the permission for a restricted driver only when its data changes', async () => {
    const keeper = service.as('keeper', {
      permissions: ['permission.jobs.create', 'permission.datasets.create', 'permission.drivers.dataset-refresh'],
    });
    const [first, second] = [`keeper:${await makeDataset(keeper)}`, `keeper:${await makeDataset(keeper)}`];
    const { id } = await createJob(keeper, { type: 'dataset-refresh', data: { datasetId: first } });
    await keeper.put(`/api/jobs/${id}/shares/bob`, { accessLevel: 3 });
    await keeper.put(`/api/jobs/${id}`, { notes: 'x' });
    expect((await restore(bob, id, 1)).status).toBe(200);
    await keeper.put(`/api/jobs/${id}`, { data: { datasetId: second } });
    expectProblem(await restore(bob, id, 1), 403, 'DRIVER_RESTRICTED');
    expect((await restore(keeper, id, 1)).body.data).toEqual({ datasetId: first });
  });

  it('works on a draft, too', async () => {
    const { id } = await createJob(alice);
    const draft = (await alice.post(`/api/jobs/${id}/_edit`)).body;
    await alice.put(`/api/jobs/${draft.id}`, { notes: 'x' });
    expect((await restore(alice, draft.id, 1)).body).toMatchObject({ notes: null, version: 3, editingId: id });
    expect((await versionsOf(alice, id)).length).toBe(1);
  });
});
