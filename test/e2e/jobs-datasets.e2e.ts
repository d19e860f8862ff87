import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';
import { createJob, shareJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  alice = service.as('alice');
  bob = service.as('bob');
  const source = { kind: 'inline', rows: [{ amount: 1 }] };
  for (const [client, id] of [
    [alice, 'sales'],
    [alice, 'costs'],
    [bob, 'hidden'],
  ] as const)
    expect((await client.post('/api/datasets', { id, name: id, source })).status).toBe(201);
});
afterAll(() => service?.close());

describe('the dataset links of a job', () => {
  it('are made, listed, changed and removed; each counts as an edit of the job', async () => {
    const { id } = await createJob(alice);
    const path = `/api/jobs/${id}/datasets`;
    const made = await alice.post(path, { alias: 'sales', datasetId: 'sales' });
    expect([made.status, made.headers.get('location')]).toEqual([201, `${path}/sales`]);
    expect(made.body).toMatchObject({ alias: 'sales', jobId: id, datasetId: 'sales', index: 0, snapshots: null });
    const snapshots = { when: 'after', snapshotDatasets: ['sales', { datasetId: 'alice:costs' }] };
    const second = await alice.post(path, { alias: 'costs', datasetId: 'alice:costs', snapshots });
    expect(second.body).toMatchObject({
      index: 1,
      datasetId: 'costs',
      snapshots: { when: 'after', snapshotDatasets: [{ datasetId: 'sales' }, { datasetId: 'costs' }] },
    });
    const listed = (await alice.get(path)).body;
    expect(listed._embedded['inf:dataset'].map((link: { alias: string }) => link.alias)).toEqual(['sales', 'costs']);
    expect(listed).toMatchObject({ start: 0, count: 2, total: 2, _links: { self: { href: path } } });
    expect((await alice.get(`/api/jobs/${id}`)).body._embedded['inf:job-datasets']).toHaveLength(2);
    const changed = await alice.put(`${path}/sales`, { datasetId: 'costs', snapshots: { when: 'before' } });
    expect([changed.status, changed.body.datasetId, changed.body.index]).toEqual([200, 'costs', 0]);
    expect(changed.body.snapshots).toEqual({ when: 'before', snapshotDatasets: [{ datasetId: 'costs' }] });
    expect((await alice.get(`${path}/sales`)).body).toEqual(changed.body);
    expect((await alice.put(`${path}/sales`, { datasetId: 'costs', snapshots: null })).body.snapshots).toBeNull();
    expect((await alice.delete(`${path}/sales`)).status).toBe(204);
    expectProblem(await alice.get(`${path}/sales`), 404, 'DATASET_LINK_NOT_FOUND');
    expectProblem(await alice.delete(`${path}/sales`), 404, 'DATASET_LINK_NOT_FOUND');
    expectProblem(await alice.put(`${path}/sales`, { datasetId: 'costs' }), 404, 'DATASET_LINK_NOT_FOUND');
    expect((await alice.get(`/api/jobs/${id}`)).headers.get('etag')).toBe('"6"');
  });

  it('take an alias once', async () => {
    const { id } = await createJob(alice, { datasets: { sales: 'sales' } });
    const body = { alias: 'sales', datasetId: 'costs' };
    expectProblem(await alice.post(`/api/jobs/${id}/datasets`, body), 409, 'ALIAS_TAKEN');
    expect((await alice.get(`/api/jobs/${id}/datasets/sales`)).body.datasetId).toBe('sales');
    expect((await alice.get(`/api/jobs/${id}`)).headers.get('etag')).toBe('"1"');
  });

  it.each(['nowhere', 'hidden', 'bob:hidden', randomUUID(), '', "' OR 1=1"])(
    'refuse %j, which is not there or not readable, alike',
    async (datasetId) => {
      const { id } = await createJob(alice, { datasets: { sales: 'sales' } });
      const path = `/api/jobs/${id}/datasets`;
      expectProblem(await alice.post(path, { alias: 'x', datasetId }), 422, 'UNKNOWN_DATASET');
      expectProblem(await alice.put(`${path}/sales`, { datasetId }), 422, 'UNKNOWN_DATASET');
      const snapshots = { when: 'before', snapshotDatasets: [datasetId] };
      const frozen = { datasetId: 'sales', snapshots };
      expectProblem(await alice.post(path, { alias: 'x', ...frozen }), 422, 'UNKNOWN_DATASET');
      const fields = { name: 'Never', type: 'noop' };
      expectProblem(await alice.post('/api/jobs', { ...fields, datasets: { x: datasetId } }), 422, 'UNKNOWN_DATASET');
      expectProblem(await alice.post('/api/jobs', { ...fields, datasets: { x: frozen } }), 422, 'UNKNOWN_DATASET');
      const links = (await alice.get(path)).body._embedded['inf:dataset'];
      expect(links.map((link: { datasetId: string }) => link.datasetId)).toEqual(['sales']);
    },
  );

  it.each([
    { alias: 'x' },
    { datasetId: 'sales' },
    { alias: 'has space', datasetId: 'sales' },
    { alias: 5, datasetId: 'sales' },
    { alias: 'x', datasetId: ['sales'] },
    { alias: 'x', datasetId: 'sales', when: 'before' },
    { alias: 'x', datasetId: 'sales', snapshots: 'before' },
    { alias: 'x', datasetId: 'sales', snapshots: { when: 'during' } },
    { alias: 'x', datasetId: 'sales', snapshots: { when: 'before', snapshotDatasets: 'sales' } },
    { alias: 'x', datasetId: 'sales', snapshots: { when: 'before', extra: true } },
  ])('refuse the malformed %j', async (body) => {
    const { id } = await createJob(alice);
    expectProblem(await alice.post(`/api/jobs/${id}/datasets`, body), 400, 'VALIDATION_FAILED');
    expect((await alice.get(`/api/jobs/${id}/datasets`)).body.total).toBe(0);
  });

  it('are changed by editors only, with the datasets that they themselves can read', async () => {
    const { id } = await createJob(alice, { datasets: { sales: 'sales' } });
    const path = `/api/jobs/${id}/datasets`;
    await shareJob(service.sql, id, 'bob', 2);
    expect((await bob.get(path)).body.total).toBe(1);
    for (const answer of [
      await bob.post(path, { alias: 'x', datasetId: 'hidden' }),
      await bob.put(`${path}/sales`, { datasetId: 'hidden' }),
      await bob.delete(`${path}/sales`),
    ])
      expectProblem(answer, 403, 'ACCESS_DENIED');
    await service.sql.execute({
      text: 'UPDATE job_grants SET level = 3 WHERE job_id = $1 AND source = $2',
      values: [id, 'share'],
    });
    expect((await bob.post(path, { alias: 'x', datasetId: 'hidden' })).status).toBe(201);
    expectProblem(await bob.post(path, { alias: 'y', datasetId: 'alice:sales' }), 422, 'UNKNOWN_DATASET');
    expectProblem(await service.as('stranger').get(path), 404, 'JOB_NOT_FOUND');
  });

  it('of a job that is deleted at the same moment are refused, and so are datasets that go', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await createJob(alice);
      const source = { kind: 'inline', rows: [] };
      await alice.post('/api/datasets', { id: `fleeting-${round}`, name: 'Fleeting', source });
      const links = ['a', 'b', 'c'].flatMap((alias) => [
        alice.post(`/api/jobs/${id}/datasets`, { alias, datasetId: 'sales' }),
        alice.post(`/api/jobs/${id}/datasets`, { alias: `${alias}2`, datasetId: `fleeting-${round}` }),
      ]);
      const gone = [alice.delete(`/api/jobs/${id}`), alice.delete(`/api/datasets/fleeting-${round}`)];
      const statuses = (await Promise.all([...links, ...gone])).map((answer) => answer.status);
      expect(statuses.filter((status) => ![201, 204, 404, 409, 422].includes(status))).toEqual([]);
    }
  });

  it('are numbered without gaps when many are made at once', async () => {
    const { id } = await createJob(alice);
    const aliases = Array.from({ length: 8 }, (_, index) => `a${index}`);
    const answers = await Promise.all(
      aliases.map((alias) => alice.post(`/api/jobs/${id}/datasets`, { alias, datasetId: 'sales' })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(aliases.map(() => 201));
    const links = (await alice.get(`/api/jobs/${id}/datasets`)).body._embedded['inf:dataset'];
    expect(links.map((link: { index: number }) => link.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
