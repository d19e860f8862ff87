// @ts-check
// Drains a database through the product's own classes, batch by batch, and writes down every statement that they send:
// record-statements.mjs <dist> <url> <batch> <file>; a batch `look` is one look of the scheduler when nothing is due.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, url, batchText, file] = process.argv.slice(2);
const limit = Number(batchText);
const entry = path.resolve(dist, 'src/main.js');
const load = (/** @type {string} */ name) => import(pathToFileURL(path.resolve(dist, 'src', name)).href);
const require = createRequire(entry);
await import(pathToFileURL(require.resolve('reflect-metadata')).href);
const pg = require('pg');
const { prepareValue } = require('pg/lib/utils.js');

/** @type {{ name: string, text: string, values: (string | null)[] }[]} */
const recorded = [];
/** Other parts of the application go on meanwhile; what they send is not recorded. */
const inside = new AsyncLocalStorage();
const send = pg.Client.prototype.query;
pg.Client.prototype.query = function query(/** @type {any} */ statement, /** @type {unknown[]} */ ...rest) {
  if (inside.getStore()) {
    const { name, text, values } =
      typeof statement === 'string' ? { name: '', text: statement, values: [] } : statement;
    // Statements without a name would be planned each time; sent from a script they get one as well.
    const called = name || (values?.length ? `statement ${text.length}` : '');
    recorded.push({
      name: called,
      text,
      values: (values ?? []).map((/** @type {unknown} */ value) => prepareValue(value)),
    });
  }
  return send.call(this, statement, ...rest);
};

const { readEnv } = await load('config/env.js');
const { createApp } = await load('app.setup.js');
const { createLogger } = await load('logging/logger.js');
const env = readEnv({
  DATABASE_URL: url,
  JWT_SECRET: 'x'.repeat(40),
  SECRETS_KEY: 'y'.repeat(40),
  NODE_ROLES: 'api',
  DB_POOL: '10',
});
const app = await createApp({ env, databaseUrl: url, logger: createLogger('silent') });
await app.init();
const get = async (/** @type {string} */ name, /** @type {string} */ type) =>
  app.get((await load(name))[type], { strict: false });
const claimer = await get('scheduler/claimer.js', 'Claimer');
const jobs = await get('scheduler/run-jobs.repository.js', 'RunJobsRepository');
const finishes = await get('scheduler/finish.repository.js', 'FinishRepository');
const drivers = await get('drivers/driver-registry.js', 'DriverRegistry');

const nodeId = randomUUID();
const scope = { nodeId, queues: ['default'], types: drivers.types() };
/** What a noop job leaves behind. */
const outcome = {
  status: 'succeeded',
  reason: null,
  error: null,
  progress: [{ task: { key: 'job:progress.invoking_job' }, result: { key: 'job:status.success', success: true } }],
  data: { sleptMs: 0 },
  durationMs: 0,
};
await inside.run(true, batchText === 'look' ? look : drain);
fs.writeFileSync(file, JSON.stringify(recorded));
await app.close();
process.exit(0);

async function look() {
  const claims = await get('scheduler/claim.repository.js', 'ClaimRepository');
  const { untilScheduleMs } = await claims.nextDue(scope);
  if (untilScheduleMs !== null && untilScheduleMs <= 0) throw new Error('something was due');
}

async function drain() {
  for (;;) {
    const claimed = await claimer.claim(scope, limit);
    if (claimed.length === 0) break;
    const loaded = await jobs.load(claimed.map((/** @type {{ jobId: string }} */ run) => run.jobId));
    const runs = claimed.map((/** @type {{ jobId: string }} */ run) => ({
      claimed: run,
      ownerId: loaded.get(run.jobId).ownerId,
      outcome,
      followUp: null,
    }));
    await finishes.finish(nodeId, runs);
  }
}
