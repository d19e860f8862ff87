// @ts-check
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { insertJobs, makeDue, migrate } from '../harness/jobs.mjs';
import { accountOf, whenWorkedOff } from '../harness/ledger.mjs';
import { Product } from '../harness/product.mjs';
import { noting, startsIn } from '../harness/starts.mjs';
import { median, milliseconds, withSpread } from '../harness/statistics.mjs';

const JOBS = 10_000;
const NODES = 2;
const MINUTE_MS = 60_000;
/** Time to prepare before the minute begins. */
const LEAD_MS = 12_000;

/** Many cron jobs that are due in the same minute. @param {import('../harness/context.mjs').BenchContext} bench */
export async function minute(bench) {
  const { options, report, server } = bench;
  report.section(`${JOBS} cron jobs due in the same minute, ${NODES} nodes; ${options.rounds} rounds`);
  /** @type {number[]} */
  const last = [];
  let [missed, doubled] = [0, 0];
  for (let round = 1; round <= options.rounds; round += 1) {
    const found = await oneMinute(bench, await server.create('bench_round'));
    await server.drop('bench_round');
    last.push(found.lastMs);
    missed += found.missed;
    doubled += found.doubled;
    report.say(`round ${round}  last start after ${milliseconds(found.lastMs)}; shares ${found.shares.join(' and ')}`);
  }
  report.figure('minute', { last, missed, doubled });
  report.bar({
    bar: `${JOBS} cron jobs in one minute, ${NODES} nodes: last start`,
    atLeast: '<= 1 s late; 0 missed, 0 doubled',
    measured: `${withSpread(last, milliseconds)}; ${missed} missed, ${doubled} doubled`,
    met: median(last) <= 1_000 && missed === 0 && doubled === 0,
  });
}

/** @param {import('../harness/context.mjs').BenchContext} bench @param {string} url */
async function oneMinute({ dist, directory }, url) {
  await migrate(url, dist);
  const atMs = Math.ceil((Date.now() + LEAD_MS) / MINUTE_MS) * MINUTE_MS;
  const at = new Date(atMs);
  await insertJobs(url, { count: JOBS, cron: `'${at.getUTCMinutes()} ${at.getUTCHours()} * * *'` });
  const files = Array.from({ length: NODES }, (_, index) => path.join(directory, `starts-${index}.txt`));
  const nodes = new Product(dist, url, { SCHEDULER_CONCURRENCY: '1000' });
  try {
    for (const file of files) {
      const { nodeOptions, env } = noting(dist, file);
      await nodes.start(nodeOptions, env);
    }
    await makeDue(url, { count: JOBS, fromMs: atMs, stepMs: 0 });
    if (Date.now() > atMs) throw new Error('the machine is too slow: the minute had begun before all was ready');
    await pause(atMs - Date.now());
    await whenWorkedOff(url, JOBS);
  } finally {
    await nodes.stop();
  }
  const starts = files.map((file) => [...startsIn(file).values()]);
  const account = await accountOf(url, JOBS);
  return { ...account, lastMs: Math.max(...starts.flat()) - atMs, shares: starts.map(({ length }) => length) };
}
