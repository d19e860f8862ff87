import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { expectProblem } from '../support/problems.js';
import { createJob, shareJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let zoe: ApiClient;
let root: ApiClient;

/** In the order of ICU: case and accents decide only between names that are otherwise alike. */
const NAMES = ['_under', 'apple', 'Äpfel', 'Banana', 'éclair', 'Éclair 2', 'sales-2024', 'Zebra 2', 'zebra 10'];

interface Item {
  id: string;
  name: string;
}

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  zoe = service.as('zoe', { teams: [{ id: 'analytics', name: 'Analytics Team', role: 'admin' }] });
  root = service.as('root', { superuser: true });
  for (const name of NAMES.toReversed()) await createJob(alice, { name });
});
afterAll(() => service?.close());

const query = (parameters: Record<string, string | number>): string =>
  `/api/jobs?${Object.entries(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')}`;
const list = async (parameters: Record<string, string | number>, client = alice): Promise<Item[]> =>
  (await client.get(query(parameters))).body._embedded['inf:job'];
const names = async (parameters: Record<string, string | number>, client = alice): Promise<string[]> =>
  (await list(parameters, client)).map((job) => job.name);

describe('GET /api/jobs', () => {
  it('answers as the source document says: envelope, templated self, exact keys of an item', async () => {
    const { status, body } = await alice.get('/api/jobs');
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['_links', '_embedded', 'start', 'count', 'total']);
    expect(body._links.self).toEqual({ href: '/api/jobs{?sort,limit,start,q}', templated: true });
    expect(body).toMatchObject({ start: 0, count: NAMES.length, total: NAMES.length });
    const [item] = body._embedded['inf:job'];
    expect(item._links).toEqual({ self: { href: `/api/jobs/${item.id}` } });
    expect(Object.keys(item)).toEqual([
      '_links',
      'id',
      'type',
      'name',
      'slug',
      'description',
      'ownerId',
      'interval',
      'intervalType',
      'timezone',
      'enabled',
      'nextRunAt',
      'startOn',
      'endOn',
      'lockedAt',
      'createdAt',
      'updatedAt',
    ]);
  });

  it('is in name order, as people sort names', async () => {
    const collator = new Intl.Collator('und');
    const expected = NAMES.toSorted(collator.compare);
    expect(await names({})).toEqual(expected);
    expect(await names({ sort: '-name' })).toEqual(expected.toReversed());
    expect(await names({}, root)).toEqual(expected);
    const flat: Item[] = (await alice.get('/api/jobs-list')).body;
    expect(flat.map((job) => job.name)).toEqual(expected);
  });

  it('breaks ties by id, in every order and on every page', async () => {
    const twins = service.as('twins');
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push((await createJob(twins, { name: 'Twin' })).id);
    ids.sort();
    for (const sort of ['name', 'type', 'enabled', '-enabled', 'nextRunAt', '-lastRunAt', 'type,name']) {
      const pages = await Promise.all([0, 2, 4].map((start) => list({ sort, start, limit: 2 }, twins)));
      expect([sort, ...pages.flat().map((job) => job.id)]).toEqual([sort, ...ids]);
    }
    const down = await Promise.all([0, 3].map((start) => list({ sort: '-name', start, limit: 3 }, twins)));
    expect(down.flat().map((job) => job.id)).toEqual(ids.toReversed());
  });

  it('sorts by every field, both ways, and by lists of fields', async () => {
    const sorter = service.as('sorter');
    const late = { interval: '0 0 1 1 *', enabled: true };
    await createJob(sorter, { name: 'b', type: 'email' });
    await createJob(sorter, { name: 'a', type: 'noop', ...late });
    const { id } = await createJob(sorter, { name: 'c', type: 'noop' });
    await sorter.post(`/api/jobs/${id}`);
    await sorter.put(`/api/jobs/${(await list({}, sorter))[1]!.id}`, { notes: 'touched last' });
    const order = async (sort: string): Promise<string> => (await names({ sort }, sorter)).join('');
    expect(await order('createdAt')).toBe('bac');
    expect(await order('-createdAt')).toBe('cab');
    expect(await order('-updatedAt')).toBe('bca');
    expect(await order('type,name')).toBe('bac');
    expect(await order('-type,-name')).toBe('cab');
    expect(await order('-enabled,name')).toBe('abc');
    expect((await order('nextRunAt'))[0]).toBe('a');
    expect((await order('-nextRunAt'))[0]).toBe('a');
    expect((await order('lastRunAt'))[0]).toBe('c');
    expect(await order('ownerId,name')).toBe('abc');
  });

  it('links its pages, keeping the query', async () => {
    const { body } = await alice.get(query({ limit: 4, start: 4, sort: '-name', type: 'noop', unknown: 'x' }));
    const { self, ...links } = body._links;
    expect(self.templated).toBe(true);
    const page = (name: string) => Object.fromEntries(new URL(links[name].href, service.url).searchParams);
    const kept = { sort: '-name', type: 'noop', limit: '4' };
    expect(page('first')).toEqual({ ...kept, start: '0' });
    expect(page('prev')).toEqual({ ...kept, start: '0' });
    expect(page('next')).toEqual({ ...kept, start: '8' });
    expect(page('last')).toEqual({ ...kept, start: '8' });
    expect(Object.keys((await alice.get(query({ start: 0 }))).body._links)).toEqual(['self', 'first', 'last']);
    const walked: string[] = [];
    for (let href = links.first.href as string | undefined; href;) {
      const { body: next } = await alice.get(href);
      walked.push(...next._embedded['inf:job'].map((job: Item) => job.name));
      href = next._links.next?.href;
    }
    expect(walked).toEqual(await names({ sort: '-name' }));
  });

  it('clamps the limit, passes over what start says, and ignores parameters it does not know', async () => {
    expect((await alice.get(query({ limit: 5000 }))).body._links.first.href).toContain('limit=1000');
    expect((await alice.get(query({ limit: 0 }))).body).toMatchObject({ count: 0, total: NAMES.length });
    expect((await alice.get(query({ start: 1000 }))).body).toMatchObject({
      count: 0,
      total: NAMES.length,
      start: 1000,
    });
    expect((await names({ start: 7, limit: 1, paging: 'x', 'filter[a]': 'b', __proto__: 'c' })).length).toBe(1);
  });

  it('gives each stranger nothing', async () => {
    const { body } = await service.as('stranger').get('/api/jobs');
    expect(body).toMatchObject({ count: 0, total: 0, _embedded: { 'inf:job': [] } });
  });
});

describe('q', () => {
  let finder: ApiClient;
  const found = async (q: string): Promise<string[]> => (await names({ q }, finder)).toSorted();

  beforeAll(async () => {
    finder = service.as('finder');
    await createJob(finder, { name: 'Daily Sales Report', description: 'Sums up the été of EMEA' });
    await createJob(finder, { name: 'sales-2024 export' });
    await createJob(finder, { name: `100%_done 'quoted' "double" back\\slash` });
    await createJob(finder, { name: 'Über Größe' });
    await createJob(finder, { name: 'Café résumé' });
    await createJob(finder, { name: 'रिपोर्ट दैनिक' });
    await createJob(finder, { name: '日次報告' });
    await createJob(finder, { name: 'm² Ⅻ İstanbul' });
  });

  it.each([
    ['sales', ['Daily Sales Report', 'sales-2024 export']],
    ['SAL', ['Daily Sales Report', 'sales-2024 export']],
    ['sales report', ['Daily Sales Report']],
    ['report daily', ['Daily Sales Report']],
    ['rep sal dai', ['Daily Sales Report']],
    ['emea', ['Daily Sales Report']],
    ['ÉTÉ', ['Daily Sales Report']],
    ['été', ['Daily Sales Report']],
    ['sales-2024', ['sales-2024 export']],
    ['2024', ['sales-2024 export']],
    ['GRÖSSE', []],
    ['größe über', ['Über Größe']],
    ['दैनिक', ['रिपोर्ट दैनिक']],
    ['रिपोर्ट', ['रिपोर्ट दैनिक']],
    ['日次', ['日次報告']],
    ['m² ⅻ İ', ['m² Ⅻ İstanbul']],
    ['İSTANBUL', ['m² Ⅻ İstanbul']],
    ['ales', []],
    ['sales | export', ['sales-2024 export']],
    ['sales & !export', ['sales-2024 export']],
    ['100%_done', [`100%_done 'quoted' "double" back\\slash`]],
    [`'quoted'`, [`100%_done 'quoted' "double" back\\slash`]],
    [`"double" back\\sl`, [`100%_done 'quoted' "double" back\\slash`]],
    ['', []],
    ['   ', []],
    [`%`, []],
    [`%_'"\\`, []],
    [`'; DROP TABLE jobs; --`, []],
    ['sales:*', ['Daily Sales Report', 'sales-2024 export']],
    ['<-> ( )', []],
  ])('%j finds %j', async (q, expected) => expect(await found(q)).toEqual(expected.toSorted()));

  it('may have its accents encoded either way', async () => {
    for (const q of ['café', 'cafe\u0301 résu']) expect(await found(q)).toEqual(['Café résumé']);
  });

  it('counts what it finds, and pages it', async () => {
    const { body } = await finder.get(query({ q: 'sales', limit: 1, start: 1, sort: '-name' }));
    expect(body).toMatchObject({ total: 2, count: 1 });
    expect(body._links.prev.href).toContain('q=sales');
    expect(await names({ q: 'sales' })).toEqual(['sales-2024']);
    expect((await names({ q: 'sales' }, root)).length).toBe(3);
  });

  it('is at most 500 characters', async () => {
    expectProblem(await finder.get(query({ q: 'x'.repeat(501) })), 400, 'VALIDATION_FAILED');
    expect((await finder.get(query({ q: '報'.repeat(500) }))).status).toBe(200);
  });
});

describe('filters', () => {
  it('leave what has the type, the owner, the switch and the last status that is asked for', async () => {
    const teamJob = await createJob(zoe, { name: 'team', ownerId: 'team:analytics', type: 'email' });
    const good = await createJob(zoe, { name: 'good', enabled: true });
    const bad = await createJob(zoe, { name: 'bad', data: { fail: true } });
    for (const { id } of [good, bad]) await zoe.post(`/api/jobs/${id}`);
    expect(await names({ type: 'email' }, zoe)).toEqual(['team']);
    expect(await names({ ownerId: 'team:analytics' }, zoe)).toEqual(['team']);
    expect(await names({ ownerId: 'analytics' }, zoe)).toEqual(['team']);
    expect(await names({ ownerId: 'zoe' }, zoe)).toEqual(['bad', 'good']);
    expect(await names({ ownerId: 'alice' }, zoe)).toEqual([]);
    expect(await names({ enabled: 'true' }, zoe)).toEqual(['good']);
    expect(await names({ enabled: 'false', sort: '-createdAt' }, zoe)).toEqual(['bad', 'team']);
    expect(await names({ status: 'failed' }, zoe)).toEqual(['bad']);
    expect(await names({ status: 'succeeded', enabled: 'true', type: 'noop', ownerId: 'zoe', q: 'go' }, zoe)).toEqual([
      'good',
    ]);
    const { body } = await zoe.get(query({ type: 'noop', limit: 1 }));
    expect([body.total, body.count]).toEqual([2, 1]);
    expect((await zoe.get(query({ status: 'failed' }))).body.total).toBe(1);
    expect(teamJob.ownerName).toBe('Analytics Team');
  });

  it.each<Record<string, string | number>>([
    { enabled: 'maybe' },
    { limit: -1 },
    { limit: 'x' },
    { limit: 'NaN' },
    { limit: '1e3' },
    { start: -1 },
    { start: '99999999999999999999' },
    { start: 10_000_001 },
    { sort: 'password' },
    { sort: 'name;DELETE' },
  ])('%j is 400, with the parameter in details', async (parameters) => {
    const [path] = Object.keys(parameters);
    const answer = await alice.get(query(parameters));
    expectProblem(answer, 400, path === 'sort' ? 'INVALID_SORT' : 'VALIDATION_FAILED');
    expect(answer.body.details[0].path).toBe(path);
  });
});

describe('GET /api/jobs-list', () => {
  it('is a bare list in name order, with exactly the keys of the source document', async () => {
    await shareJob(service.sql, (await list({ q: 'zebra' }))[0]!.id, 'team:analytics', 2);
    const { status, body } = await zoe.get('/api/jobs-list');
    expect(status).toBe(200);
    const shared = body.at(-1);
    expect(shared).toEqual({
      id: expect.any(String),
      name: 'zebra 10',
      type: 'noop',
      enabled: false,
      ownerId: 'alice',
      ownerName: 'alice',
      naturalId: 'alice:zebra-10',
      tags: [],
      sharing: [{ principalId: 'team:analytics', accessLevel: 2 }],
      permissions: { edit: false, write: false, delete: false, share: false },
    });
    expect(Object.keys(shared)).toEqual([
      'id',
      'name',
      'type',
      'enabled',
      'ownerId',
      'ownerName',
      'naturalId',
      'tags',
      'sharing',
      'permissions',
    ]);
    expect(body[0].permissions).toEqual({ edit: true, write: true, delete: true, share: true });
  });
});
