// @ts-check
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { since } from '../harness/context.mjs';
import { insertJobs, makeDue, migrate } from '../harness/jobs.mjs';

const run = promisify(execFile);
export const BATCH = 1_000;
const RECORDER = path.resolve(import.meta.dirname, '../probes/record-statements.mjs');

/**
 * The product's own statements with their parameters, as it sends them for these jobs in batches of 1000. The product's
 * classes make them once, on a copy of the database; then they are only sent.
 * @typedef {{ name: string, text: string, values: (string | null)[] }} Recorded
 * @param {import('../harness/context.mjs').BenchContext} bench @param {string} template
 * @returns {Promise<Recorded[]>}
 */
export async function recordStatements(bench, template) {
  const url = await bench.server.create('bench_recorded', template);
  await fallDue(url, bench.options.jobs);
  const file = path.join(bench.directory, 'statements.json');
  await run(process.execPath, [RECORDER, bench.dist, url, String(BATCH), file], { maxBuffer: 2 ** 28 });
  await bench.server.drop('bench_recorded');
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** The same statements sent by a client that does nothing else. @param {import('../harness/context.mjs').BenchContext} bench */
export function statements(bench, /** @type {() => Recorded[]} */ recorded) {
  return {
    name: 'statements',
    template: 'bench_product',
    prepare: seed(bench),
    async round(/** @type {string} */ url) {
      await fallDue(url, bench.options.jobs);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const types = { getTypeParser: () => (/** @type {unknown} */ value) => value };
      const cpu = { own: process.cpuUsage(), server: bench.server.cpuSeconds() };
      const startedMs = performance.now();
      for (const { name, text, values } of recorded())
        await client.query(/** @type {any} */ ({ name, text, values, rowMode: 'array', types }));
      const ms = performance.now() - startedMs;
      const { user, system } = process.cpuUsage(cpu.own);
      const serverCpuSeconds = since(bench, cpu.server);
      await checkLedger(client, bench.options.jobs);
      await client.end();
      return { ms, cpuSeconds: (user + system) / 1e6, serverCpuSeconds };
    },
  };
}

/** The same statements sent by pgbench, prepared. @param {import('../harness/context.mjs').BenchContext} bench */
export function pgbench(bench, /** @type {() => Recorded[]} */ recorded) {
  const script = path.join(bench.directory, 'statements.sql');
  return {
    name: 'pgbench',
    template: 'bench_product',
    prepare: seed(bench),
    async round(/** @type {string} */ url) {
      if (!fs.existsSync(script)) fs.writeFileSync(script, pgbenchScript(recorded()));
      await fallDue(url, bench.options.jobs);
      const before = bench.server.cpuSeconds();
      const { stdout } = await run('pgbench', ['-n', '-c', '1', '-t', '1', '-f', script, url]);
      const ms = Number(/latency average = ([\d.]+) ms/.exec(stdout)?.[1]);
      if (!(ms > 0)) throw new Error(`pgbench said:\n${stdout}`);
      const serverCpuSeconds = since(bench, before);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await checkLedger(client, bench.options.jobs);
      await client.end();
      return { ms, serverCpuSeconds };
    },
  };
}

/** @returns {Promise<boolean>} */
export async function hasPgbench() {
  return run('pgbench', ['--version']).then(
    () => true,
    () => false,
  );
}

/** @param {Recorded[]} recorded */
function pgbenchScript(recorded) {
  const quoted = (/** @type {string | null} */ value) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
  const prepared = new Map(recorded.filter(({ name }) => name).map(({ name, text }) => [name, text]));
  return [
    ...[...prepared].map(([name, text]) => `PREPARE "${name}" AS ${text};`),
    ...recorded.map(({ name, text, values }) => {
      if (!name) return `${text};`;
      return `EXECUTE "${name}"${values.length > 0 ? ` (${values.map(quoted).join(', ')})` : ''};`;
    }),
    '',
  ].join('\n');
}

/** @param {import('../harness/context.mjs').BenchContext} bench */
function seed(bench) {
  return async (/** @type {string} */ url) => {
    await migrate(url, bench.dist);
    await insertJobs(url, { count: bench.options.jobs });
  };
}

/** @param {string} url @param {number} count */
const fallDue = (url, count) => makeDue(url, { count, fromMs: Date.now() - 5_000, stepMs: 0.001 });

/** @param {pg.Client} client @param {number} jobs */
async function checkLedger(client, jobs) {
  const { rows } = await client.query('SELECT count(*)::int AS runs FROM job_runs');
  if (rows[0].runs !== jobs) throw new Error(`the statements wrote ${rows[0].runs} runs instead of ${jobs}`);
}
