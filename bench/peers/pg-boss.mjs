// @ts-check
// pg-boss.mjs prepare|drain <url> <jobs>. Tuned: large batches, and the next one at once while they are full. Completed
// jobs stay in its table.
import pg from 'pg';
import { PgBoss } from 'pg-boss';

const [what, connectionString, jobsText] = process.argv.slice(2);
const jobs = Number(jobsText);
const QUEUE = 'noop';
const [batchSize = 1_000, localConcurrency = 2] = (process.env.TUNE ?? '').split(',').filter(Boolean).map(Number);
const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 10 });
boss.on('error', (error) => console.error(error.message));
await boss.start();

if (what === 'prepare') {
  await boss.createQueue(QUEUE);
  for (let first = 0; first < jobs; first += 10_000)
    await boss.insert(
      QUEUE,
      Array.from({ length: Math.min(10_000, jobs - first) }, () => ({ data: {} })),
    );
  await using((client) => client.query('VACUUM ANALYZE'));
} else {
  let done = 0;
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  await boss.work(
    QUEUE,
    { batchSize, localConcurrency, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 },
    async (batch) => {
      done += batch.length;
    },
  );
  await using(async (client) => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (done < jobs) continue;
      const { rows } = await client.query(`SELECT FROM pgboss.job WHERE name = $1 AND state < 'completed' LIMIT 1`, [
        QUEUE,
      ]);
      if (rows.length === 0) break;
    }
  });
  const ms = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  console.log(`drained in ${ms.toFixed(1)} ms with ${(user + system) / 1e6} s of CPU`);
}
process.exit(0);

/** @param {(client: pg.Client) => Promise<unknown>} work */
async function using(work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await work(client);
  await client.end();
}
