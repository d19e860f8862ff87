import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrincipalsRepository } from '../../src/auth/principals.repository.js';
import { DatasetLoadsRepository } from '../../src/datasets/dataset-loads.repository.js';
import { DatasetSweeper } from '../../src/datasets/dataset-sweeper.js';
import { DatasetsService } from '../../src/datasets/datasets.service.js';
import { DatasetLoader } from '../../src/datasets/loading/dataset-loader.js';
import { DatasetWorkshop } from '../support/dataset-workshop.js';
import { eventually } from '../support/eventually.js';

let shop: DatasetWorkshop;
beforeAll(async () => {
  shop = await DatasetWorkshop.open();
});
afterAll(() => shop?.close());

describe('loads', () => {
  it('lets two refreshes run at once: the last to finish wins, whole', async () => {
    const waiting: ServerResponse[] = [];
    const dataset = await shop.http('json', (response) => void waiting.push(response));
    const first = shop.refresh(dataset);
    await eventually(() => expect(waiting).toHaveLength(1));
    const second = shop.refresh(dataset);
    await eventually(() => expect(waiting).toHaveLength(2));
    const rowsOf = (who: string): string =>
      JSON.stringify(Array.from({ length: 3_000 }, (_, n) => ({ who, n, pad: 'x'.repeat(500) })));
    waiting[1]!.end(rowsOf('second'));
    expect((await second).body.rowCount).toBe(3_000);
    waiting[0]!.end(rowsOf('first'));
    expect((await first).status).toBe(200);
    const exported = (await shop.alice('GET', `/api/datasets/${dataset.uuid}/data?format=json`)).body as {
      who: string;
      n: number;
    }[];
    expect(exported.map(({ who, n }) => `${who} ${n}`)).toEqual(Array.from({ length: 3_000 }, (_, n) => `first ${n}`));
  });

  it('throws rows away whose source was changed while they were loaded', async () => {
    const waiting: ServerResponse[] = [];
    const dataset = await shop.http('json', (response) => void waiting.push(response));
    const running = shop.refresh(dataset);
    await eventually(() => expect(waiting).toHaveLength(1));
    await shop.alice('PUT', `/api/datasets/${dataset.uuid}`, { source: { kind: 'inline', rows: [{ mine: 1 }] } });
    waiting[0]!.end('[{"theirs":1}]');
    const answer = await running;
    expect([answer.status, answer.body.errorCode]).toEqual([409, 'DATASET_SOURCE_CHANGED']);
    expect(await shop.rows(dataset)).toEqual([{ mine: 1 }]);
  });

  it('keeps the old rows when a refresh is aborted in the middle, and holds no connection while a source is slow', async () => {
    const waiting: ServerResponse[] = [];
    const dataset = await shop.http('csv', (response) => void waiting.push(response));
    const initial = shop.refresh(dataset);
    await eventually(() => expect(waiting).toHaveLength(1));
    waiting.pop()!.end('a\n1\n');
    await initial;
    const controller = new AbortController();
    const running = Array.from({ length: 12 }, () =>
      shop.app.app.get(DatasetLoader).refresh(dataset.uuid, { signal: controller.signal }),
    );
    const settled = Promise.allSettled(running);
    await eventually(() => expect(waiting).toHaveLength(12));
    for (const response of waiting) response.write(`a\n${'x'.repeat(1_000)}\n`.repeat(3));
    // The pool has five connections, and twelve loads are under way.
    expect(await shop.rows(dataset)).toEqual([{ a: '1' }]);
    controller.abort();
    for (const result of await settled)
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'LOAD_ABORTED' } });
    expect(await shop.rows(dataset)).toEqual([{ a: '1' }]);
    expect(await shop.loadCount(dataset)).toBe(1);
  });

  it('sweeps what a crash left and what was replaced, never what is in use', async () => {
    const dataset = await shop.http('json', '[{"a":1}]');
    await shop.refresh(dataset);
    const snapshot = await shop.alice('POST', `/api/datasets/${dataset.uuid}/snapshots`);
    await shop.refresh(dataset);
    await shop.refresh(dataset);
    const orphan = await shop.app.app.get(DatasetLoadsRepository).begin(dataset.uuid);
    await shop.app.sql.execute({ text: `INSERT INTO dataset_rows VALUES ($1, 0, '{}')`, values: [orphan] });
    expect(await shop.loadCount(dataset)).toBe(4);
    const sweeper = shop.app.app.get(DatasetSweeper);
    await sweeper.sweep();
    expect(await shop.loadCount(dataset)).toBe(4);
    await shop.app.sql.execute({
      text: `UPDATE dataset_loads SET loaded_at = loaded_at - interval '2 days', retired_at = retired_at - interval '2 hours' WHERE dataset_id = $1`,
      values: [dataset.uuid],
    });
    const swept = await Promise.all([sweeper.sweep(), sweeper.sweep(), sweeper.sweep()]);
    expect(swept.reduce((sum, count) => sum + count)).toBe(2);
    expect(await shop.loadCount(dataset)).toBe(2);
    expect(await shop.rows(dataset)).toEqual([{ a: 1 }]);
    expect(
      (await shop.alice('GET', `/api/datasets/${dataset.uuid}/snapshots/${snapshot.body.id}/data`)).body.rows,
    ).toEqual([{ a: 1 }]);
    expect((await shop.alice('DELETE', `/api/datasets/${dataset.uuid}/snapshots/${snapshot.body.id}`)).status).toBe(
      204,
    );
    expect(await shop.loadCount(dataset)).toBe(1);
  });

  it('keeps at most the previous load of a dataset that is refreshed over and over', async () => {
    const dataset = await shop.http('json', '[{"a":1}]');
    for (let n = 0; n < 5; n += 1) await shop.refresh(dataset);
    expect(await shop.loadCount(dataset)).toBe(2);
  });
});

describe('snapshots', () => {
  it('freezes rows, loads a dataset that never was, and copies nothing', async () => {
    let n = 0;
    const dataset = await shop.http('json', (response) => response.end(JSON.stringify([{ n: (n += 1) }])));
    expect((await shop.alice('GET', `/api/datasets/${dataset.uuid}/data`)).body.errorCode).toBe('DATASET_NOT_LOADED');
    const one = await shop.alice('POST', `/api/datasets/${dataset.uuid}/snapshots`);
    expect([one.status, one.body.rowCount]).toEqual([201, 1]);
    const same = await shop.alice('POST', `/api/datasets/${dataset.uuid}/snapshots`);
    await shop.refresh(dataset);
    const page = (await shop.alice('GET', `/api/datasets/${dataset.uuid}/snapshots`)).body;
    expect(page._embedded['inf:snapshot'].map((item: { id: string }) => item.id)).toEqual([same.body.id, one.body.id]);
    expect([page.total, await shop.loadCount(dataset)]).toEqual([2, 2]);
    expect(await shop.rows(dataset)).toEqual([{ n: 2 }]);
    expect((await shop.alice('GET', one.body._links['inf:dataset-data'].href)).body.rows).toEqual([{ n: 1 }]);
    expect((await shop.alice('GET', `/api/datasets/${dataset.uuid}/snapshots/${one.body.id}`)).body).toMatchObject({
      jobId: null,
      runId: null,
    });
  });

  it('takes snapshots while refreshes end, and loses none of their rows', async () => {
    const dataset = await shop.http('json', '[{"a":1},{"a":2}]');
    await shop.refresh(dataset);
    const work = Array.from({ length: 40 }, (_, n) =>
      n % 2 ? shop.refresh(dataset) : shop.alice('POST', `/api/datasets/${dataset.uuid}/snapshots`),
    );
    const answers = await Promise.all(work);
    expect(answers.map((answer) => answer.status).filter((status) => status > 201)).toEqual([]);
    const taken = answers.filter((answer) => answer.status === 201);
    for (const { body } of taken)
      expect((await shop.alice('GET', body._links['inf:dataset-data'].href)).body.rows).toEqual([{ a: 1 }, { a: 2 }]);
  });
});

describe('runs', () => {
  it('open a dataset with the rights of a caller, load it if need be, and read on while it is refreshed', async () => {
    let content = JSON.stringify(Array.from({ length: 2_500 }, (_, n) => ({ n })));
    const dataset = await shop.http('json', (response) => response.end(content));
    const service = shop.app.app.get(DatasetsService);
    const caller = (await shop.app.app.get(PrincipalsRepository).callerOf('alice'))!;
    const opened = await service.open(dataset.uuid, caller);
    expect(opened).toMatchObject({ datasetId: dataset.uuid, rowCount: 2_500, columns: ['n'] });
    content = '[]';
    const seen: number[] = [];
    for await (const row of opened.rows) {
      if (seen.length === 0) await shop.refresh(dataset);
      seen.push(row['n'] as number);
    }
    expect(seen).toEqual(Array.from({ length: 2_500 }, (_, n) => n));
    await shop.app.as('zoe')('GET', '/api/datasets');
    const zoe = (await shop.app.app.get(PrincipalsRepository).callerOf('zoe'))!;
    await expect(service.open(dataset.uuid, zoe)).rejects.toMatchObject({ code: 'DATASET_NOT_READABLE' });
    expect(await service.resolveReadable(`alice:${dataset.id}`, zoe)).toBeUndefined();
    expect(await service.resolveReadable(dataset.id, caller)).toMatchObject({
      id: dataset.uuid,
      slug: dataset.id,
      naturalId: `alice:${dataset.id}`,
    });
    expect((await service.describeMany([dataset.uuid])).get(dataset.uuid)).toMatchObject({
      slug: dataset.id,
      ownerId: 'alice',
    });
    await expect(service.refreshFor(dataset.uuid, zoe)).rejects.toMatchObject({ code: 'DATASET_NOT_READABLE' });
  });
});
