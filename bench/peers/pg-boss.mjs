// @ts-check
// pg-boss.mjs prepare|drain|carry <url> <jobs>. Tuned: large batches, and the next one at once while they are full; its
// handler gets a whole batch, which succeeds or fails as one. Completed jobs stay in its table.
// drain: works off jobs that wait already; carry: enqueues them while it works.
import pg from 'pg';
import { PgBoss } from 'pg-boss';

const QUEUE = 'noop';
const BATCH = 1_000;
const WORKERS = 2;
const [what, connectionString, jobsText] = process.argv.slice(2);
const jobs = Number(jobsText);
const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 10 });
boss.on('error', (error) => console.error(error.message));
await boss.start();
const client = new pg.Client({ connectionString });
await client.connect();

if (what === 'prepare') {
  await boss.createQueue(QUEUE);
  await enqueue();
  await client.query('VACUUM ANALYZE');
} else {
  if (what === 'carry') await boss.createQueue(QUEUE);
  let done = 0;
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  await boss.work(
    QUEUE,
    { batchSize: BATCH, localConcurrency: WORKERS, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 },
    async (batch) => void (done += batch.length),
  );
  if (what === 'carry') await enqueue();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (done < jobs) continue;
    const { rows } = await client.query(`SELECT FROM pgboss.job WHERE name = $1 AND state < 'completed' LIMIT 1`, [
      QUEUE,
    ]);
    if (rows.length === 0) break;
  }
  const ms = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  console.log(`drained in ${ms.toFixed(1)} ms with ${(user + system) / 1e6} s of CPU`);
}
process.exit(0);

async function enqueue() {
  for (let first = 0; first < jobs; first += BATCH)
    await boss.insert(
      QUEUE,
      Array.from({ length: Math.min(BATCH, jobs - first) }, () => ({ data: {} })),
    );
}
