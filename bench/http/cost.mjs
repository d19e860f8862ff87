// CPU per request of the cases with a bar, in node and in PostgreSQL, and how many statements each sends: counts and CPU
// time say something on a busy machine, too, and so does how long one request in twenty takes at most, one at a time
// (`--connections 1`). `node bench/http/cost.mjs --jobs 10000 [--profile DIR]`, after a build.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { SMALL, WIDE, cases } from './cases.mjs';
import { BENCH_DIR, databaseOf, hasProjects, openServer } from './databases.mjs';
import { load } from './load-client.mjs';
import { JWT_SECRET, cpuMs, startProduct, startRaw } from './processes.mjs';
import { median } from './rounds.mjs';
import { recordStatements } from './statements.mjs';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '10000' },
    ms: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
    /** Requests to each target before it is measured. */
    warm: { type: 'string', default: '8000' },
    only: { type: 'string', default: '' },
    connections: { type: 'string', default: '4' },
    targets: { type: 'string', default: 'product,same,rows,all' },
    /** Where to write a CPU profile of the product; the figures are then those under the profiler. */
    profile: { type: 'string' },
  },
});

fs.mkdirSync(BENCH_DIR, { recursive: true });
const jwt = createRequire(import.meta.url)('jsonwebtoken');
const tokenOf = (who) =>
  jwt.sign({ sub: who, permissions: ['permission.jobs.create'] }, JWT_SECRET, { algorithm: 'HS256', expiresIn: '24h' });
const tokens = new Map([SMALL, WIDE].map((who) => [who, tokenOf(who)]));
const server = await openServer();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-cost-'));
try {
  const url = await databaseOf(server.url, Number(values.jobs));
  const known = cases({ projects: await hasProjects(url) });
  const chosen = known.filter((one) => one.bar && one.name.includes(values.only));
  const statements = await recordStatements({ url, directory, cases: chosen, tokenOf: (who) => tokens.get(who) });
  const statementsFile = path.join(directory, 'statements.json');
  fs.writeFileSync(statementsFile, JSON.stringify(Object.fromEntries(statements)));
  const nodeOptions = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
  const product = await startProduct({ url, directory, nodeOptions });
  const raw = await startRaw({ url, statementsFile });
  try {
    for (const one of chosen) {
      const { path: where, all } = statements.get(one.name);
      console.log(`${one.name}: ${all.length} statements (${all.map(({ name }) => name).join(', ')})`);
      const targets = { product: { port: product.port, path: where, token: tokens.get(one.who), accept: one.accept } };
      for (const name of ['same', 'rows', 'all']) targets[name] = { port: raw.port, path: `/${one.name}/${name}` };
      for (const name of Object.keys(targets)) if (!values.targets.includes(name)) delete targets[name];
      for (const target of Object.values(targets)) await warm(target);
      const sums = {};
      for (let round = 1; round <= Number(values.rounds); round += 1)
        for (const [name, target] of Object.entries(targets)) {
          const which = name === 'product' ? product : raw;
          const before = await cpuMs(which, url);
          const result = await load({ ...target, connections: Number(values.connections), ms: Number(values.ms) });
          const after = await cpuMs(which, url);
          const sum = (sums[name] ??= { node: 0, database: 0, requests: 0, perSecond: [], p5: [] });
          sum.node += after.node - before.node;
          sum.database += after.database - before.database;
          sum.requests += result.requests;
          sum.perSecond.push(Math.round(result.perSecond));
          sum.p5.push(result.p5);
        }
      for (const [name, { node, database, requests, perSecond, p5 }] of Object.entries(sums))
        console.log(
          `  ${name.padEnd(8)} node ${(node / requests).toFixed(3)} ms  PostgreSQL ${(database / requests).toFixed(3)} ms  ${perSecond.join(' ')} req/s  p5 ${median(p5).toFixed(2)} ms`,
        );
    }
  } finally {
    await product.stop();
    await raw.stop();
  }
} finally {
  await server.release();
  fs.rmSync(directory, { recursive: true, force: true });
}

/** Compilers need thousands of requests, however long a busy machine takes for them. */
async function warm(target) {
  for (let left = Number(values.warm); left > 0;)
    left -= (await load({ ...target, connections: 16, ms: 500 })).requests;
}
