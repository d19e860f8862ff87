import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';
import { SECRET_CALL, eventsOf, makeDataset, share as shareWith, versionsOf } from '../support/working-together.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { RESTRICTED_DRIVERS: 'dataset-refresh' } });
  alice = service.as('alice');
  bob = service.as('bob');
  await bob.get('/api/auth/me');
});
afterAll(() => service?.close());

const share = (jobId: string, accessLevel: number) => shareWith(alice, jobId, 'bob', accessLevel);

describe('POST /api/jobs/{id}/_copy', () => {
  it('makes a disabled job of the caller’s own, with everything but its life', async () => {
    const sales = await makeDataset(alice);
    const fields = { notes: 'n', interval: '0 9 * * *', overlap: 'queue' };
    const job = await createJob(alice, {
      ...fields,
      name: 'Template',
      type: 'api-call',
      data: SECRET_CALL,
      enabled: true,
      datasets: { sales },
    });
    await alice.post(`/api/jobs/${job.id}/actions`, { type: 'noop', name: 'Step', data: { progress: 1 } });
    await share(job.id, 4);
    const { status, body, headers } = await bob.post(`/api/jobs/${job.id}/_copy`);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/jobs/${body.id}`);
    expect(body).toMatchObject({
      ...fields,
      name: 'Template (Copy)',
      slug: 'template-copy',
      ownerId: 'bob',
      version: 1,
    });
    expect(body).toMatchObject({ enabled: false, nextRunAt: null, editingId: null, type: 'api-call' });
    expect(body.data).toEqual({ ...SECRET_CALL, auth: { type: 'bearer', token: '•••' } });
    expect(body._embedded['inf:job-actions']).toMatchObject([{ name: 'Step', data: { progress: 1 }, jobId: body.id }]);
    expect(body._embedded['inf:job-datasets']).toEqual([]);
    expect(body.warnings).toEqual([expect.stringContaining('"sales"')]);
    expectProblem(await alice.get(`/api/jobs/${body.id}`), 404, 'JOB_NOT_FOUND');
    const own = await alice.post(`/api/jobs/${job.id}/_copy`);
    expect(own.body._embedded['inf:job-datasets']).toMatchObject([{ alias: 'sales', datasetId: sales }]);
    expect((await alice.post(`/api/jobs/${job.id}/_copy`)).body.slug).toBe('template-copy-2');
    const moved = { ...body.data, url: 'https://evil.example/' };
    expectProblem(await bob.put(`/api/jobs/${body.id}`, { data: moved }), 422, 'DRIVER_DATA_INVALID');
  });

  it('takes neither data nor attachments along for those who may not see them', async () => {
    const job = await createJob(alice, { type: 'api-call', data: SECRET_CALL });
    const action = (await alice.post(`/api/jobs/${job.id}/actions`, { type: 'noop', data: { progress: 1 } })).body;
    await alice.post(`/api/jobs/${job.id}/actions/${action.id}/attachments`, { type: 'file', name: 'f.txt' });
    await share(job.id, 2);
    const { status, body } = await bob.post(`/api/jobs/${job.id}/_copy`);
    expect([status, body.data]).toEqual([201, {}]);
    const stored = await service.sql.first<{ content: object }>({
      text: 'SELECT content FROM job_versions WHERE job_id = $1',
      values: [body.id],
    });
    expect(stored!.content).toMatchObject({ data: {}, actions: [{ data: {}, attachments: [] }] });
  });

  it('needs permission.jobs.create, and that of a restricted driver', async () => {
    const { id } = await createJob(alice);
    await share(id, 3);
    const reader = service.as('bob', { permissions: [] });
    expectProblem(await reader.post(`/api/jobs/${id}/_copy`), 403, 'PERMISSION_MISSING');
    const keeper = service.as('keeper', {
      permissions: ['permission.jobs.create', 'permission.drivers.dataset-refresh'],
    });
    const restricted = await createJob(keeper, { type: 'dataset-refresh' });
    bob = service.as('bob');
    await bob.get('/api/auth/me');
    await keeper.put(`/api/jobs/${restricted.id}/shares/bob`, { accessLevel: 3 });
    expectProblem(await bob.post(`/api/jobs/${restricted.id}/_copy`), 403, 'DRIVER_RESTRICTED');
    expectProblem(await service.as('eve').post(`/api/jobs/${id}/_copy`), 404, 'JOB_NOT_FOUND');
  });
});

describe('the audit trail', () => {
  it('tells of every change of a job who made it and what it was, but no driver data', async () => {
    const { id } = await createJob(alice, { name: 'Audited', type: 'api-call', data: SECRET_CALL, maxAttempts: 2 });
    await alice.put(`/api/jobs/${id}`, { notes: 'x', startOn: '2026-01-01', data: { ...SECRET_CALL, method: 'PUT' } });
    await alice.put(`/api/jobs/${id}`, { notes: 'x' });
    const sales = await makeDataset(alice);
    await alice.post(`/api/jobs/${id}/datasets`, { alias: 'sales', datasetId: sales });
    await service.as('root', { superuser: true }).put(`/api/jobs/${id}`, { lockedAt: '2026-01-01T00:00:00Z' });
    await alice.delete(`/api/jobs/${id}`);
    const events = await eventsOf(service.sql, id);
    expect(events.map(({ action }) => action)).toEqual([
      'job.created',
      'job.updated',
      'job.datasetsChanged',
      'job.updated',
      'job.deleted',
    ]);
    const changes = events.map((event) => event.changes);
    expect(changes[0]).toMatchObject({
      name: { from: null, to: 'Audited' },
      ownerId: { from: null, to: 'alice' },
      maxAttempts: { from: 1, to: 2 },
      data: { changedKeys: ['auth', 'method', 'url'] },
    });
    expect(changes[1]).toEqual({
      notes: { from: null, to: 'x' },
      startOn: { from: null, to: expect.stringMatching(/^2026-01-01T|^2025-12-31T/) },
      data: { changedKeys: expect.arrayContaining(['method']) },
    });
    expect(changes[2]).toEqual({ datasets: { added: ['sales'] } });
    expect(changes[3]).toEqual({ lockedAt: { from: null, to: '2026-01-01T00:00:00.000Z' } });
    expect(changes[4]).toEqual({ name: { from: 'Audited', to: null }, ownerId: { from: 'alice', to: null } });
    expect(JSON.stringify(events)).not.toMatch(/hunter2|enc:v1|a\.example/);
  });

  it('tells nothing of what did not happen', async () => {
    const { id } = await createJob(alice);
    await alice.put(`/api/jobs/${id}`, { notes: 'never' }, { 'If-Match': '"9"' });
    await alice.delete(`/api/jobs/${id}/datasets/none`);
    await alice.put(`/api/jobs/${id}`, { interval: 'nonsense' });
    expect((await eventsOf(service.sql, id)).map(({ action }) => action)).toEqual(['job.created']);
    expect(await versionsOf(alice, id)).toHaveLength(1);
  });
});
