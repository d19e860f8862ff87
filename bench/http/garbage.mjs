// node bench/http/garbage.mjs: what requests leave behind that only a full garbage collection takes away, and how long the
// collections of young objects take. Against what is in dist. See docs/decisions/0031.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../../scripts/build-if-needed.mjs';
import { SMALL } from './cases.mjs';
import { JWT_SECRET, startProduct } from './processes.mjs';
import { load } from './load-client.mjs';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '10000' },
    ms: { type: 'string', default: '5000' },
    path: { type: 'string', default: '/api/jobs/{id},/api/jobs,/api/runs' },
  },
});

buildIfNeeded();
const { BENCH_DIR, databaseOf, openServer } = await import('./databases.mjs');
fs.mkdirSync(BENCH_DIR, { recursive: true });
const jwt = createRequire(import.meta.url)('jsonwebtoken');
const token = jwt.sign({ sub: SMALL, permissions: [] }, JWT_SECRET, { algorithm: 'HS256', expiresIn: '1h' });
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-bench-'));
const server = await openServer();
try {
  const url = await databaseOf(server.url, Number(values.jobs));
  const product = await startProduct({ url, directory, nodeOptions: ['--trace-gc'] });
  const ask = async (where) =>
    (await fetch(`http://127.0.0.1:${product.port}${where}`, { headers: { Authorization: `Bearer ${token}` } })).json();
  const [{ id }] = (await ask('/api/jobs?limit=1'))._embedded['inf:job'];
  for (const template of values.path.split(',')) {
    const target = { port: product.port, path: template.replace('{id}', id), token };
    await load({ ...target, ms: Number(values.ms), connections: 8 });
    const from = product.output().length;
    const { requests } = await load({ ...target, ms: Number(values.ms), connections: 4 });
    console.log(`${template.padEnd(20)} ${describe(product.output().slice(from), requests)}`);
  }
  await product.stop();
} finally {
  await server.release();
  fs.rmSync(directory, { recursive: true, force: true });
}

/** `Scavenge 90.0 (127.5) -> 75.8 (127.5) MB, 2.91 / 0.00 ms`: what is left after one grows by what survived. */
function describe(output, requests) {
  const young = Array.from(output.matchAll(/Scavenge [\d.]+ \([\d.]+\) -> ([\d.]+) \([\d.]+\) MB, ([\d.]+)/g));
  if (young.length < 2) return `${requests} requests: too few collections, take a longer --ms`;
  const grownMb = Number(young.at(-1)[1]) - Number(young[0][1]);
  const perRequest = (grownMb * 1000) / ((requests / young.length) * (young.length - 1));
  const pauses = young.map(([, , ms]) => Number(ms)).toSorted((a, b) => a - b);
  const full = (output.match(/Mark-Compact/g) ?? []).length;
  return `${requests} requests: ${full > 0 ? '?' : perRequest.toFixed(2)} kB of each stay, ${young.length} young collections of ${pauses[Math.floor(pauses.length / 2)]} ms, ${full} full`;
}
