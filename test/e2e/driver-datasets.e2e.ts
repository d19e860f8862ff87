import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;
let root: ApiClient;
let bobs: string;
let roots: string;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api', DB_POOL: '4' } });
  alice = service.as('alice');
  bob = service.as('bob');
  root = service.as('root', { superuser: true });
  for (const client of [alice, bob, root]) await client.get('/api/auth/me');
  [bobs, roots] = [`bob:${await makeDataset(bob)}`, `root:${await makeDataset(root)}`];
});
afterAll(() => service?.close());

async function makeDataset(client: ApiClient, id = `set-${randomUUID().slice(0, 8)}`): Promise<string> {
  const source = { kind: 'http', url: 'http://127.0.0.1:9/rows', format: 'json' };
  const { status } = await client.post('/api/datasets', { id, name: id, source });
  expect(status).toBe(201);
  return id;
}

/** A job of root's that alice may edit. */
async function sharedJob(datasetId = roots): Promise<string> {
  const { id } = await createJob(root, { type: 'snapshot-cleanup', data: { datasetId, keep: 5 } });
  expect((await root.put(`/api/jobs/${id}/shares/alice`, { accessLevel: 3 })).status).toBeLessThan(300);
  return id;
}

const dataOf = async (id: string): Promise<unknown> => (await root.get(`/api/jobs/${id}`)).body.data;

describe('a dataset that a job would change', () => {
  it('needs EDIT of whoever names it, also in a job of somebody who may change everything', async () => {
    const id = await sharedJob();
    const answer = await alice.put(`/api/jobs/${id}`, { data: { datasetId: bobs, keep: 0 } });
    expectProblem(answer, 422, 'UNKNOWN_DATASET');
    expect(answer.body.details[0].path).toBe('data.datasetId');
    expect(await dataOf(id)).toEqual({ datasetId: roots, keep: 5 });
    expect((await root.put(`/api/jobs/${id}`, { data: { datasetId: bobs } })).status).toBe(200);
  });

  it('is refused in the same words whether it exists, is only readable, or is not there', async () => {
    const readable = `bob:${await makeDataset(bob)}`;
    await bob.put(`/api/datasets/${readable}/shares/alice`, { accessLevel: 1 });
    const id = await sharedJob();
    const messages: string[] = [];
    for (const datasetId of [bobs, readable, 'bob:nowhere', randomUUID(), 'nowhere']) {
      const answer = await alice.put(`/api/jobs/${id}`, { data: { datasetId } });
      expectProblem(answer, 422, 'UNKNOWN_DATASET');
      messages.push(answer.body.message.replace(datasetId, 'X'));
    }
    expect(new Set(messages).size).toBe(1);
  });

  it('stays when it is sent back as it was', async () => {
    const id = await sharedJob(bobs);
    const { status, body } = await alice.put(`/api/jobs/${id}`, { data: { datasetId: bobs, keep: 7 } });
    expect([status, body.data]).toEqual([200, { datasetId: bobs, keep: 7 }]);
  });

  it('is the one its writer meant, whoever owns the job: a bare slug is stored with its owner', async () => {
    const slug = `same-${randomUUID().slice(0, 8)}`;
    for (const client of [root, alice]) await makeDataset(client, slug);
    const id = await sharedJob();
    expect((await alice.put(`/api/jobs/${id}`, { data: { datasetId: slug } })).status).toBe(200);
    expect(await dataOf(id)).toEqual({ datasetId: `alice:${slug}` });
  });

  it('is checked in new jobs and in actions', async () => {
    const data = { datasetId: bobs };
    const job = { name: 'Mine', type: 'dataset-refresh', data };
    expectProblem(await alice.post('/api/jobs', job), 422, 'UNKNOWN_DATASET');
    const actions = `/api/jobs/${await sharedJob()}/actions`;
    expectProblem(await alice.post(actions, { type: 'snapshot-cleanup', data }), 422, 'UNKNOWN_DATASET');
    const { body } = await alice.post(actions, { type: 'snapshot-cleanup' });
    expectProblem(await alice.put(`${actions}/${body.id}`, { data }), 422, 'UNKNOWN_DATASET');
    expect((await root.put(`${actions}/${body.id}`, { data })).status).toBe(200);
  });

  it('is checked in drafts, again when they are committed, and in versions and copies', async () => {
    const mine = `bob:${await makeDataset(bob)}`;
    await bob.put(`/api/datasets/${mine}/shares/alice`, { accessLevel: 3 });
    const id = await sharedJob();
    const draft = (await alice.post(`/api/jobs/${id}/_edit`)).body.id;
    expectProblem(await alice.put(`/api/jobs/${draft}`, { data: { datasetId: bobs } }), 422, 'UNKNOWN_DATASET');
    expect((await alice.put(`/api/jobs/${draft}`, { data: { datasetId: mine } })).status).toBe(200);
    await bob.delete(`/api/datasets/${mine}/shares/alice`);
    expectProblem(await alice.post(`/api/jobs/${id}/_commit`), 422, 'UNKNOWN_DATASET');
    await root.put(`/api/jobs/${id}`, { data: { datasetId: bobs } });
    expectProblem(await alice.post(`/api/jobs/${id}/_copy`), 422, 'UNKNOWN_DATASET');
    await root.put(`/api/jobs/${id}`, { data: { datasetId: roots } });
    expectProblem(await alice.post(`/api/jobs/${id}/versions/2/_restore`), 422, 'UNKNOWN_DATASET');
    expect((await root.post(`/api/jobs/${id}/versions/2/_restore`)).status).toBe(200);
    expect((await root.post(`/api/jobs/${id}/_copy`)).status).toBe(201);
  });

  it('takes no second connection while the job is locked', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => sharedJob()));
    const answers = await Promise.all(ids.map((id) => alice.put(`/api/jobs/${id}`, { data: { datasetId: bobs } })));
    for (const answer of answers) expectProblem(answer, 422, 'UNKNOWN_DATASET');
  });
});
