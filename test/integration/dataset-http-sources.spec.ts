import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDatasetApp } from '../support/dataset-app.js';
import { DatasetWorkshop } from '../support/dataset-workshop.js';

let shop: DatasetWorkshop;
beforeAll(async () => {
  shop = await DatasetWorkshop.open();
});
afterAll(() => shop?.close());

describe('http sources', () => {
  it('reads CSV with BOM, quotes, line breaks inside quotes, tabs and backslashes', async () => {
    const dataset = await shop.http(
      'csv',
      '\ufeffname,note\r\n"Smith, ""J""","two\nlines"\r\n\r\nBack\\slash\\n,tab\there\r\n',
    );
    expect((await shop.refresh(dataset)).body).toMatchObject({
      rowCount: 2,
      columns: ['name', 'note'],
      lastError: null,
    });
    expect(await shop.rows(dataset)).toEqual([
      { name: 'Smith, "J"', note: 'two\nlines' },
      { name: 'Back\\slash\\n', note: 'tab\there' },
    ]);
  });

  it('keeps the columns of a CSV without rows', async () => {
    const dataset = await shop.http('csv', 'a,b\n');
    expect((await shop.refresh(dataset)).body).toMatchObject({ rowCount: 0, columns: ['a', 'b'] });
  });

  it('reads a JSON array, one inside a document, and columns in order of appearance', async () => {
    const rows = [
      { b: 1, a: 'x' },
      { c: { d: [1] }, a: null },
    ];
    const plain = await shop.http('json', JSON.stringify(rows));
    expect((await shop.refresh(plain)).body).toMatchObject({ rowCount: 2, columns: ['b', 'a', 'c'] });
    expect(await shop.rows(plain)).toEqual(rows);
    const nested = await shop.http('json', JSON.stringify({ meta: { items: 5 }, data: [{ items: rows }], items: [] }), {
      path: 'data.0.items',
    });
    expect((await shop.refresh(nested)).status).toBe(200);
    expect(await shop.rows(nested)).toEqual(rows);
  });

  it('sends the headers in clear, and only there', async () => {
    const seen: (string | undefined)[] = [];
    shop.server.on('/auth', (request, response) => (seen.push(request.headers['x-key'] as string), response.end('[]')));
    const dataset = await shop.create({
      kind: 'http',
      url: `${shop.server.url}/auth`,
      format: 'json',
      headers: { 'X-Key': 'sesame' },
    });
    await shop.refresh(dataset);
    expect(seen).toEqual(['sesame']);
  });

  it.each([
    ['a number of fields that changes', 'csv', 'a,b\n1,2\n1,2,3\n', /line 3/],
    ['a column twice', 'csv', 'a,b,a\n1,2,3\n', /column "a" twice/],
    ['a column without name', 'csv', 'a,,c\n1,2,3\n', /column 2 has no name/],
    ['a quote that is never closed', 'csv', 'a\n"1\n2\n', /quote/],
    ['an empty CSV', 'csv', '', /empty/],
    ['bytes that are not UTF-8', 'csv', Buffer.from([0x61, 0x0a, 0xff, 0xfe]), /not UTF-8/],
    ['JSON that breaks in the middle', 'json', '[{"a":1},{"a":2},{"a":', /after row 2/],
    ['JSON with rubbish behind', 'json', '[{"a":1}] x', /broken/],
    ['JSON that is no array', 'json', '{"a":1}', /path/],
    ['an element that is no object', 'json', '[{"a":1},2]', /element 2/],
    ['an empty document', 'json', '', /broken|empty/],
    ['a row that is too long', 'json', JSON.stringify([{ a: 'x'.repeat(70_000) }]), /row 1 has 70008 bytes/],
    ['a text that never ends', 'json', `[{"a":"${'x'.repeat(3_000_000)}"}]`, /complete row/],
    ['a record that is too long', 'csv', `a\n${'x'.repeat(70_000)}\n`, /longer than/],
    ['nesting without end', 'json', `[{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}]`, /nested|depth|deep/],
    [
      'too many columns',
      'json',
      JSON.stringify([Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`c${n}`, 1]))]),
      /1000 columns/,
    ],
    ['a NUL in a column name', 'json', '[{"a\\u0000":1}]', /NUL/],
  ] as const)('refuses %s, says where, and keeps the rows there were', async (_, format, broken, message) => {
    let content: string | Buffer = format === 'csv' ? 'old\n1\n' : '[{"old":"1"}]';
    const dataset = await shop.http(format, (response) => response.end(content));
    await shop.refresh(dataset);
    content = broken;
    const failed = await shop.refresh(dataset);
    expect([failed.status, failed.body.message]).toEqual([422, expect.stringMatching(message)]);
    expect(await shop.rows(dataset)).toEqual([{ old: '1' }]);
    expect((await shop.alice('GET', `/api/datasets/${dataset.uuid}`)).body.lastError).toMatchObject({
      message: failed.body.message as string,
    });
    expect(await shop.loadCount(dataset)).toBe(1);
  });

  it('stores NUL and lone surrogates inside values', async () => {
    const dataset = await shop.http('json', '[{"a":"x\\u0000y","b":"\\ud800"}]');
    expect((await shop.refresh(dataset)).status).toBe(200);
    expect(await shop.rows(dataset)).toEqual([{ a: 'x\u0000y', b: '\ud800' }]);
  });

  it.each([
    [500, 503, 'SOURCE_HTTP_STATUS'],
    [429, 503, 'SOURCE_HTTP_STATUS'],
    [404, 422, 'SOURCE_HTTP_STATUS'],
    [204, 422, 'SOURCE_UNREADABLE'],
  ])('reports a source that answers %d', async (status, ours, code) => {
    const dataset = await shop.http('json', (response) => response.writeHead(status).end());
    const failed = await shop.refresh(dataset);
    expect([failed.status, failed.body.errorCode]).toEqual([ours, code]);
  });

  it('reports a source that hangs up in the middle', async () => {
    const dataset = await shop.http('json', (response) => {
      response.write('[{"a":1},', () => response.destroy());
    });
    const failed = await shop.refresh(dataset);
    expect([failed.status, failed.body.errorCode]).toEqual([503, 'OUTBOUND_CONNECTION_FAILED']);
  });

  it('reads no private address where the installation forbids it', async () => {
    const strict = await startDatasetApp(() => ({}));
    try {
      const mallory = strict.as('mallory');
      for (const url of [
        shop.server.url,
        shop.server.url.replace('127.0.0.1', 'localhost'),
        'http://169.254.169.254/latest/meta-data/',
      ]) {
        const made = await mallory('POST', '/api/datasets', {
          name: 'SSRF',
          source: { kind: 'http', url, format: 'json' },
        });
        const failed = await mallory('POST', `/api/datasets/${made.body.uuid}/_refresh`);
        expect([failed.status, failed.body.errorCode]).toEqual([422, 'OUTBOUND_ADDRESS_REFUSED']);
      }
    } finally {
      await strict.close();
    }
  });
});
