// @ts-check
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { using } from '../harness/database.mjs';
import { insertJobs, makeDue, migrate } from '../harness/jobs.mjs';
import { whenWorkedOff } from '../harness/ledger.mjs';
import { Product } from '../harness/product.mjs';
import { noting, startsIn } from '../harness/starts.mjs';
import { median, milliseconds, quantile, withSpread } from '../harness/statistics.mjs';

const JOBS = 1_000;
const SPREAD_MS = 6_000;
const LEAD_MS = 3_000;

/** From the due instant to the call of the driver. @param {import('../harness/context.mjs').BenchContext} bench */
export async function latency(bench) {
  const { options, report, server } = bench;
  report.section(`due -> start of ${JOBS} jobs spread over ${SPREAD_MS / 1000} s; ${options.rounds} rounds`);
  await prepare(bench);
  /** @type {number[][]} */
  const rounds = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    const late = await latenessOf(bench, await server.create('bench_round', 'bench_latency'));
    await server.drop('bench_round');
    rounds.push(late);
    const shown = [0.5, 0.9, 0.99, 1].map((share) => milliseconds(quantile(late, share))).join(', ');
    report.say(`round ${round}  p50, p90, p99, max: ${shown}`);
  }
  await server.drop('bench_latency');
  report.figure('latency', rounds);
  for (const [name, share, limit] of /** @type {const} */ ([
    ['p50', 0.5, 3],
    ['p99', 0.99, 15],
  ])) {
    const values = rounds.map((late) => quantile(late, share));
    report.bar({
      bar: `due -> start, ${JOBS} jobs over ${SPREAD_MS / 1000} s, ${name}`,
      atLeast: `<= ${limit} ms`,
      measured: withSpread(values, milliseconds),
      met: median(values) <= limit,
    });
  }
}

/** @param {import('../harness/context.mjs').BenchContext} bench */
async function prepare({ server, dist }) {
  const url = await server.create('bench_latency');
  await migrate(url, dist);
  await insertJobs(url, { count: JOBS });
}

/** One node with the settings that everybody starts with. @param {import('../harness/context.mjs').BenchContext} bench @param {string} url */
async function latenessOf({ dist, directory }, url) {
  const file = path.join(directory, 'starts.txt');
  const nodes = new Product(dist, url);
  const { nodeOptions, env } = noting(dist, file);
  try {
    await nodes.start(nodeOptions, env);
    const fromMs = Date.now() + LEAD_MS;
    await makeDue(url, { count: JOBS, fromMs, stepMs: SPREAD_MS / JOBS });
    await pause(fromMs + SPREAD_MS - Date.now());
    await whenWorkedOff(url, JOBS);
  } finally {
    await nodes.stop();
  }
  const starts = startsIn(file);
  return using(url, async (client) => {
    const { rows } = await client.query(
      'SELECT id, extract(epoch FROM scheduled_for)::float8 * 1000 AS due FROM job_runs',
    );
    if (rows.length !== JOBS) throw new Error(`${rows.length} runs instead of ${JOBS}`);
    return rows.map(({ id, due }) => (starts.get(id) ?? Number.NaN) - due);
  });
}
