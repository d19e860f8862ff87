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

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  alice = service.as('alice');
  bob = service.as('bob', { permissions: [] });
  root = service.as('root', { superuser: true });
  for (const client of [alice, bob, root]) await client.get('/api/auth/me');
});
afterAll(() => service?.close());

const share = (jobId: string, principalId: string, accessLevel: number) =>
  alice.put(`/api/jobs/${jobId}/shares/${principalId}`, { accessLevel });
const names = async (client: ApiClient, query: string): Promise<string[]> =>
  (await client.get(`/api/jobs?${query}`)).body._embedded['inf:job'].map((job: { name: string }) => job.name);
const makeTag = async (name: string, client = alice): Promise<string> =>
  (await client.post('/api/tags', { name })).body.id;
const draftOf = async (jobId: string): Promise<string> => (await alice.post(`/api/jobs/${jobId}/_edit`)).body.id;

describe('a favorite', () => {
  it('is off, put on, and taken off again, any number of times', async () => {
    const job = await createJob(alice, { name: 'Favored report' });
    const path = `/api/jobs/${encodeURIComponent(job.naturalId)}/favorite`;
    expect((await alice.get(path)).body).toEqual({ favorited: false });
    for (let time = 0; time < 2; time += 1) {
      const put = await alice.put(path);
      expect([put.status, put.body]).toEqual([200, { favorited: true }]);
    }
    expect((await alice.get(path)).body).toEqual({ favorited: true });
    for (let time = 0; time < 2; time += 1) {
      const removed = await alice.delete(path);
      expect([removed.status, removed.body]).toEqual([204, '']);
    }
    expect((await alice.get(path)).body).toEqual({ favorited: false });
  });

  it('is each user’s own, and touches neither version nor updatedAt', async () => {
    const job = await createJob(alice, { name: 'Shared report' });
    await share(job.id, 'bob', 1);
    await bob.put(`/api/jobs/${job.id}/favorite`);
    expect((await alice.get(`/api/jobs/${job.id}/favorite`)).body).toEqual({ favorited: false });
    expect(await names(bob, 'favorite=true')).toEqual(['Shared report']);
    expect(await names(alice, 'favorite=true')).toEqual([]);
    const { version, updatedAt } = (await alice.get(`/api/jobs/${job.id}`)).body;
    expect({ version, updatedAt }).toEqual({ version: job.version, updatedAt: job.updatedAt });
  });

  it('filters the list both ways, with total, search, sort and other filters', async () => {
    const frank = service.as('frank');
    const ids: string[] = [];
    for (const name of ['Sales one', 'Sales two', 'Stock one'])
      ids.push((await createJob(frank, { name, type: name === 'Sales two' ? 'email' : 'noop' })).id);
    for (const id of ids.slice(0, 2)) await frank.put(`/api/jobs/${id}/favorite`);
    expect(await names(frank, 'favorite=true&sort=-name')).toEqual(['Sales two', 'Sales one']);
    expect(await names(frank, 'favorite=false')).toEqual(['Stock one']);
    expect(await names(frank, 'favorite=true&q=one')).toEqual(['Sales one']);
    expect(await names(frank, 'favorite=true&type=email&sort=nextRunAt')).toEqual(['Sales two']);
    const { body } = await frank.get('/api/jobs?favorite=true&limit=1&start=1');
    expect(body).toMatchObject({ total: 2, count: 1 });
    expect(body._links.prev.href).toContain('favorite=true');
    expect((await frank.get('/api/jobs?favorite=true&start=7')).body).toMatchObject({ total: 2, count: 0 });
    expect((await frank.get('/api/jobs?favorite=true&limit=0')).body).toMatchObject({ total: 2, count: 0 });
    expectProblem(await frank.get('/api/jobs?favorite=maybe'), 400, 'VALIDATION_FAILED');
  });

  it('works for superusers, on jobs of others', async () => {
    const job = await createJob(alice, { name: 'Seen by root' });
    await root.put(`/api/jobs/${job.id}/favorite`);
    expect(await names(root, 'favorite=true')).toEqual(['Seen by root']);
    expect(await names(root, 'favorite=false')).not.toContain('Seen by root');
  });

  it('is hidden with the access to the job, and back with it', async () => {
    const job = await createJob(alice, { name: 'Now and then' });
    await share(job.id, 'bob', 1);
    await bob.put(`/api/jobs/${job.id}/favorite`);
    await share(job.id, 'bob', 0);
    expect(await names(bob, 'favorite=true')).not.toContain('Now and then');
    for (const answer of [
      await bob.get(`/api/jobs/${job.id}/favorite`),
      await bob.put(`/api/jobs/${job.id}/favorite`),
      await bob.delete(`/api/jobs/${job.id}/favorite`),
    ])
      expectProblem(answer, 404, 'JOB_NOT_FOUND');
    await share(job.id, 'bob', 1);
    expect((await bob.get(`/api/jobs/${job.id}/favorite`)).body).toEqual({ favorited: true });
  });

  it('is for jobs, not for drafts, and not for what does not exist', async () => {
    const job = await createJob(alice);
    const path = `/api/jobs/${await draftOf(job.id)}/favorite`;
    for (const answer of [await alice.get(path), await alice.put(path), await alice.delete(path)])
      expectProblem(answer, 409, 'DRAFT_OPERATION');
    expectProblem(await alice.put(`/api/jobs/${randomUUID()}/favorite`), 404, 'JOB_NOT_FOUND');
  });

  it('goes with the job; twenty requests at once make one', async () => {
    const job = await createJob(alice);
    const path = `/api/jobs/${job.id}/favorite`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => alice.put(path)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    const count = 'SELECT count(*)::int AS count FROM favorites WHERE job_id = $1';
    const favorites = () => service.sql.first<{ count: number }>({ text: count, values: [job.id] });
    expect(await favorites()).toEqual({ count: 1 });
    await alice.delete(`/api/jobs/${job.id}`);
    expect(await favorites()).toEqual({ count: 0 });
  });
});

describe('a tag', () => {
  it('is made once: the same name, in whatever case, is the same tag', async () => {
    const first = await alice.post('/api/tags', { name: '  Month  End ' });
    expect(first.status).toBe(201);
    expect(first.body.name).toBe('Month End');
    expect(first.headers.get('location')).toBe(`/api/tags/${first.body.id}`);
    const again = await service.as('carol').post('/api/tags', { name: 'month end' });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    const many = await Promise.all(Array.from({ length: 10 }, () => makeTag('all at once')));
    expect(new Set(many).size).toBe(1);
  });

  it('needs a name of 1 to 100 characters, and the permission to create jobs', async () => {
    for (const name of ['', '   ', 'x'.repeat(101), 'line\nbreak\u0007', 7, null, undefined])
      expectProblem(await alice.post('/api/tags', { name }), 400, 'VALIDATION_FAILED');
    expectProblem(await alice.post('/api/tags', { name: 'a\u0000b' }), 400, 'MALFORMED_TEXT');
    expect((await alice.post('/api/tags', { name: 'x'.repeat(100) })).status).toBe(201);
    expectProblem(await bob.post('/api/tags', { name: 'bob’s' }), 403, 'PERMISSION_MISSING');
  });

  it('is put on a job and taken off by editors; any number of times, with one audit event each', async () => {
    const job = await createJob(alice, { name: 'Tagged report' });
    const [zebra, apple] = [await makeTag('Zebra'), await makeTag('apple')];
    const path = `/api/jobs/${job.id}/tags`;
    for (const id of [zebra, apple, zebra]) {
      const put = await alice.put(`${path}/${id}`);
      expect(put.status).toBe(200);
      expect(put.body._links.self.href).toBe(`${path}/${id}`);
    }
    const { body } = await alice.get(path);
    expect(body._embedded['inf:tag'].map((tag: { name: string }) => tag.name)).toEqual(['apple', 'Zebra']);
    expect(body).toMatchObject({ start: 0, count: 2, total: 2, _links: { self: { href: path } } });
    expect((await alice.get(`${path}/${apple}`)).body).toMatchObject({ id: apple, name: 'apple' });
    for (let time = 0; time < 2; time += 1) expect((await alice.delete(`${path}/${zebra}`)).status).toBe(204);
    expectProblem(await alice.get(`${path}/${zebra}`), 404, 'TAG_NOT_FOUND');
    const events = (await alice.get(`/api/jobs/${job.id}/audit`)).body._embedded['inf:audit-event'];
    const tagging = events.filter((event: { action: string }) => /tagged/.test(event.action));
    expect(tagging.map((event: { action: string; changes: unknown }) => [event.action, event.changes])).toEqual([
      ['job.untagged', { tag: { from: 'Zebra', to: null } }],
      ['job.tagged', { tag: { from: null, to: 'apple' } }],
      ['job.tagged', { tag: { from: null, to: 'Zebra' } }],
    ]);
  });

  it('leaves version, ETag and updatedAt of the job alone', async () => {
    const job = await createJob(alice);
    await alice.put(`/api/jobs/${job.id}/tags/${await makeTag('quiet')}`);
    const after = await alice.get(`/api/jobs/${job.id}`);
    expect(after.headers.get('etag')).toBe(`"${job.version}"`);
    expect(after.body.updatedAt).toBe(job.updatedAt);
  });

  it('answers 404 for tags and jobs that are not there, 403 to viewers, 409 on drafts', async () => {
    const job = await createJob(alice);
    const tag = await makeTag('known');
    for (const id of [randomUUID(), 'known', 'x'.repeat(200), '%00']) {
      const path = `/api/jobs/${job.id}/tags/${id}`;
      expectProblem(await alice.put(path), 404, 'TAG_NOT_FOUND');
      expectProblem(await alice.delete(path), 404, 'TAG_NOT_FOUND');
    }
    expectProblem(await alice.put(`/api/jobs/${randomUUID()}/tags/${tag}`), 404, 'JOB_NOT_FOUND');
    expectProblem(await bob.put(`/api/jobs/${job.id}/tags/${tag}`), 404, 'JOB_NOT_FOUND');
    await share(job.id, 'bob', 2);
    expectProblem(await bob.put(`/api/jobs/${job.id}/tags/${tag}`), 403, 'ACCESS_DENIED');
    await alice.put(`/api/jobs/${job.id}/tags/${tag}`);
    const draft = await draftOf(job.id);
    expectProblem(await alice.delete(`/api/jobs/${draft}/tags/${tag}`), 409, 'DRAFT_OPERATION');
    expect((await alice.get(`/api/jobs/${draft}/tags`)).body._embedded['inf:tag']).toHaveLength(1);
  });

  it('is one of at most fifty on a job, also when they come at once', async () => {
    const job = await createJob(alice);
    const ids = await Promise.all(Array.from({ length: 54 }, (_, index) => makeTag(`crowd ${index}`)));
    const answers = await Promise.all(ids.map((id) => alice.put(`/api/jobs/${job.id}/tags/${id}`)));
    const refused = answers.filter((answer) => answer.status !== 200);
    expect(refused).toHaveLength(4);
    for (const answer of refused) expectProblem(answer, 409, 'TOO_MANY_TAGS');
  });

  it('filters the list by id and by name, and is listed by id in the flat list', async () => {
    const grace = service.as('grace');
    const [one, two] = [await createJob(grace, { name: 'One' }), await createJob(grace, { name: 'Two' })];
    const [red, blue] = [await makeTag('Red', grace), await makeTag('Blue', grace)];
    await grace.put(`/api/jobs/${one.id}/tags/${red}`);
    await grace.put(`/api/jobs/${two.id}/tags/${red}`);
    await grace.put(`/api/jobs/${two.id}/tags/${blue}`);
    expect(await names(grace, `tag=${red}`)).toEqual(['One', 'Two']);
    expect(await names(grace, `tag=${blue.toUpperCase()}`)).toEqual(['Two']);
    expect(await names(grace, 'tag=%20red&sort=-createdAt')).toEqual(['Two', 'One']);
    expect(await names(grace, 'tag=green')).toEqual([]);
    expect(await names(grace, `tag=${randomUUID()}`)).toEqual([]);
    expect(await names(grace, `tag=${red}&q=two&enabled=false&ownerId=grace`)).toEqual(['Two']);
    expect(await names(root, `tag=${blue}`)).toEqual(['Two']);
    expectProblem(await grace.get('/api/jobs?tag=a&tag=b'), 400, 'VALIDATION_FAILED');
    const flat: { id: string; tags: string[] }[] = (await grace.get('/api/jobs-list')).body;
    expect(flat.map((job) => job.tags)).toEqual([[red], [red, blue].toSorted()]);
  });

  it('tells nobody of jobs that they can’t read', async () => {
    const job = await createJob(alice, { name: 'Merger' });
    const secret = await makeTag('project nightfall');
    await alice.put(`/api/jobs/${job.id}/tags/${secret}`);
    const seen = async (client: ApiClient): Promise<string[]> => {
      const { body } = await client.get('/api/tags?limit=1000');
      expect(body.total).toBe(body.count);
      return body._embedded['inf:tag'].map((tag: { name: string }) => tag.name);
    };
    expect(await seen(bob)).not.toContain('project nightfall');
    expectProblem(await bob.get(`/api/tags/${secret}`), 404, 'TAG_NOT_FOUND');
    expect(await names(bob, `tag=${secret}`)).toEqual([]);
    expectProblem(await bob.get(`/api/jobs/${job.id}/tags`), 404, 'JOB_NOT_FOUND');
    await share(job.id, 'bob', 1);
    expect(await seen(bob)).toContain('project nightfall');
    expect((await bob.get(`/api/tags/${secret}`)).body._links['inf:job'].href).toBe(`/api/jobs?tag=${secret}`);
    expect(await seen(root)).toContain('project nightfall');
    expect(await seen(alice)).toEqual((await seen(alice)).toSorted(new Intl.Collator('und').compare));
  });
});
