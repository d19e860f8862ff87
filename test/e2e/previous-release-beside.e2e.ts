import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../support/api-client.js';
import { TEST_JWT_SECRET, TEST_SECRETS_KEY, startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { buildPreviousRelease, hasPreviousRelease } from '../support/previous-release/previous-release.js';
import type { BuiltRelease } from '../support/previous-release/previous-release.js';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';
import { expectEveryOccurrenceOnce, historyOf, record } from '../support/run-history.js';
import { createJob } from '../support/shares.js';

const ADMIN_PASSWORD = 'a password for the tests';
const EVERY_SECOND = { interval: '1 second', enabled: true, data: { sleepMs: 200 } };
const JOBS = 12;

if (!hasPreviousRelease())
  console.warn('Skipped: this clone has no history, so that there is no previous release to start beside this one.');

describe.runIf(hasPreviousRelease())('a node of the previous release beside one of this, on the new schema', () => {
  let service: TestApp;
  let release: BuiltRelease;
  let installation: Installation;
  let old: ProductProcess;
  /** The same person, at the new node and at the old one. */
  let [here, there]: ApiClient[] = [];

  beforeAll(async () => {
    // Little room, so that neither can do all the work.
    service = await startTestApp({ env: { SCHEDULER_CONCURRENCY: '2' } });
    release = buildPreviousRelease();
    installation = new Installation(
      {
        DATABASE_URL: service.databaseUrl,
        JWT_SECRET: TEST_JWT_SECRET,
        SECRETS_KEY: TEST_SECRETS_KEY,
        ADMIN_PASSWORD,
      },
      release.entry,
    );
    old = await installation.start();
    here = service.as('alice');
    there = new ApiClient(old.url, service.token('alice'));
  }, 240_000);
  afterAll(async () => {
    await installation?.remove();
    release?.remove();
    await service?.close();
  });

  it('starts, and is ready', async () => {
    expect((await there!.get('/health/ready')).status).toBe(200);
    expect((await here!.get('/health/ready')).status).toBe(200);
  });

  it('shares the work: both run, and every occurrence has exactly one end', async () => {
    const made = await Promise.all(
      Array.from({ length: JOBS }, (_, index) => createJob([here!, there!][index % 2]!, EVERY_SECOND)),
    );
    const ids: string[] = made.map((job) => job.id);
    await eventually(
      async () => {
        const nodes = await service.sql.rows<{ runs: number }>({
          text: `SELECT count(*)::int AS runs FROM job_runs WHERE status = 'succeeded' GROUP BY node_id`,
        });
        expect(nodes.filter(({ runs }) => runs >= 5).length).toBe(2);
        expect(nodes.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThan(4 * JOBS);
      },
      { timeoutMs: 50_000, intervalMs: 200 },
    );
    // Each is edited at the node that did not make it.
    for (const [index, id] of ids.entries()) {
      const { status } = await [there!, here!][index % 2]!.put(`/api/jobs/${id}`, { enabled: false });
      expect(status).toBe(200);
    }
    await eventually(async () => expect(await service.sql.rows({ text: 'SELECT id FROM active_runs' })).toEqual([]));
    for (const id of ids)
      for (const reader of [here!, there!]) expectEveryOccurrenceOnce(await historyOf(reader, id), 1_000);
  });

  it('runs by hand and with retries what the other one made', async () => {
    for (const [maker, runner] of [
      [here!, there!],
      [there!, here!],
    ] as const) {
      const { id } = await createJob(maker, { data: { sleepMs: 5 } });
      expect((await runner.post(`/api/jobs/${id}`)).body).toMatchObject({ success: true });
      const failing = await createJob(maker, {
        data: { fail: true },
        maxAttempts: 2,
        retryDelayMs: 0,
        enabled: true,
        intervalType: 'once',
        startOn: new Date(Date.now() + 500).toISOString(),
      });
      await record(runner, failing.id, { status: 'failed', attempt: 2, final: true });
    }
  });

  it('leaves its runs to the new one when it is killed', async () => {
    const job = await createJob(there!, { data: { sleepMs: 1_500 } });
    const asked = await there!.post(`/api/jobs/${job.id}`, undefined, { Prefer: 'respond-async' });
    expect(asked.status).toBe(202);
    await record(here!, job.id, { status: 'running' });
    await old.kill();
    await record(here!, job.id, { final: true });
    expect((await here!.get('/health/ready')).status).toBe(200);
  });
});
