import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

interface Event {
  id: string;
  at: string;
  actorId: string | null;
  actorName: string | null;
  subjectKind: string;
  subjectId: string;
  action: string;
  changes: Record<string, { from?: unknown; to?: unknown; changed?: true }>;
}

let service: TestApp;
let root: ApiClient;
let alice: ApiClient;
let bob: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  root = service.as('root', { superuser: true });
  alice = service.as('alice', { name: 'Alice Liddell' });
  bob = service.as('bob', { permissions: [] });
  for (const client of [root, alice, bob]) await client.get('/api/auth/me');
});
afterAll(() => service?.close());

const events = async (path: string, client = root): Promise<Event[]> =>
  (await client.get(path)).body._embedded['inf:audit-event'];
const about = (kind: string, id: string): Promise<Event[]> =>
  events(`/api/audit?subjectKind=${kind}&subjectId=${encodeURIComponent(id)}`);
const actions = (list: Event[]): string[] => list.map((event) => event.action);

describe('GET /api/jobs/{id}/audit', () => {
  it('tells who changed what, newest first, to editors', async () => {
    const job = await createJob(alice, { name: 'Watched report' });
    await alice.put(`/api/jobs/${job.id}`, { notes: 'first note' });
    await alice.put(`/api/jobs/${job.id}/shares/bob`, { accessLevel: 3 });
    await bob.put(`/api/jobs/${job.id}`, { notes: 'second note' });
    const { status, body } = await bob.get(`/api/jobs/${encodeURIComponent(job.naturalId)}/audit`);
    expect(status).toBe(200);
    expect(body._links.self).toEqual({ href: `/api/jobs/${job.id}/audit{?limit,start}`, templated: true });
    const list: Event[] = body._embedded['inf:audit-event'];
    expect(actions(list)).toEqual(['job.updated', 'job.shared', 'job.updated', 'job.created']);
    expect(Object.keys(list[0]!)).toEqual([
      'id',
      'at',
      'actorId',
      'actorName',
      'subjectKind',
      'subjectId',
      'action',
      'changes',
    ]);
    expect(list[0]).toMatchObject({ actorId: 'bob', subjectKind: 'job', subjectId: job.id });
    expect(list[0]!.changes['notes']).toEqual({ from: 'first note', to: 'second note' });
    expect(list[1]).toMatchObject({ actorName: 'Alice Liddell', changes: { bob: { from: 0, to: 3 } } });
  });

  it('tells who canceled a run, and who deleted one', async () => {
    const { id } = await createJob(alice);
    await alice.put(`/api/jobs/${id}/shares/bob`, { accessLevel: 2 });
    const { body: run } = await alice.post(`/api/jobs/${id}`, undefined, { Prefer: 'respond-async' });
    const path = `/api/jobs/${id}/history/${run.id}`;
    expect((await bob.post(`${path}/_cancel`)).status).toBe(202);
    const { createdAt } = (await alice.get(path)).body;
    expect((await alice.delete(path)).status).toBe(204);
    expectProblem(await alice.delete(path), 404, 'RUN_NOT_FOUND');
    const [deleted, canceled] = await events(`/api/jobs/${id}/audit`);
    const record = { id: run.id, status: 'canceled', createdAt };
    expect(deleted).toMatchObject({
      action: 'job.runDeleted',
      actorId: 'alice',
      changes: { run: { from: record, to: null } },
    });
    expect(canceled).toMatchObject({
      action: 'job.runCanceled',
      actorId: 'bob',
      changes: { run: { from: { ...record, status: 'queued' }, to: record } },
    });
  });

  it('is paged', async () => {
    const job = await createJob(alice);
    for (let count = 1; count <= 4; count += 1) await alice.put(`/api/jobs/${job.id}`, { notes: `note ${count}` });
    const { body } = await alice.get(`/api/jobs/${job.id}/audit?limit=2&start=2`);
    expect(body).toMatchObject({ start: 2, count: 2, total: 5 });
    expect(Object.keys(body._links)).toEqual(['self', 'first', 'prev', 'next', 'last']);
    const all: Event[] = await events(`/api/jobs/${job.id}/audit`, alice);
    expect(body._embedded['inf:audit-event']).toEqual(all.slice(2, 4));
    expectProblem(await alice.get(`/api/jobs/${job.id}/audit?limit=-1`), 400, 'VALIDATION_FAILED');
  });

  it('is for editors: 403 to viewers and runners, 404 to strangers', async () => {
    const job = await createJob(alice);
    expectProblem(await bob.get(`/api/jobs/${job.id}/audit`), 404, 'JOB_NOT_FOUND');
    await alice.put(`/api/jobs/${job.id}/shares/bob`, { accessLevel: 2 });
    expectProblem(await bob.get(`/api/jobs/${job.id}/audit`), 403, 'ACCESS_DENIED');
  });
});

describe('a job', () => {
  it('is changed and deleted only in the version that If-Match names', async () => {
    const job = await createJob(alice);
    const path = `/api/jobs/${job.id}`;
    const stale = { 'If-Match': `"${job.version}"` };
    const changed = await alice.patch(path, { notes: 'newer' }, stale);
    expect(changed.status).toBe(200);
    expectProblem(await alice.put(path, { notes: 'older' }, stale), 412, 'VERSION_MISMATCH');
    expectProblem(await alice.delete(path, stale), 412, 'VERSION_MISMATCH');
    expect((await alice.delete(path, { 'If-Match': changed.headers.get('etag')! })).status).toBe(204);
    expect(actions(await about('job', job.id))).toEqual(['job.deleted', 'job.updated', 'job.created']);
  });
});

describe('GET /api/audit', () => {
  it('is for superusers, and keeps what is told of deleted jobs', async () => {
    const job = await createJob(alice, { name: 'Short-lived' });
    await alice.delete(`/api/jobs/${job.id}`);
    expectProblem(await alice.get(`/api/jobs/${job.id}/audit`), 404, 'JOB_NOT_FOUND');
    expectProblem(await root.get(`/api/jobs/${job.id}/audit`), 404, 'JOB_NOT_FOUND');
    expectProblem(await alice.get('/api/audit'), 403, 'SUPERUSER_NEEDED');
    expect(actions(await about('job', job.id))).toEqual(['job.deleted', 'job.created']);
  });

  it('filters by actor, kind and thing, and refuses kinds that there are not', async () => {
    await createJob(service.as('dora'));
    const byDora = await events('/api/audit?actorId=dora');
    expect(new Set(byDora.map((event) => event.actorId))).toEqual(new Set(['dora']));
    expect(new Set((await events('/api/audit?subjectKind=job&limit=1000')).map((e) => e.subjectKind))).toEqual(
      new Set(['job']),
    );
    const times = (await events('/api/audit?limit=1000')).map((event) => Date.parse(event.at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expectProblem(await root.get('/api/audit?subjectKind=cat'), 400, 'VALIDATION_FAILED');
    expect(await events('/api/audit?actorId=nobody')).toEqual([]);
  });
});

describe('a token', () => {
  it('leaves an event when it is made and when it is revoked, never its text', async () => {
    const { id, token } = (await alice.post('/api/tokens', { name: 'CI' })).body;
    expect((await alice.delete(`/api/tokens/${id}`)).status).toBe(204);
    const list = await about('token', id);
    expect(actions(list)).toEqual(['token.revoked', 'token.created']);
    expect(list[1]).toMatchObject({ actorId: 'alice', changes: { name: { from: null, to: 'CI' } } });
    expect(JSON.stringify(await events('/api/audit?limit=1000'))).not.toContain(token);
    expectProblem(await alice.delete(`/api/tokens/${id}`), 404, 'TOKEN_NOT_FOUND');
    expect(await about('token', id)).toHaveLength(2);
  });
});

describe('an account', () => {
  it('leaves events with what changed; of passwords only that there is a new one', async () => {
    const password = 'correct-horse-battery';
    await root.post('/api/users', { id: 'erin', name: 'Erin', password });
    await root.put('/api/users/erin', { email: 'erin@example.org', permissions: ['permission.jobs.create'] });
    await root.put('/api/users/erin', { password: `${password}-2` });
    await root.put('/api/users/erin', { name: 'Erin' });
    const login = await bob.post('/api/auth/login', { username: 'erin', password: `${password}-2` });
    const erin = new ApiClient(service.url, login.body.accessToken);
    const change = { currentPassword: `${password}-2`, newPassword: `${password}-3` };
    expect((await erin.post('/api/auth/password', change)).status).toBe(204);
    await root.delete('/api/users/erin');
    const list = await about('user', 'erin');
    expect(actions(list)).toEqual(['user.deleted', 'user.updated', 'user.updated', 'user.updated', 'user.created']);
    expect(list[1]).toMatchObject({ actorId: 'erin', actorName: null, changes: { password: { changed: true } } });
    expect(list[2]).toMatchObject({ actorId: 'root', changes: { password: { changed: true } } });
    expect(list[3]!.changes).toEqual({
      email: { from: null, to: 'erin@example.org' },
      permissions: { from: [], to: ['permission.jobs.create'] },
    });
    expect(list[4]!.changes).toMatchObject({ name: { from: null, to: 'Erin' }, password: { changed: true } });
    expect(JSON.stringify(list)).not.toMatch(/correct-horse|argon2/);
  });

  it('leaves none when the change was refused', async () => {
    await createJob(alice);
    expectProblem(await root.delete('/api/users/alice'), 409, 'OWNS_THINGS');
    expectProblem(await root.put('/api/users/alice', { timezone: 'Mars/Base' }), 422, 'INVALID_TIMEZONE');
    expect(await about('user', 'alice')).toEqual([]);
  });

  it('of the first superuser is made by nobody', async () => {
    const [first] = (await events('/api/audit?subjectKind=user&limit=1000')).slice(-1);
    expect(first).toMatchObject({ action: 'user.created', actorId: null, actorName: null });
  });
});

describe('a team', () => {
  it('leaves events of itself and of its members', async () => {
    await root.post('/api/teams', { id: 'ops', name: 'Operations' });
    await root.put('/api/teams/ops', { description: 'On call' });
    await root.put('/api/teams/team:ops/members/alice', { role: 'admin' });
    await alice.put('/api/teams/ops/members/bob', { role: 'member' });
    await alice.put('/api/teams/ops/members/bob', { role: 'member' });
    await alice.put('/api/teams/ops/members/bob', { role: 'publisher' });
    await alice.delete('/api/teams/ops/members/bob');
    expectProblem(await alice.delete('/api/teams/ops/members/bob'), 404, 'MEMBER_NOT_FOUND');
    await root.delete('/api/teams/ops');
    const list = await about('team', 'team:ops');
    expect(list.map((event) => [event.action, event.actorId, event.changes])).toEqual([
      ['team.deleted', 'root', { name: { from: 'Operations', to: null }, description: { from: 'On call', to: null } }],
      ['teamMember.removed', 'alice', { bob: { from: 'publisher', to: null } }],
      ['teamMember.changed', 'alice', { bob: { from: 'member', to: 'publisher' } }],
      ['teamMember.added', 'alice', { bob: { from: null, to: 'member' } }],
      ['teamMember.added', 'root', { alice: { from: null, to: 'admin' } }],
      ['team.updated', 'root', { description: { from: null, to: 'On call' } }],
      ['team.created', 'root', { name: { from: null, to: 'Operations' } }],
    ]);
  });
});

describe('a dataset', () => {
  it('leaves events with what changed; header values are masked, and seen to change', async () => {
    const http = (key: string) => ({
      kind: 'http',
      url: 'https://example.org/sales.json',
      format: 'json',
      headers: { 'X-Api-Key': key },
    });
    await alice.post('/api/datasets', { id: 'prices', name: 'Prices', source: http('sesame-1') });
    const get = await alice.get('/api/datasets/prices');
    await alice.put('/api/datasets/prices', { source: get.body.source });
    await alice.put('/api/datasets/prices', { name: 'Price list', source: http('sesame-2') });
    const path = '/api/datasets/prices/audit';
    const list = await events(path, alice);
    expect(actions(list)).toEqual(['dataset.updated', 'dataset.created']);
    expect(list[0]!.changes).toMatchObject({ name: { from: 'Prices', to: 'Price list' } });
    expect(list[0]!.changes['source']).toMatchObject({ from: { headers: { 'X-Api-Key': '•••' } } });
    expect(JSON.stringify(list)).not.toContain('sesame');
    expectProblem(await bob.get(path), 404, 'DATASET_NOT_FOUND');
    await alice.put('/api/datasets/prices/shares/bob', { accessLevel: 1 });
    expectProblem(await bob.get('/api/datasets/alice:prices/audit'), 403, 'ACCESS_DENIED');
    await alice.delete('/api/datasets/prices');
    expect(actions(await about('dataset', get.body.uuid))).toEqual([
      'dataset.deleted',
      'dataset.shared',
      'dataset.updated',
      'dataset.created',
    ]);
  });

  it('tells that rows were replaced, not what they are', async () => {
    const source = { kind: 'inline', rows: [{ salary: 4711 }] };
    const { uuid } = (await alice.post('/api/datasets', { id: 'salaries', name: 'Salaries', source })).body;
    await alice.put('/api/datasets/salaries', { source: { ...source, rows: [{ salary: 4712 }] } });
    const list = await about('dataset', uuid);
    expect(list.map((event) => event.changes['rows'])).toEqual([{ changed: true }, { changed: true }]);
    expect(JSON.stringify(list)).not.toContain('471');
  });

  it('is changed and deleted only in the version that If-Match names', async () => {
    const source = { kind: 'inline', rows: [] };
    const made = await alice.post('/api/datasets', { id: 'versioned', name: 'Versioned', source });
    const etag = made.headers.get('etag')!;
    const changed = await alice.put('/api/datasets/versioned', { name: 'Newer' }, { 'If-Match': etag });
    expect(changed.status).toBe(200);
    const stale = { 'If-Match': etag };
    expectProblem(await alice.put('/api/datasets/versioned', { name: 'x' }, stale), 412, 'VERSION_MISMATCH');
    expectProblem(await alice.delete('/api/datasets/versioned', stale), 412, 'VERSION_MISMATCH');
    const fresh = { 'If-Match': changed.headers.get('etag')! };
    expect((await alice.delete('/api/datasets/versioned', fresh)).status).toBe(204);
    expect(actions(await about('dataset', made.body.uuid))).toEqual([
      'dataset.deleted',
      'dataset.updated',
      'dataset.created',
    ]);
  });
});
