// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { since } from '../harness/context.mjs';
import { using } from '../harness/database.mjs';
import { insertJobs, makeDue, migrate } from '../harness/jobs.mjs';
import { accountOf, whenWorkedOff } from '../harness/ledger.mjs';
import { cpuSecondsOf, memoryOf } from '../harness/processes.mjs';
import { Product } from '../harness/product.mjs';

/** Time to make everything due before it is. */
const LEAD_MS = 4_000;

/**
 * One node of the built product that waits for all jobs to fall due: from the due instant to the last end in the ledger.
 * @param {import('../harness/context.mjs').BenchContext} bench
 */
export function product(bench) {
  return {
    name: 'product',
    template: 'bench_product',
    async prepare(/** @type {string} */ url) {
      await migrate(url, bench.dist);
      await insertJobs(url, { count: bench.options.jobs });
    },
    async round(/** @type {string} */ url) {
      const nodes = new Product(bench.dist, url, { SCHEDULER_CONCURRENCY: '1000' });
      try {
        const node = await nodes.start();
        const fromMs = Date.now() + LEAD_MS;
        await makeDue(url, { count: bench.options.jobs, fromMs, stepMs: 0.001 });
        if (Date.now() >= fromMs) throw new Error('the machine is too slow: the jobs were due before all was ready');
        await pause(fromMs - Date.now());
        const cpu = { own: cpuSecondsOf(node.pid), server: bench.server.cpuSeconds() };
        const ms = await drained(url, bench.options.jobs, fromMs);
        const cpuSeconds = cpuSecondsOf(node.pid) - cpu.own;
        return {
          ms,
          cpuSeconds,
          serverCpuSeconds: since(bench, cpu.server),
          note: `${memoryOf(node.pid).peak.toFixed(0)} MB`,
        };
      } finally {
        await nodes.stop();
      }
    },
  };
}

/** @param {string} url @param {number} jobs @param {number} fromMs */
async function drained(url, jobs, fromMs) {
  await whenWorkedOff(url, jobs, { everyMs: 200, timeoutMs: 600_000 });
  const { missed, doubled } = await accountOf(url, jobs);
  if (missed + doubled > 0) throw new Error(`the ledger is wrong: ${missed} missed, ${doubled} doubled`);
  return using(url, async (client) => {
    const { rows } = await client.query(
      'SELECT extract(epoch FROM max(finished_at))::float8 * 1000 AS last FROM job_runs',
    );
    return rows[0].last - fromMs;
  });
}
