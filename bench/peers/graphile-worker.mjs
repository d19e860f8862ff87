// @ts-check
// graphile-worker.mjs prepare|drain <url> <jobs>. Tuned: batches in both directions. It keeps no history.
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';

const [what, connectionString, jobsText] = process.argv.slice(2);
const jobs = Number(jobsText);
const logger = new Logger(() => () => undefined);

if (what === 'prepare') {
  const utils = await makeWorkerUtils({ connectionString, logger });
  await utils.migrate();
  for (let first = 0; first < jobs; first += 10_000) {
    const specs = Array.from({ length: Math.min(10_000, jobs - first) }, () => ({ identifier: 'noop', payload: {} }));
    await utils.addJobs(specs);
  }
  await utils.withPgClient((client) => client.query('VACUUM ANALYZE'));
  await utils.release();
} else {
  let done = 0;
  const watch = new pg.Client({ connectionString });
  await watch.connect();
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  const runner = await run({
    connectionString,
    logger,
    noHandleSignals: true,
    taskList: { noop: async () => void (done += 1) },
    preset: {
      worker: {
        concurrentJobs: 24,
        maxPoolSize: 26,
        pollInterval: 500,
        localQueue: { size: 500 },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (done < jobs) continue;
    const { rows } = await watch.query('SELECT FROM graphile_worker._private_jobs LIMIT 1');
    if (rows.length === 0) break;
  }
  const ms = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  console.log(`drained in ${ms.toFixed(1)} ms with ${(user + system) / 1e6} s of CPU`);
  await runner.stop();
  await watch.end();
}
process.exit(0);
