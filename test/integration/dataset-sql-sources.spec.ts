import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatasetLoader } from '../../src/datasets/loading/dataset-loader.js';
import { DatasetWorkshop } from '../support/dataset-workshop.js';
import type { Made } from '../support/dataset-workshop.js';
import { eventually } from '../support/eventually.js';

let shop: DatasetWorkshop;
beforeAll(async () => {
  shop = await DatasetWorkshop.open();
  await shop.app.sql.execute({
    text: 'CREATE TABLE sales (id int, amount numeric(20,2), big bigint, at timestamptz, doc json)',
  });
});
afterAll(() => shop?.close());

describe('sql sources', () => {
  const sql = (query: string, connection = 'warehouse'): Promise<Made> =>
    shop.create({ kind: 'sql', connection, query });

  it('reads rows with all digits, in order, and knows the columns of no rows', async () => {
    await shop.app.sql.execute({
      text: `INSERT INTO sales VALUES (2, 12.50, 9007199254740993, '2026-01-02T03:04:05Z', E'{"a":\\n1}'), (1, null, 1, null, null)`,
    });
    const dataset = await sql(
      'SELECT id, amount, big::text, at, doc FROM sales ORDER BY id; -- the end'.replace('; -- the end', ' -- the end'),
    );
    expect((await shop.refresh(dataset)).body).toMatchObject({
      rowCount: 2,
      columns: ['id', 'amount', 'big', 'at', 'doc'],
    });
    expect((await shop.rows(dataset))[1]).toMatchObject({
      id: 2,
      amount: 12.5,
      big: '9007199254740993',
      doc: { a: 1 },
    });
    const none = await sql('SELECT 1 AS one, 2 AS two WHERE false');
    expect((await shop.refresh(none)).body).toMatchObject({ rowCount: 0, columns: ['one', 'two'] });
  });

  it.each([
    'DELETE FROM sales',
    'DELETE FROM sales RETURNING *',
    'WITH gone AS (DELETE FROM sales RETURNING *) SELECT * FROM gone',
    'SELECT 1; COMMIT; DELETE FROM sales',
    'SELECT 1) AS x; COMMIT; DELETE FROM sales; SELECT * FROM (SELECT 1',
    'SELECT 1) AS x; COMMIT; DELETE FROM sales; --',
    "SELECT set_config('transaction_read_only', 'off', false)",
    "SELECT set_config('transaction_read_only', 'off', true), (SELECT count(*) FROM sales)",
    "COPY sales TO PROGRAM 'cat'",
    "COPY (SELECT 1) TO PROGRAM 'touch /tmp/never'",
    'SELECT * INTO stolen FROM sales',
    'CREATE TABLE stolen AS SELECT 1',
    'DO $$ BEGIN DELETE FROM sales; END $$',
    'CALL nothing()',
    'SELECT * FROM sales FOR UPDATE',
    'TRUNCATE sales',
    'COMMIT',
    'SELECT 1 AS a, 2 AS a',
    'SELECT $1::int AS a',
    'SELECT /* open',
    'SELECT nonsense FROM nowhere',
    'SELECT 1/0 AS boom',
    "SELECT repeat('x', 70000) AS long",
    ';',
  ])('refuses: %s', async (query) => {
    const before = await shop.app.sql.first({ text: 'SELECT count(*) FROM sales' });
    const failed = await shop.refresh(await sql(query));
    expect([failed.status, failed.body.errorCode]).toEqual([422, expect.stringMatching(/^SOURCE_/)]);
    expect(await shop.app.sql.first({ text: 'SELECT count(*) FROM sales' })).toEqual(before);
  });

  it('tells nothing of a connection that is away', async () => {
    const failed = await shop.refresh(await sql('SELECT 1 AS a', 'gone'));
    expect([failed.status, failed.body.errorCode]).toEqual([503, 'CONNECTION_UNAVAILABLE']);
    expect(failed.body.message).not.toMatch(/hunter2|reader|127\.0\.0\.1/);
  });

  it('lets nobody without the permission point an existing dataset at a connection, or change its query', async () => {
    const dataset = await sql('SELECT 1 AS a');
    await shop.app.as('bob')('GET', '/api/datasets');
    await shop.app.sql.execute({
      text: `INSERT INTO dataset_grants SELECT id, 'bob', 'share', 3, name, created_at FROM datasets WHERE id = $1`,
      values: [dataset.uuid],
    });
    const bob = shop.app.as('bob');
    const body = { source: { kind: 'sql', connection: 'warehouse', query: 'SELECT * FROM users' } };
    expect((await bob('PUT', `/api/datasets/${dataset.uuid}`, body)).body.errorCode).toBe('CONNECTION_FORBIDDEN');
    const same = { source: { kind: 'sql', connection: 'warehouse', query: 'SELECT 1 AS a' } };
    expect((await bob('PUT', `/api/datasets/${dataset.uuid}`, same)).status).toBe(200);
  });

  it('ends a running query when the refresh is aborted', async () => {
    const dataset = await sql('SELECT pg_sleep(25)::text AS a');
    const controller = new AbortController();
    const running = shop.app.app.get(DatasetLoader).refresh(dataset.uuid, { signal: controller.signal });
    const sleeping = {
      text: `
        SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'punctual-dataset' AND state = 'active' AND query LIKE 'FETCH%'`,
    };
    await eventually(async () => expect(await shop.app.sql.first(sleeping)).toEqual({ n: 1 }));
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'LOAD_ABORTED' });
  });
});
