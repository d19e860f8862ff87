// @ts-check
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { growBigDatabase } from '../harness/big-database.mjs';
import { makeDue } from '../harness/jobs.mjs';
import { whenWorkedOff } from '../harness/ledger.mjs';
import { memoryOf } from '../harness/processes.mjs';
import { Product } from '../harness/product.mjs';

const LIMIT_MB = 250;
const DUE = 20_000;
const ROWS = 100_000;
const FORMATS = ['csv', 'json', 'xlsx'];

/** The most memory that one node ever has, with the settings that everybody starts with. @param {import('../harness/context.mjs').BenchContext} bench */
export async function memory(bench) {
  const { options, report, dist } = bench;
  report.section(`memory of a node with ${options.big} jobs in the table, and while it exports ${ROWS} rows`);
  const url = await growBigDatabase(bench, options.big);
  const nodes = new Product(dist, url, { ALLOW_PRIVATE_NETWORK: 'true' });
  const source = await serveRows();
  try {
    const working = await nodes.start();
    const fromMs = Date.now() + 1_000;
    await makeDue(url, { count: DUE, fromMs, stepMs: 0 });
    await pause(Math.max(0, fromMs - Date.now()));
    await whenWorkedOff(url, DUE);
    const peak = memoryOf(working.pid).peak;
    report.say(`${DUE} of ${options.big} jobs run: ${peak.toFixed(0)} MB at most`);
    bar(bench, `memory of a node, ${options.big} jobs in the table, ${DUE} of them run`, peak);
    await working.end('SIGTERM');
    const exporting = await nodes.start();
    const before = memoryOf(exporting.pid).peak;
    await exportAll(exporting.url, source.url, (what) =>
      report.say(`${what}: ${memoryOf(exporting.pid).peak.toFixed(0)} MB at most (${before.toFixed(0)} before)`),
    );
    bar(bench, `memory of a node while it loads and exports a dataset of ${ROWS} rows`, memoryOf(exporting.pid).peak);
  } finally {
    source.close();
    await nodes.stop();
  }
}

/** @param {import('../harness/context.mjs').BenchContext} bench @param {string} name @param {number} peak */
function bar({ report }, name, peak) {
  report.figure(name, peak);
  report.bar({ bar: name, atLeast: `< ${LIMIT_MB} MB`, measured: `${peak.toFixed(0)} MB`, met: peak < LIMIT_MB });
}

/** @param {string} api @param {string} source @param {(what: string) => void} told */
async function exportAll(api, source, told) {
  const headers = { authorization: `Bearer ${Product.tokenOf('bench')}`, 'content-type': 'application/json' };
  const post = async (/** @type {string} */ path, /** @type {object} */ body) => {
    const response = await fetch(api + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  };
  await post('/api/datasets', { id: 'rows', name: 'Rows', source: { kind: 'http', url: source, format: 'csv' } });
  await post('/api/datasets/rows/_refresh', {});
  told(`${ROWS} rows loaded`);
  for (const format of FORMATS) {
    const response = await fetch(`${api}/api/datasets/rows/data?format=${format}`, { headers });
    let bytes = 0;
    for await (const chunk of response.body ?? []) bytes += chunk.length;
    if (!response.ok || bytes < ROWS) throw new Error(`export as ${format}: ${response.status}, ${bytes} bytes`);
    told(`exported as ${format}, ${(bytes / 2 ** 20).toFixed(1)} MB`);
  }
}

/** A web server with one large CSV file. */
async function serveRows() {
  const server = http.createServer((_, response) => {
    response.write('id,name,amount,region,at\n');
    for (let row = 1; row <= ROWS; row += 1)
      response.write(
        `${row},Customer number ${row},${row * 7}.50,region ${row % 12},2026-01-${String((row % 28) + 1).padStart(2, '0')}\n`,
      );
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/rows.csv`, close: () => server.close() };
}
