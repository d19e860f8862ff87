// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { using } from '../harness/database.mjs';
import { insertJobs, makeDue, migrate } from '../harness/jobs.mjs';
import { accountOf, whenWorkedOff } from '../harness/ledger.mjs';
import { Product } from '../harness/product.mjs';
import { withSpread } from '../harness/statistics.mjs';

const JOBS = 1_000;
const SLEEP_MS = 500;
const CONCURRENCY = '100';
const LEAD_MS = 4_000;
/** After the jobs fell due: both nodes are full of work, and more waits. */
const KILL_AFTER_MS = 1_000;

/** kill -9 of one of two nodes in the middle of work. @param {import('../harness/context.mjs').BenchContext} bench */
export async function death(bench) {
  const { options, report, server } = bench;
  report.section(`kill -9 of one of two nodes, ${JOBS} jobs of ${SLEEP_MS} ms; ${options.rounds} rounds`);
  /** @type {number[]} */
  const times = [];
  let [lost, doubled] = [0, 0];
  for (let round = 1; round <= options.rounds; round += 1) {
    const found = await oneDeath(bench, await server.create('bench_round'));
    await server.drop('bench_round');
    times.push(found.seconds);
    lost += found.missed;
    doubled += found.doubled;
    report.say(
      `round ${round}  all done ${found.seconds.toFixed(1)} s after; ${found.takenOver} runs died with the node`,
    );
  }
  report.figure('death', { times, lost, doubled });
  report.bar({
    bar: 'kill -9 of a node: every run accounted for and done again',
    atLeast: '<= 12 s; 0 lost, 0 twice',
    measured: `${withSpread(times, (seconds) => `${seconds.toFixed(1)} s`)}; ${lost} lost, ${doubled} twice`,
    met: Math.max(...times) <= 12 && lost === 0 && doubled === 0,
  });
}

/** @param {import('../harness/context.mjs').BenchContext} bench @param {string} url */
async function oneDeath({ dist }, url) {
  await migrate(url, dist);
  await insertJobs(url, { count: JOBS, data: { sleepMs: SLEEP_MS } });
  const nodes = new Product(dist, url, { SCHEDULER_CONCURRENCY: CONCURRENCY });
  try {
    const victim = await nodes.start();
    await nodes.start();
    const fromMs = Date.now() + LEAD_MS;
    await makeDue(url, { count: JOBS, fromMs, stepMs: 0 });
    await pause(fromMs + KILL_AFTER_MS - Date.now());
    await victim.end('SIGKILL');
    const killedMs = Date.now();
    await whenWorkedOff(url, JOBS);
    const account = await accountOf(url, JOBS);
    if (account.takenOver === 0) throw new Error('the node had no work when it was killed: nothing was measured');
    return { ...account, seconds: ((await lastEnd(url)) - killedMs) / 1000 };
  } finally {
    await nodes.stop();
  }
}

/** @param {string} url */
async function lastEnd(url) {
  return using(url, async (client) => {
    const { rows } = await client.query(
      'SELECT extract(epoch FROM max(finished_at))::float8 * 1000 AS ms FROM job_runs',
    );
    return rows[0].ms;
  });
}
