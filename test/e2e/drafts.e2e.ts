import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Answer, ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';
import { commit, edit, makeDataset, share as shareWith } from '../support/working-together.js';

let service: TestApp;
let alice: ApiClient;
let bob: ApiClient;
let root: ApiClient;

const ascending = (a: number, b: number): number => a - b;

beforeAll(async () => {
  service = await startTestApp({ env: { RESTRICTED_DRIVERS: 'dataset-refresh' } });
  alice = service.as('alice');
  bob = service.as('bob');
  root = service.as('root', { superuser: true });
  for (const client of [alice, bob, root]) await client.get('/api/auth/me');
});
afterAll(() => service?.close());

const share = (jobId: string, principalId: string, level: number) => shareWith(alice, jobId, principalId, level);
const shown = async (id: string, client = alice): Promise<Answer['body']> => (await client.get(`/api/jobs/${id}`)).body;
const nine = { interval: '0 9 * * *', timezone: 'UTC', enabled: true };

describe('POST /api/jobs/{id}/_edit', () => {
  it('does what the source document shows, and gives the full draft', async () => {
    const job = await createJob(alice, { name: 'Daily Sales Report', notes: 'n', data: { sleepMs: 1 }, ...nine });
    const { status, body, headers } = await alice.post('/api/jobs/alice:daily-sales-report/_edit');
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Daily Sales Report (Draft)', editingId: job.id });
    expect(body).toMatchObject({ slug: null, naturalId: null, ownerId: 'alice', nextRunAt: null, notes: 'n', ...nine });
    expect(body).toMatchObject({ data: { sleepMs: 1 }, version: 1, lastRunAt: null, createdAt: job.createdAt });
    expect(body._links['inf:job-original']).toEqual({ href: `/api/jobs/${job.id}` });
    expect([headers.get('location'), headers.get('etag')]).toEqual([`/api/jobs/${body.id}`, '"1"']);
    expect(body).toEqual(await shown(body.id));
    expect(Object.keys(body).sort()).toEqual(Object.keys(await shown(job.id)).sort());
    expect(await shown(job.id)).toMatchObject({ editingId: null, version: 1, name: 'Daily Sales Report' });
  });

  it('gives the same draft again', async () => {
    const { id } = await createJob(alice);
    const first = await edit(alice, id);
    await alice.put(`/api/jobs/${first.id}`, { notes: 'work' });
    const again = await alice.post(`/api/jobs/${id}/_edit`);
    expect([again.status, again.body.id, again.body.notes]).toEqual([200, first.id, 'work']);
    expect((await alice.get(`/api/jobs/${id}/draft`)).body.id).toBe(first.id);
    expect((await alice.get(`/api/jobs/${first.id}/draft`)).body.id).toBe(first.id);
  });

  it('makes one draft of many requests at once, and one for each user', async () => {
    const { id } = await createJob(alice);
    await share(id, 'bob', 3);
    const answers = await Promise.all(
      [alice, alice, alice, bob, bob].map((client) => client.post(`/api/jobs/${id}/_edit`)),
    );
    expect(answers.map((answer) => answer.status).sort(ascending)).toEqual([200, 200, 200, 201, 201]);
    expect(new Set(answers.slice(0, 3).map((answer) => answer.body.id)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(2);
  });

  it('needs edit: strangers are told nothing, runners are refused', async () => {
    const { id } = await createJob(alice);
    expectProblem(await bob.post(`/api/jobs/${id}/_edit`), 404, 'JOB_NOT_FOUND');
    await share(id, 'bob', 2);
    expectProblem(await bob.post(`/api/jobs/${id}/_edit`), 403, 'ACCESS_DENIED');
    expectProblem(await bob.post(`/api/jobs/${id}/_commit`), 403, 'ACCESS_DENIED');
    expectProblem(await bob.get(`/api/jobs/${id}/draft`), 403, 'ACCESS_DENIED');
  });

  it('copies links, actions and attachments, whose ids come back with the commit', async () => {
    const sales = await makeDataset(alice);
    const { id } = await createJob(alice, { datasets: { sales: { datasetId: sales, snapshots: { when: 'before' } } } });
    const action = (
      await alice.post(`/api/jobs/${id}/actions`, { type: 'noop', name: 'After', condition: 'onFailure' })
    ).body;
    const attached = `/api/jobs/${id}/actions/${action.id}/attachments`;
    const attachment = (await alice.post(attached, { type: 'dataset', data: { dataset: 'sales', format: 'csv' } }))
      .body;
    const draft = await edit(alice, id);
    expect(draft._embedded['inf:job-datasets']).toMatchObject([{ alias: 'sales', datasetId: sales, jobId: draft.id }]);
    const [copied] = draft._embedded['inf:job-actions'];
    expect(copied).toMatchObject({ name: 'After', condition: 'onFailure', type: 'noop' });
    expect(copied.id).not.toBe(action.id);
    expect((await alice.get(`/api/jobs/${id}/draft/diff`)).body).toMatchObject({
      changes: {},
      datasets: { added: [], removed: [], changed: [] },
      actions: { added: [], removed: [], changed: [] },
    });
    await alice.put(`/api/jobs/${draft.id}/actions/${copied.id}`, { name: 'Afterwards' });
    const added = (await alice.post(`/api/jobs/${draft.id}/actions`, { type: 'noop', name: 'Last' })).body;
    await alice.delete(`/api/jobs/${draft.id}/datasets/sales`);
    await alice.post(`/api/jobs/${draft.id}/datasets`, { alias: 'other', datasetId: sales });
    const diff = (await alice.get(`/api/jobs/${id}/draft/diff`)).body;
    expect(diff.datasets).toMatchObject({
      added: [{ alias: 'other', datasetId: sales }],
      removed: [{ alias: 'sales' }],
    });
    expect(diff.actions.changed).toMatchObject([
      { from: { name: 'After' }, to: { name: 'Afterwards', id: action.id } },
    ]);
    expect(diff.actions.added).toMatchObject([{ name: 'Last', id: added.id }]);
    expect((await shown(id))._embedded['inf:job-actions']).toMatchObject([{ name: 'After' }]);
    const { body } = await commit(alice, draft.id);
    expect(body._embedded['inf:job-datasets']).toMatchObject([{ alias: 'other', jobId: id }]);
    expect(body._embedded['inf:job-actions'].map((step: { id: string; name: string }) => [step.id, step.name])).toEqual(
      [
        [action.id, 'Afterwards'],
        [added.id, 'Last'],
      ],
    );
    expect((await alice.get(`${attached}/${attachment.id}`)).body).toMatchObject({
      data: { dataset: 'sales', format: 'csv' },
      jobActionId: action.id,
    });
  });
});

describe('a draft', () => {
  it('is listed nowhere and claims no slug', async () => {
    const job = await createJob(alice, { name: 'Hidden drafts' });
    const draft = await edit(alice, job.id);
    await edit(root, job.id);
    for (const client of [alice, root]) {
      const found = (await client.get('/api/jobs?q=hidden')).body;
      expect([found.total, found._embedded['inf:job'].map((item: { id: string }) => item.id)]).toEqual([1, [job.id]]);
      const flat: { id: string; editingId?: string }[] = (await client.get('/api/jobs-list?q=hidden')).body;
      expect(flat.map((item) => item.id)).not.toContain(draft.id);
    }
    const named = await createJob(alice, { name: 'Hidden drafts (Draft)' });
    expect(named.slug).toBe('hidden-drafts-draft');
  });

  it('is its creator’s alone: not even the owner or a superuser reaches it', async () => {
    const { id } = await createJob(alice);
    await share(id, 'bob', 3);
    const draft = await edit(bob, id);
    for (const client of [alice, root]) {
      expectProblem(await client.get(`/api/jobs/${draft.id}`), 404, 'JOB_NOT_FOUND');
      expectProblem(await commit(client, draft.id), 404, 'JOB_NOT_FOUND');
      expectProblem(await client.delete(`/api/jobs/${draft.id}`), 404, 'JOB_NOT_FOUND');
      expectProblem(await client.get(`/api/jobs/${id}/draft`), 404, 'DRAFT_NOT_FOUND');
    }
    expect(await shown(draft.id, bob)).toMatchObject({ ownerId: 'bob', editingId: id, permissions: { edit: true } });
  });

  it('is out of reach while its creator may not edit the original, and there again afterwards', async () => {
    const { id } = await createJob(alice);
    await share(id, 'bob', 3);
    const draft = await edit(bob, id);
    await share(id, 'bob', 2);
    expectProblem(await bob.get(`/api/jobs/${draft.id}`), 404, 'JOB_NOT_FOUND');
    expectProblem(await bob.post(`/api/jobs/${draft.id}`), 404, 'JOB_NOT_FOUND');
    expectProblem(await commit(bob, draft.id), 404, 'JOB_NOT_FOUND');
    await share(id, 'bob', 3);
    expect((await bob.get(`/api/jobs/${draft.id}`)).status).toBe(200);
  });

  it('is changed and test-run by its own id, and never due', async () => {
    const sales = await makeDataset(alice);
    const { id } = await createJob(alice, { data: { progress: 1 }, ...nine });
    const draft = await edit(alice, id);
    const changes = { interval: '* * * * * *', enabled: true, data: { progress: 2 }, notes: null };
    const changed = await alice.put(`/api/jobs/${draft.id}`, changes, { 'If-Match': '"1"' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ ...changes, nextRunAt: null });
    expectProblem(await alice.put(`/api/jobs/${draft.id}`, {}, { 'If-Match': '"1"' }), 412, 'VERSION_MISMATCH');
    expect((await alice.post(`/api/jobs/${draft.id}/datasets`, { alias: 's', datasetId: sales })).status).toBe(201);
    const run = await alice.post(`/api/jobs/${draft.id}`);
    expect([run.status, run.body.success]).toEqual([200, true]);
    const history = (await alice.get(`/api/jobs/${draft.id}/history`)).body;
    expect([history.total, history._embedded['inf:job-history'][0].data !== undefined]).toEqual([1, true]);
    expect((await alice.get(`/api/jobs/${id}/history`)).body.total).toBe(0);
    const { version: _version, updatedAt: _at, warnings: _warnings, ...sent } = await shown(draft.id);
    expect((await alice.put(`/api/jobs/${draft.id}`, sent)).status).toBe(200);
    const due = await service.sql.rows({
      text: `SELECT s.due_at FROM job_schedules s WHERE s.job_id = $1`,
      values: [draft.id],
    });
    expect(due).toEqual([{ due_at: null }]);
    expect((await alice.get(`/api/jobs/${draft.id}/history`)).body.total).toBe(1);
  });

  it('leaves shares, owner, favorite and further drafts to its original', async () => {
    const { id } = await createJob(alice);
    const draft = await edit(alice, id);
    const refused: [string, string, unknown?][] = [
      ['POST', '_edit'],
      ['GET', 'shares'],
      ['GET', 'shares/bob'],
      ['PUT', 'shares/bob', { accessLevel: 1 }],
      ['DELETE', 'shares/bob'],
      ['GET', 'access'],
      ['GET', 'owner'],
      ['PUT', 'owner', { ownerId: 'bob' }],
      ['GET', 'favorite'],
      ['PUT', 'favorite'],
      ['DELETE', 'favorite'],
    ];
    for (const [method, path, body] of refused)
      expectProblem(await alice.send(method, `/api/jobs/${draft.id}/${path}`, body), 409, 'DRAFT_OPERATION');
  });

  it('follows the superuser’s lock of its original', async () => {
    const { id } = await createJob(alice);
    const draft = await edit(alice, id);
    await root.put(`/api/jobs/${id}`, { lockedAt: '2026-01-01T00:00:00Z' });
    expectProblem(await alice.post(`/api/jobs/${draft.id}`), 409, 'JOB_LOCKED');
    expect((await shown(draft.id)).lockedAt).toBe('2026-01-01T00:00:00.000Z');
    await root.put(`/api/jobs/${id}`, { lockedAt: null });
    expect((await alice.post(`/api/jobs/${draft.id}`)).body.success).toBe(true);
  });

  it('needs the permission for a restricted driver, as the job itself does', async () => {
    const keeper = service.as('keeper', {
      permissions: ['permission.jobs.create', 'permission.drivers.dataset-refresh'],
    });
    const { id } = await createJob(keeper, { type: 'dataset-refresh' });
    await keeper.put(`/api/jobs/${id}/shares/bob`, { accessLevel: 3 });
    const draft = await edit(bob, id);
    expectProblem(await bob.put(`/api/jobs/${draft.id}`, { data: { datasetId: 'x' } }), 403, 'DRIVER_RESTRICTED');
    await bob.put(`/api/jobs/${draft.id}`, { notes: 'plain' });
    expect((await commit(bob, id)).body.notes).toBe('plain');
  });

  it('goes with its creator’s account', async () => {
    const { id } = await createJob(alice);
    const leaver = service.as('leaver');
    await leaver.get('/api/auth/me');
    await alice.put(`/api/jobs/${id}/shares/leaver`, { accessLevel: 3 });
    const draft = await edit(leaver, id);
    await leaver.post(`/api/jobs/${draft.id}`);
    expect((await root.delete('/api/users/leaver')).status).toBe(204);
    const left = await service.sql.rows({
      text: 'SELECT id FROM jobs WHERE id = $1 UNION ALL SELECT id FROM job_runs WHERE job_id = $1',
      values: [draft.id],
    });
    expect(left).toEqual([]);
    expect((await alice.get(`/api/jobs/${id}`)).status).toBe(200);
  });

  it('keeps a name that still fits, however long the original’s is', async () => {
    const name = 'n'.repeat(255);
    const { id } = await createJob(alice, { name });
    const draft = await edit(alice, id);
    expect([draft.name.length, draft.name.endsWith(' (Draft)')]).toEqual([255, true]);
    expect((await alice.put(`/api/jobs/${draft.id}`, { name: draft.name })).status).toBe(200);
    expect((await commit(alice, id)).body.name).toBe(name);
  });
});
