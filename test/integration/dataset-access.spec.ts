import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDatasetApp } from '../support/dataset-app.js';
import { shareDataset } from '../support/dataset-workshop.js';
import type { Answer, Client, DatasetApp } from '../support/dataset-app.js';

let app: DatasetApp;
let alice: Client;
let bob: Client;
let root: Client;

beforeAll(async () => {
  app = await startDatasetApp((url) => ({
    ALLOW_PRIVATE_NETWORK: 'true',
    SQL_CONNECTIONS: JSON.stringify({ warehouse: url }),
  }));
  alice = app.as('alice', { teams: [{ id: 'analytics', name: 'Analytics', role: 'memberPlus' }] });
  bob = app.as('bob');
  root = app.as('root', { superuser: true });
  for (const client of [alice, bob, root]) expect((await client('GET', '/api/datasets')).status).toBe(200);
});
afterAll(() => app?.close());

const rows = [
  { region: 'north', amount: 12.5, ok: true },
  { region: 'söuth', amount: null, tags: ['a', 'b'] },
];
const inline = (name: string, extra: object = {}): object => ({ name, source: { kind: 'inline', rows }, ...extra });

const share = (uuid: string, principalId: string, level: number): Promise<void> =>
  shareDataset(app, { uuid, principalId, level });

describe('listing', () => {
  it('pages, sorts and searches what the caller can read', async () => {
    const erin = app.as('erin');
    for (const name of ['Beta 50%', 'alpha_x', "Gamma O'Neil", 'Delta sales-2024'])
      await erin('POST', '/api/datasets', inline(name));
    const names = async (query: string): Promise<string[]> =>
      ((await erin('GET', `/api/datasets${query}`)).body._embedded['inf:dataset'] as { name: string }[]).map(
        (item) => item.name,
      );
    expect(await names('')).toEqual(['alpha_x', 'Beta 50%', 'Delta sales-2024', "Gamma O'Neil"]);
    expect(await names('?sort=-createdAt&limit=2')).toEqual(['Delta sales-2024', "Gamma O'Neil"]);
    expect(await names('?sort=-updatedAt&limit=1&start=3')).toEqual(['Beta 50%']);
    expect(await names('?q=SALES%202')).toEqual(['Delta sales-2024']);
    expect(await names(`?q=${encodeURIComponent("o'ne")}`)).toEqual(["Gamma O'Neil"]);
    for (const q of ['%25', '_', "'", '\\', '', '%00']) expect(await names(`?q=${q}`)).toEqual([]);
    const page = (await erin('GET', '/api/datasets?limit=2&start=2&sort=name')).body;
    expect(page).toMatchObject({
      start: 2,
      count: 2,
      total: 4,
      _links: {
        self: { href: '/api/datasets{?sort,limit,start,q}', templated: true },
        prev: { href: '/api/datasets?sort=name&start=0&limit=2' },
      },
    });
    expect(page._embedded['inf:dataset'][0]).not.toHaveProperty('source');
  });

  it('shows each once, however many ways lead to it, and pages over all of them', async () => {
    const owner = app.as('frank');
    const uuids: string[] = [];
    for (const name of ['F1', 'F2', 'F3'])
      uuids.push((await owner('POST', '/api/datasets', inline(name))).body.uuid as string);
    const member = app.as('gina', { teams: ['shared-team'] });
    await member('GET', '/api/datasets');
    for (const uuid of uuids) {
      await share(uuid, 'gina', 1);
      await share(uuid, 'team:shared-team', 3);
    }
    const seen: string[] = [];
    for (const start of [0, 1, 2, 3]) {
      const { body } = await member('GET', `/api/datasets?limit=1&start=${start}`);
      expect(body.total).toBe(3);
      seen.push(
        ...(body._embedded['inf:dataset'] as { name: string; permissions: object }[]).map(
          (item) => `${item.name} ${JSON.stringify(item.permissions)}`,
        ),
      );
    }
    const permissions = JSON.stringify({ read: true, edit: true, share: false, delete: false });
    expect(seen).toEqual(['F1', 'F2', 'F3'].map((name) => `${name} ${permissions}`));
  });

  it('shows a superuser all of them', async () => {
    const { body } = await root('GET', '/api/datasets?limit=1000&sort=-name');
    expect(new Set(body._embedded['inf:dataset'].map((item: { ownerId: string }) => item.ownerId))).toEqual(
      new Set(['erin', 'frank']),
    );
    expect(body.total).toBe(body.count);
  });

  it.each(['limit=-1', 'limit=x', 'start=-1', 'sort=password', 'sort=name;drop', 'limit=1.5'])(
    'answers 400 to ?%s',
    async (query) => expect((await alice('GET', `/api/datasets?${query}`)).status).toBe(400),
  );
});

describe('access', () => {
  it('hides others’ datasets behind 404, by any id, on every route', async () => {
    const made = await alice('POST', '/api/datasets', inline('Private'));
    const snapshot = await alice('POST', '/api/datasets/private/snapshots');
    expect(snapshot.status).toBe(201);
    const own = await bob('POST', '/api/datasets', inline('Bobs own', { id: 'bobs-own' }));
    for (const id of ['private', 'alice:private', made.body.uuid as string])
      for (const [method, path] of [
        ['GET', ''],
        ['PUT', ''],
        ['DELETE', ''],
        ['POST', '/_refresh'],
        ['GET', '/data'],
        ['GET', '/data?format=csv'],
        ['GET', '/snapshots'],
        ['POST', '/snapshots'],
        ['GET', `/snapshots/${snapshot.body.id}`],
        ['GET', `/snapshots/${snapshot.body.id}/data`],
        ['DELETE', `/snapshots/${snapshot.body.id}`],
      ] as const) {
        const answer = await bob(method, `/api/datasets/${id}${path}`, method === 'PUT' ? { name: 'mine' } : undefined);
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
    // Through a dataset of his own, somebody else's snapshot is not there either.
    for (const path of ['', '/data', '/data?format=json'])
      expect((await bob('GET', `/api/datasets/${own.body.uuid}/snapshots/${snapshot.body.id}${path}`)).status).toBe(
        404,
      );
    expect((await bob('DELETE', `/api/datasets/bobs-own/snapshots/${snapshot.body.id}`)).status).toBe(404);
    expect((await bob('GET', '/api/datasets/bobs-own/snapshots/not-a-uuid')).status).toBe(404);
    expect((await alice('GET', `/api/datasets/private/snapshots/${snapshot.body.id}/data`)).body.rows).toEqual(rows);
  });

  it('grants by level: VIEW reads rows but not the source, EDIT changes, only the owner deletes', async () => {
    const source = { kind: 'http', url: 'http://127.0.0.1:9/secret-path', format: 'json' };
    const made = await alice('POST', '/api/datasets', { name: 'Levels', source });
    await share(made.body.uuid as string, 'bob', 1);
    const seen = await bob('GET', '/api/datasets/levels');
    expect(seen.body.source).toEqual({ kind: 'http' });
    expect(seen.body).not.toHaveProperty('lastError');
    expect((await bob('PUT', '/api/datasets/levels', { name: 'mine' })).status).toBe(403);
    expect((await bob('POST', '/api/datasets/levels/_refresh')).status).toBe(403);
    expect((await bob('POST', '/api/datasets/levels/snapshots')).status).toBe(403);
    await share(made.body.uuid as string, 'bob', 3);
    expect((await bob('PUT', '/api/datasets/levels', { description: 'edited' })).status).toBe(200);
    expect((await bob('DELETE', '/api/datasets/levels')).status).toBe(403);
    expect((await alice('DELETE', '/api/datasets/levels')).status).toBe(204);
  });

  it('finds one’s own by a bare slug first, and refuses to guess between others’', async () => {
    const [h, i] = [app.as('hank'), app.as('ines')];
    const one = await h('POST', '/api/datasets', inline('Twice'));
    const two = await i('POST', '/api/datasets', inline('Twice'));
    for (const made of [one, two]) await share(made.body.uuid as string, 'bob', 1);
    const guess = await bob('GET', '/api/datasets/twice');
    expect([guess.status, guess.body.errorCode]).toEqual([409, 'AMBIGUOUS_DATASET']);
    expect(guess.body.message).toContain('hank:twice or ines:twice');
    expect((await bob('GET', '/api/datasets/ines:twice')).body.uuid).toBe(two.body.uuid);
    await bob('POST', '/api/datasets', inline('Twice'));
    expect((await bob('GET', '/api/datasets/twice')).body.ownerId).toBe('bob');
  });

  it('keeps a dataset that jobs use, and says how many', async () => {
    const made = await alice('POST', '/api/datasets', inline('Linked'));
    const job = '018f4e6e-0000-7000-8000-00000000000a';
    await app.sql.execute({
      text: `INSERT INTO jobs (id, type, name, owner_id, timezone) VALUES ($1, 'noop', 'J', 'alice', 'UTC')`,
      values: [job],
    });
    await app.sql.execute({
      text: `INSERT INTO job_datasets (job_id, alias, dataset_id, index) VALUES ($1, 'a', $2, 0), ($1, 'b', $2, 1)`,
      values: [job, made.body.uuid],
    });
    const refused = await alice('DELETE', '/api/datasets/linked');
    expect([refused.status, refused.body.errorCode, refused.body.details]).toEqual([
      409,
      'DATASET_IN_USE',
      { jobs: 1 },
    ]);
    await app.sql.execute({ text: 'DELETE FROM jobs WHERE id = $1', values: [job] });
    expect((await alice('DELETE', '/api/datasets/linked')).status).toBe(204);
    expect((await alice('GET', '/api/datasets/linked')).status).toBe(404);
  });
});

describe('rows', () => {
  it('pages by position and exports the whole', async () => {
    const many = Array.from({ length: 250 }, (_, n) => ({ n, text: n === 1 ? '=1+1' : `say "${n}",\r\nx` }));
    await alice('POST', '/api/datasets', { name: 'Paged', source: { kind: 'inline', rows: many } });
    const first = (await alice('GET', '/api/datasets/paged/data')).body;
    expect([first.count, first.total, first.columns]).toEqual([100, 250, ['n', 'text']]);
    const next = (await alice('GET', first._links.next.href)).body;
    expect(next.rows[0]).toEqual(many[100]);
    const last = (await alice('GET', '/api/datasets/paged/data?start=240&limit=5000')).body;
    expect([last.count, last._links.next]).toEqual([10, undefined]);
    expect((await alice('GET', '/api/datasets/paged/data?start=9999')).body.rows).toEqual([]);
    for (const query of ['limit=-1', 'start=x', 'format=pdf'])
      expect((await alice('GET', `/api/datasets/paged/data?${query}`)).status).toBe(400);
    const csv = await alice('GET', '/api/datasets/paged/data?format=csv');
    expect(csv.headers.get('content-disposition')).toContain('filename="paged.csv"');
    expect((csv.body as string).split('\r\n').slice(0, 5)).toEqual([
      'n,text',
      '0,"say ""0"",',
      'x"',
      '1,=1+1',
      '2,"say ""2"",',
    ]);
    expect((await alice('GET', '/api/datasets/paged/data?format=json')).body).toEqual(many);
    const xlsx = await alice('GET', '/api/datasets/paged/data?format=xlsx');
    expect([xlsx.status, (xlsx.body as string).slice(0, 2)]).toEqual([200, 'PK']);
  });

  it('stops a page before it grows beyond 8 MiB, and goes on with the next', async () => {
    const wide = Array.from({ length: 15 }, (_, n) => ({ n, text: 'x'.repeat(60_000) }));
    const made = await alice('POST', '/api/datasets', { name: 'Wide', source: { kind: 'inline', rows: wide } });
    const load = await app.sql.first<{ id: string }>({
      text: 'SELECT current_load_id AS id FROM datasets WHERE id = $1',
      values: [made.body.uuid],
    });
    await app.sql.execute({
      text: `INSERT INTO dataset_rows SELECT load_id, position + 15 * k, row FROM dataset_rows, generate_series(1, 13) k WHERE load_id = $1`,
      values: [load!.id],
    });
    await app.sql.execute({ text: 'UPDATE dataset_loads SET row_count = 210 WHERE id = $1', values: [load!.id] });
    let start = 0;
    let pages = 0;
    for (let href: string | undefined = '/api/datasets/wide/data?limit=1000'; href; pages += 1) {
      const { body }: Answer = await alice('GET', href);
      expect(body.start).toBe(start);
      start += body.count as number;
      href = (body._links.next as { href: string } | undefined)?.href;
    }
    expect([start, pages]).toEqual([210, 2]);
  });

  it('never gives a shortened export: when rows vanish, the stream breaks', async () => {
    const made = await alice('POST', '/api/datasets', { name: 'Vanishing', source: { kind: 'inline', rows } });
    await app.sql.execute({
      text: 'UPDATE dataset_loads SET row_count = 5000 WHERE dataset_id = $1',
      values: [made.body.uuid],
    });
    await expect(alice('GET', '/api/datasets/vanishing/data?format=csv')).rejects.toThrow();
  });
});
