import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { startSourceServer } from '../support/source-server.js';
import { expectProblem } from '../support/problems.js';
import type { SourceServer } from '../support/source-server.js';

let app: TestApp;
let server: SourceServer;

beforeAll(async () => {
  server = await startSourceServer();
  app = await startTestApp();
});
afterAll(async () => {
  await app?.close();
  await server?.close();
});

it('carries a dataset from its source to a snapshot and a CSV file', async () => {
  let content = 'region,amount\nnorth,10\nsouth,20\n';
  server.on('/sales.csv', (_, response) => response.end(content));
  const alice = app.as('alice');
  const source = { kind: 'http', url: `${server.url}/sales.csv`, format: 'csv' };
  const made = await alice.post('/api/datasets', { id: 'sales-2024', name: 'Sales 2024', source });
  expect([made.status, made.body.id, made.body.rowCount]).toEqual([201, 'sales-2024', null]);
  const snapshot = await alice.post('/api/datasets/sales-2024/snapshots');
  expect([snapshot.status, snapshot.body.rowCount]).toEqual([201, 2]);
  content = 'region,amount\nnorth,11\n';
  expect((await alice.post('/api/datasets/sales-2024/_refresh')).body.rowCount).toBe(1);
  const frozen = await alice.get(`/api/datasets/sales-2024/snapshots/${snapshot.body.id}/data?format=csv`);
  expect(frozen.body).toBe('region,amount\r\nnorth,10\r\nsouth,20\r\n');
  expect((await alice.get('/api/datasets/alice:sales-2024/data')).body.rows).toEqual([
    { region: 'north', amount: '11' },
  ]);
  expect((await app.as('mallory').get('/api/datasets/alice:sales-2024/data')).status).toBe(404);
  expect((await alice.delete('/api/datasets/sales-2024')).status).toBe(204);
});

it.each([
  [null],
  [[null]],
  [[]],
  [[{ kind: 'inline', rows: [] }]],
  ['x'],
  [5],
  [{ kind: 'constructor' }],
  [{ kind: {} }],
])('refuses %j for a source', async (source) => {
  const bob = app.as('bob');
  await bob.post('/api/datasets', { id: 'rows', name: 'Rows', source: { kind: 'inline', rows: [{ a: 1 }] } });
  expectProblem(await bob.post('/api/datasets', { name: 'z', source }), 400, 'VALIDATION_FAILED');
  expectProblem(await bob.put('/api/datasets/rows', { source }), 400, 'VALIDATION_FAILED');
  expect((await bob.get('/api/datasets/rows/data')).body.rows).toEqual([{ a: 1 }]);
});
