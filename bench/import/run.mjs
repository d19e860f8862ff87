// A project of 1,000 jobs as code: what its import costs, and how long others wait for the project meanwhile.
// `node bench/import/run.mjs [--jobs 1000] [--rounds 3]`, after a build.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { BENCH_DIR, openServer, query } from '../http/databases.mjs';
import { JWT_SECRET, cpuMs, startProduct } from '../http/processes.mjs';

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '3' } },
});
const require = createRequire(import.meta.url);
const jwt = require('jsonwebtoken');
const pg = require('pg');
const claims = { sub: 'importer', permissions: ['permission.jobs.create', 'permission.projects.create'] };
const token = jwt.sign(claims, JWT_SECRET, { algorithm: 'HS256', expiresIn: '1h' });
const NAME = 'punctual_bench_import';
const PER_WORKFLOW = 50;

fs.mkdirSync(BENCH_DIR, { recursive: true });
const server = await openServer();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-import-'));
const url = Object.assign(new URL(server.url), { pathname: `/${NAME}` }).href;
try {
  await query(server.url, `DROP DATABASE IF EXISTS ${NAME}`);
  await query(server.url, `CREATE DATABASE ${NAME}`);
  const product = await startProduct({ url, directory });
  try {
    const port = product.port;
    await imported(port, fileOf('warm', 50));
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      await measured('new jobs', { product, name: `round-${round}`, jobs: Number(values.jobs) });
      await measured('the same again', { product, name: `round-${round}`, jobs: Number(values.jobs) });
    }
  } finally {
    await product.stop();
  }
  await query(server.url, `DROP DATABASE ${NAME} WITH (FORCE)`);
} finally {
  await server.release();
  fs.rmSync(directory, { recursive: true, force: true });
}

async function measured(what, { product, name, jobs }) {
  const projectId = (await imported(product.port, `project: { name: ${name}, concurrency: 20 }\n`)).projectId;
  const before = await cpuMs(product, url);
  const startedAt = performance.now();
  const waits = waitsFor(projectId);
  const { plan } = await imported(product.port, fileOf(name, jobs));
  const took = performance.now() - startedAt;
  const { longestMs } = await waits.end();
  const after = await cpuMs(product, url);
  const [{ statements }] = await query(
    url,
    `SELECT count(*)::int AS statements FROM jobs j JOIN workflows w ON w.id = j.workflow_id WHERE w.project_id = '${projectId}'`,
  );
  console.log(
    `${what.padEnd(14)} ${plan.length} steps, ${statements} jobs there: ${Math.round(took)} ms; CPU node ${after.node - before.node} ms, PostgreSQL ${after.database - before.database} ms; longest wait for the project ${Math.round(longestMs)} ms`,
  );
}

/** Somebody who wants to put a job into the project, again and again. */
function waitsFor(projectId) {
  const until = { isOver: false };
  let longestMs = 0;
  const done = (async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    while (!until.isOver) {
      const from = performance.now();
      await client.query('SELECT 1 FROM projects WHERE id = $1 FOR SHARE', [projectId]);
      longestMs = Math.max(longestMs, performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await client.end();
  })();
  return {
    end: async () => {
      until.isOver = true;
      await done;
      return { longestMs };
    },
  };
}

async function imported(port, text) {
  const response = await fetch(`http://127.0.0.1:${port}/api/projects/_import`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/yaml' },
    body: text,
  });
  const body = await response.json();
  if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return body;
}

function fileOf(name, jobs) {
  const lines = [`project: { name: ${name}, concurrency: 20 }`, 'workflows:'];
  for (let number = 0; number < jobs; number += 1) {
    if (number % PER_WORKFLOW === 0) lines.push(`  Workflow ${number / PER_WORKFLOW}:`, '    jobs:');
    lines.push(
      `      Job ${number}:`,
      '        type: email',
      '        enabled: true',
      `        interval: ${number % 60} ${number % 24} * * *`,
      '        timezone: Europe/Berlin',
      '        maxAttempts: 3',
      `        data: { to: [team${number}@example.org], subject: Report ${number}, text: See below. }`,
      '        actions:',
      '          - { name: Tell, type: email, condition: onFailure, data: { to: [team@example.org], subject: It failed } }',
    );
  }
  return `${lines.join('\n')}\n`;
}
