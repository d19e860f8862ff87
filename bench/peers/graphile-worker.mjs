// @ts-check
// graphile-worker.mjs prepare|drain|carry <url> <jobs>. Tuned: batches in both directions. It keeps no history.
// drain: works off jobs that wait already; carry: enqueues them while it works.
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';

const [what, connectionString, jobsText] = process.argv.slice(2);
const jobs = Number(jobsText);
const logger = new Logger(() => () => undefined);
const utils = await makeWorkerUtils({ connectionString, logger });

if (what === 'prepare') {
  await utils.migrate();
  await enqueue();
  await utils.withPgClient((client) => client.query('VACUUM ANALYZE'));
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
  if (what === 'carry') await enqueue();
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
await utils.release();
process.exit(0);

async function enqueue() {
  for (let first = 0; first < jobs; first += 1_000)
    await utils.addJobs(
      Array.from({ length: Math.min(1_000, jobs - first) }, () => ({ identifier: 'noop', payload: {} })),
    );
}
