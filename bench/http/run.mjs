// npm run bench:http: lists and single jobs over HTTP, beside fastify + pg with the same statements. See docs/performance.md.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../../scripts/build-if-needed.mjs';
import { ROOT, SMALL, WIDE, cases } from './cases.mjs';
import { JWT_SECRET, cpuMs, memoryMb, startProduct, startRaw } from './processes.mjs';
import { load } from './load-client.mjs';
import { alternate } from './rounds.mjs';
import { recordStatements } from './statements.mjs';
import { readFlatList } from './flat-list.mjs';
import { printBars, printHead, printRow, printTitle } from './report.mjs';

const { values } = parseArgs({
  options: {
    /** Sizes, comma-separated. */
    jobs: { type: 'string', default: '10000,100000,1000000' },
    rounds: { type: 'string', default: '5' },
    /** Length of a round of a case with a bar; others take a fifth, and half the rounds. */
    ms: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '4' },
    /** How long each target of a case with a bar runs before it is measured: compilers need thousands of requests. */
    warm: { type: 'string', default: '4000' },
    /** Only cases whose name has this in it. */
    only: { type: 'string', default: '' },
    /** Against what is in dist now, fresh or not. */
    'no-build': { type: 'boolean', default: false },
  },
});

if (!values['no-build']) buildIfNeeded();
const { BENCH_DIR, databaseOf, hasProjects, openServer } = await import('./databases.mjs');
fs.mkdirSync(BENCH_DIR, { recursive: true });
const jwt = createRequire(import.meta.url)('jsonwebtoken');
const tokens = new Map([SMALL, WIDE, ROOT].map((who) => [who, tokenFor(who)]));
const sizes = values.jobs.split(',').map(Number);

const server = await openServer();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-bench-'));
try {
  console.log(`node ${process.version}, PostgreSQL ${server.version}, ${os.cpus().length} x ${os.cpus()[0].model}`);
  const measured = [];
  for (const jobs of sizes) measured.push(...(await benchOf(jobs)));
  printBars(measured);
} finally {
  await server.release();
  fs.rmSync(directory, { recursive: true, force: true });
}

/** All cases on one size. */
async function benchOf(jobs) {
  const url = await databaseOf(server.url, jobs);
  const known = cases({ projects: await hasProjects(url) });
  const chosen = known.filter((one) => one.name.includes(values.only) || one.group.includes(values.only));
  const tokenOf = (who) => tokens.get(who);
  const statements = await recordStatements({ url, directory, cases: chosen, tokenOf });
  const statementsFile = path.join(directory, 'statements.json');
  fs.writeFileSync(statementsFile, JSON.stringify(Object.fromEntries(statements)));
  const product = await startProduct({ url, directory });
  const raw = await startRaw({ url, statementsFile });
  const measured = [];
  try {
    printTitle(jobs);
    for (const one of chosen) {
      if (one !== chosen[0] && one.who === chosen[chosen.indexOf(one) - 1].who) printHead('');
      else printHead(one.who);
      const row = await measure(one, { jobs, url, product, raw, where: statements.get(one.name).path });
      printRow(row);
      measured.push(row);
    }
    measured.push({ jobs, memory: memoryMb(product) });
    measured.push({ jobs, flatList: await readFlatList(product, tokens.get(ROOT)) });
    return measured;
  } finally {
    await product.stop();
    await raw.stop();
  }
}

async function measure(one, { jobs, url, product, raw, where }) {
  const token = tokens.get(one.who);
  const target = (variant) => ({ port: raw.port, path: `/${one.name}/${variant}` });
  const targets = { product: { port: product.port, path: where, token, accept: one.accept }, same: target('same') };
  if (one.bar) Object.assign(targets, { rows: target('rows'), all: target('all') });
  const firstMs = await firstRequest(targets.product);
  const options = {
    rounds: one.bar ? Number(values.rounds) : Math.ceil(Number(values.rounds) / 2),
    ms: Number(values.ms) / (one.bar ? 1 : 5),
    connections: one.bar ? Number(values.connections) : 1,
  };
  if (one.bar)
    for (const each of Object.values(targets)) await load({ ...each, ms: Number(values.warm), connections: 16 });
  const results = await alternate(targets, options);
  const cpu = one.bar ? await cpuPerRequest({ url, product, raw, targets, options }) : undefined;
  return { ...one, jobs, firstMs, results, cpu };
}

/** What the product alone finds out, and later requests know. */
async function firstRequest({ port, path: where, token, accept = '*/*' }) {
  const startedAt = performance.now();
  const headers = { Authorization: `Bearer ${token}`, Accept: accept };
  const response = await fetch(`http://127.0.0.1:${port}${where}`, { headers });
  await response.arrayBuffer();
  return performance.now() - startedAt;
}

/** CPU milliseconds per request, which other load on the machine disturbs less than it does the clock. */
async function cpuPerRequest({ url, product, raw, targets, options }) {
  const costs = {};
  for (const [name, target] of Object.entries(targets)) {
    const which = name === 'product' ? product : raw;
    const before = await cpuMs(which, url);
    const { requests } = await load({ ...target, ...options, ms: options.ms * 2 });
    const after = await cpuMs(which, url);
    costs[name] = {
      node: (after.node - before.node) / requests,
      database: (after.database - before.database) / requests,
    };
  }
  return costs;
}

/** As an issuer that shares the secret makes it; teams are what the database knows. */
function tokenFor(who) {
  const claims = who === ROOT ? { superuser: true } : { permissions: ['permission.jobs.create'] };
  return jwt.sign({ sub: who, ...claims }, JWT_SECRET, { algorithm: 'HS256', expiresIn: '24h' });
}
