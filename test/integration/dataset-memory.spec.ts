import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatasetWorkshop } from '../support/dataset-workshop.js';

let shop: DatasetWorkshop;
beforeAll(async () => {
  shop = await DatasetWorkshop.open();
});
afterAll(() => shop?.close());

describe('100,000 rows', () => {
  const ROWS = 100_000;
  const LIMIT_MIB = 160;

  it.each(['csv', 'json'] as const)(
    'pass through refresh from %s, snapshot and export in bounded memory',
    async (format) => {
      // What the process needs for the first rows, whatever their number.
      await passThrough(format, ROWS / 10);
      globalThis.gc?.();
      const before = process.memoryUsage().rss;
      let peak = before;
      const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
      expect((await passThrough(format, ROWS))[0]).toBe(ROWS + 1);
      clearInterval(sampler);
      const growth = Math.round((peak - before) / 1024 / 1024);
      console.log(`100,000 rows from ${format}: RSS grew by ${growth} MiB (from ${Math.round(before / 1024 / 1024)})`);
      expect(growth).toBeLessThan(LIMIT_MIB);
    },
  );
});

/** @returns the number of lines in the exports as csv, json and xlsx */
async function passThrough(format: 'csv' | 'json', rows: number): Promise<number[]> {
  const dataset = await shop.http(format, (response) => void produce(response, format, rows));
  expect((await shop.refresh(dataset)).body).toMatchObject({ rowCount: rows });
  const snapshot = await shop.alice('POST', `/api/datasets/${dataset.uuid}/snapshots`);
  const lineCounts: number[] = [];
  for (const exported of ['csv', 'json', 'xlsx']) {
    const response = await fetch(
      `${shop.app.url}/api/datasets/${dataset.uuid}/snapshots/${snapshot.body.id}/data?format=${exported}`,
      { headers: { authorization: `Bearer ${shop.alice.token}` } },
    );
    let lines = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      lines += Buffer.from(chunk).toString('latin1').split('\n').length - 1;
    lineCounts.push(lines);
  }
  return lineCounts;
}

async function produce(response: ServerResponse, format: 'csv' | 'json', rows: number): Promise<void> {
  const line = (n: number): string =>
    format === 'csv'
      ? `${n},customer ${n},some text that has a length,${n * 1.5},north\n`
      : `${n ? ',' : '['}{"id":${n},"name":"customer ${n}","text":"some text that has a length","amount":${n * 1.5},"region":"north"}\n`;
  if (format === 'csv') response.write('id,name,text,amount,region\n');
  for (let n = 0; n < rows; n += 500) {
    const isWritten = response.write(Array.from({ length: 500 }, (_, k) => line(n + k)).join(''));
    if (!isWritten) await once(response, 'drain');
  }
  response.end(format === 'csv' ? '' : ']');
}
