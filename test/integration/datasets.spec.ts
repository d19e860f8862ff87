import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDatasetApp } from '../support/dataset-app.js';
import type { Client, DatasetApp } from '../support/dataset-app.js';

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

describe('creating', () => {
  it('stores inline rows at once and echoes everything but them', async () => {
    const { status, body, headers } = await alice(
      'POST',
      '/api/datasets',
      inline('Sales 2024', { id: 'sales-2024', description: 'by region' }),
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: 'sales-2024',
      naturalId: 'alice:sales-2024',
      ownerId: 'alice',
      name: 'Sales 2024',
      description: 'by region',
      source: { kind: 'inline' },
      rowCount: 2,
      columns: ['region', 'amount', 'ok', 'tags'],
      version: 1,
      lastError: null,
      permissions: { read: true, edit: true, share: true, delete: true },
    });
    expect(body.source).toEqual({ kind: 'inline' });
    expect(headers.get('location')).toBe(`/api/datasets/${body.uuid}`);
    expect(headers.get('etag')).toBe('"1"');
    for (const id of ['sales-2024', 'alice:sales-2024', 'alice%3Asales-2024', body.uuid]) {
      const found = await alice('GET', `/api/datasets/${id}`);
      expect([found.status, found.body.uuid]).toEqual([200, body.uuid]);
    }
    expect((await alice('GET', '/api/datasets/sales-2024/data')).body).toMatchObject({
      rows,
      start: 0,
      count: 2,
      total: 2,
    });
  });

  it('refuses a chosen id that is taken and makes a derived one unique', async () => {
    await bob('POST', '/api/datasets', inline('Été à Paris!'));
    const second = await bob('POST', '/api/datasets', inline('Été à Paris!'));
    expect(second.body.id).toBe('ete-a-paris-2');
    const taken = await bob('POST', '/api/datasets', inline('Other', { id: 'ete-a-paris' }));
    expect([taken.status, taken.body.errorCode]).toEqual([409, 'SLUG_TAKEN']);
    expect((await bob('GET', '/api/datasets?limit=1000')).body.total).toBe(2);
  });

  it('makes one of many that are created at once under one name', async () => {
    const carol = app.as('carol');
    const made = await Promise.all(Array.from({ length: 6 }, () => carol('POST', '/api/datasets', inline('Same'))));
    expect(made.map((answer) => answer.body.id as string).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'same',
      'same-2',
      'same-3',
      'same-4',
      'same-5',
      'same-6',
    ]);
  });

  it('gives it to a team of which the caller is memberPlus, and to nobody else', async () => {
    const team = await alice('POST', '/api/datasets', inline('Team data', { ownerId: 'analytics' }));
    expect([team.status, team.body.naturalId]).toEqual([201, 'team:analytics:team-data']);
    expect((await alice('GET', '/api/datasets/analytics:team-data')).status).toBe(200);
    const foreign = await bob('POST', '/api/datasets', inline('X', { ownerId: 'team:analytics' }));
    expect([foreign.status, foreign.body.errorCode]).toEqual([403, 'OWNER_NOT_PERMITTED']);
    const unknown = await bob('POST', '/api/datasets', inline('X', { ownerId: 'nobody-here' }));
    expect([unknown.status, unknown.body.errorCode]).toEqual([422, 'UNKNOWN_PRINCIPAL']);
  });

  it('needs the permission to create', async () => {
    const { status } = await app.as('dave', { permissions: [] })('POST', '/api/datasets', inline('No'));
    expect(status).toBe(403);
  });

  it.each([
    [400, { name: ' ', source: { kind: 'inline', rows } }],
    [400, { name: 'X' }],
    [400, { name: 'X', source: null }],
    [400, { name: 'X', source: [] }],
    [400, { name: 'X', source: 'inline' }],
    [400, { name: 'X', source: { kind: 'ftp' } }],
    [400, { name: 'X', source: { kind: 'inline', rows: [1] } }],
    [400, { name: 'X', source: { kind: 'inline', rows: 'all' } }],
    [400, { name: 'X', source: { kind: 'inline', rows, url: 'http://x' } }],
    [400, { name: 'X', unknown: 1, source: { kind: 'inline', rows } }],
    [400, { name: 'X\u0000', source: { kind: 'inline', rows } }],
    [400, { name: 'X'.repeat(256), source: { kind: 'inline', rows } }],
    [400, { name: 'X', source: { kind: 'http', url: 5, format: 'json' } }],
    [422, { name: 'X', source: { kind: 'inline' } }],
    [422, { name: 'X', id: 'Not A Slug', source: { kind: 'inline', rows } }],
    [422, { name: 'X', id: 'a:b', source: { kind: 'inline', rows } }],
    [422, { name: 'X', id: '018f4e6e-0000-7000-8000-000000000000', source: { kind: 'inline', rows } }],
    [422, { name: 'X', source: { kind: 'inline', rows: [{ a: 'x'.repeat(70_000) }] } }],
    [422, { name: 'X', source: { kind: 'http', url: 'file:///etc/passwd', format: 'csv' } }],
    [422, { name: 'X', source: { kind: 'http', url: 'http://u:p@example.com/', format: 'csv' } }],
    [422, { name: 'X', source: { kind: 'http', url: 'http://example.com/', format: 'csv', path: 'a' } }],
    [422, { name: 'X', source: { kind: 'http', url: 'http://example.com/', format: 'json', headers: { 'a b': 'c' } } }],
    [
      422,
      { name: 'X', source: { kind: 'http', url: 'http://example.com/', format: 'json', headers: { a: 'b\nc: d' } } },
    ],
    [422, { name: 'X', source: { kind: 'http', url: 'http://example.com/', format: 'json', headers: { a: 5 } } }],
    [422, { name: 'X', source: { kind: 'http', url: 'http://example.com/', format: 'json', headers: { Host: 'b' } } }],
    [422, { name: 'X', source: { kind: 'http', url: 'http://example.com/', format: 'json', headers: { a: '•••' } } }],
    [422, { name: 'X', source: { kind: 'sql', connection: 'nowhere', query: 'SELECT 1' } }],
    [422, { name: 'X', source: { kind: 'sql', connection: 'constructor', query: 'SELECT 1' } }],
    [403, { name: 'X', source: { kind: 'sql', connection: 'warehouse', query: 'SELECT 1' } }],
  ])('answers %d to %j', async (status, body) => {
    const answer = await bob('POST', '/api/datasets', body);
    expect([answer.status, answer.body.message]).toEqual([status, expect.any(String)]);
  });

  it('keeps rows with odd names and values as they are', async () => {
    const odd = JSON.parse(
      '[{"a.b":2,"":3,"then":null,"1":"int","nested":{"deep":[1,{"x":"\\ud83c\\udf89"}]}}]',
    ) as object[];
    const made = await alice('POST', '/api/datasets', { name: 'Odd', source: { kind: 'inline', rows: odd } });
    expect(made.status).toBe(201);
    expect((await alice('GET', '/api/datasets/odd/data')).body.rows).toEqual(odd);
    expect((await alice('GET', '/api/datasets/odd/data?format=json')).body).toEqual(odd);
  });
});

describe('changing', () => {
  it('takes a GET back, counts versions and honours If-Match', async () => {
    await alice('POST', '/api/datasets', inline('Changing'));
    const before = await alice('GET', '/api/datasets/changing');
    const same = await alice('PUT', '/api/datasets/changing', before.body);
    expect([same.status, same.body.version, same.body.rowCount]).toEqual([200, 2, 2]);
    const stale = await alice('PUT', '/api/datasets/changing', { name: 'Z' }, { 'if-match': '"1"' });
    expect([stale.status, stale.body.errorCode]).toEqual([412, 'VERSION_MISMATCH']);
    const fresh = await alice(
      'PUT',
      '/api/datasets/changing',
      { name: 'Zebra', description: null },
      { 'if-match': '"2"' },
    );
    expect([fresh.status, fresh.body.id, fresh.body.name, fresh.headers.get('etag')]).toEqual([
      200,
      'changing',
      'Zebra',
      '"3"',
    ]);
    const names = (await alice('GET', '/api/datasets')).body._embedded['inf:dataset'].map(
      (item: { name: string }) => item.name,
    ) as string[];
    expect(names.at(-1)).toBe('Zebra');
  });

  it('refuses to change what identifies it', async () => {
    await alice('POST', '/api/datasets', inline('Fixed'));
    for (const change of [{ id: 'other' }, { ownerId: 'bob' }, { uuid: 'x' }]) {
      const answer = await alice('PUT', '/api/datasets/fixed', change);
      expect([answer.status, answer.body.errorCode]).toEqual([400, 'READ_ONLY_FIELD']);
    }
  });

  it('replaces inline rows in one step, and keeps them when the new ones are refused', async () => {
    await alice('POST', '/api/datasets', inline('Replaced'));
    const bad = await alice('PUT', '/api/datasets/replaced', {
      name: 'New name',
      source: { kind: 'inline', rows: [{ a: 'x'.repeat(70_000) }] },
    });
    expect(bad.status).toBe(422);
    expect((await alice('GET', '/api/datasets/replaced')).body).toMatchObject({ name: 'Replaced', rowCount: 2 });
    const good = await alice('PUT', '/api/datasets/replaced', { source: { kind: 'inline', rows: [{ n: 1 }] } });
    expect(good.body).toMatchObject({ rowCount: 1, columns: ['n'] });
    const emptied = await alice('PUT', '/api/datasets/replaced', { source: { kind: 'inline', rows: [] } });
    expect(emptied.body).toMatchObject({ rowCount: 0, columns: [] });
    expect((await alice('GET', '/api/datasets/replaced/data')).body.rows).toEqual([]);
    expect((await alice('POST', '/api/datasets/replaced/_refresh')).body.rowCount).toBe(0);
  });

  it('seals header values, shows them masked, and keeps a masked one for the same origin only', async () => {
    const source = { kind: 'http', url: 'http://127.0.0.1:9/a', format: 'json', headers: { 'X-Key': 'sesame' } };
    const made = await alice('POST', '/api/datasets', { name: 'Sealed', source });
    expect(made.body.source.headers).toEqual({ 'X-Key': '•••' });
    const raw = await app.sql.first<{ text: string }>({
      text: `SELECT source::text AS text FROM datasets WHERE id = $1`,
      values: [made.body.uuid],
    });
    expect(raw?.text).not.toContain('sesame');
    const masked = { ...source, headers: { 'X-Key': '•••' } };
    expect(
      (await alice('PUT', '/api/datasets/sealed', { source: { ...masked, url: 'http://127.0.0.1:9/b' } })).status,
    ).toBe(200);
    const elsewhere = await alice('PUT', '/api/datasets/sealed', {
      source: { ...masked, url: 'http://127.0.0.1:10/b' },
    });
    expect([elsewhere.status, elsewhere.body.errorCode]).toEqual([422, 'SECRET_DESTINATION_CHANGED']);
    expect(
      (await alice('PUT', '/api/datasets/sealed', { source: { ...masked, url: 'https://127.0.0.1:9/b' } })).status,
    ).toBe(422);
    const after = await app.sql.first<{ text: string }>({
      text: `SELECT source->'headers'->>'X-Key' = $2 AS same FROM datasets WHERE id = $1`,
      values: [made.body.uuid, JSON.parse(raw!.text).headers['X-Key']],
    });
    expect(after).toEqual({ same: true });
  });
});
