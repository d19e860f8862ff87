import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cluster } from '../chaos/cluster/cluster.js';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { expectEveryOccurrenceOnce, historyOf } from '../support/run-history.js';

const patient = { timeoutMs: 120_000, intervalMs: 100 };
const HOUR_MS = 3_600_000;

let cluster: Cluster;
let knowing: ApiClient;
let older: ApiClient;

beforeAll(async () => {
  cluster = await Cluster.start({
    nodes: 2,
    env: { CHAOS_CLOCK: `${30 * HOUR_MS},${-50 * HOUR_MS}` },
    envOf: (number): Record<string, string> => (number === 2 ? { CHAOS_TYPES: 'chaos-work' } : {}),
  });
  [knowing, older] = cluster.nodes.map((node) => new ApiClient(node.url!, cluster.token())) as [ApiClient, ApiClient];
}, 240_000);
afterAll(() => cluster?.remove());

async function createJob(body: Record<string, unknown>): Promise<string> {
  const { status, body: created } = await knowing.post('/api/jobs', body);
  expect({ status, created }).toMatchObject({ status: 201 });
  return created.id;
}

/** Runs each second; the answer says how often it has run well, and ends it. */
async function everySecond(name: string, type = 'chaos-work') {
  const jobId = await createJob({ name, type, enabled: true, interval: '1 second', overlap: 'allow', catchUp: 'all' });
  const ran = async (): Promise<number> =>
    (await historyOf(knowing, jobId)).filter(({ status }) => status === 'succeeded').length;
  const runsOn = async (more: number): Promise<void> => {
    const before = await eventually(ran, patient);
    await eventually(async () => expect(await ran()).toBeGreaterThan(before + more), patient);
  };
  const end = () =>
    eventually(async () => {
      await knowing.put(`/api/jobs/${jobId}`, { enabled: false });
      const history = await historyOf(knowing, jobId);
      expect(history.filter(({ status }) => ['queued', 'running'].includes(status))).toEqual([]);
      return history;
    }, patient);
  return { jobId, runsOn, end };
}

async function ask<Row extends object>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: cluster.database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

const nodesAlive = async (): Promise<string[]> =>
  (await ask<{ id: string }>('SELECT id FROM nodes WHERE ended_at IS NULL ORDER BY id')).map(({ id }) => id);

describe('a node that does not know a type of jobs yet', () => {
  it('leaves its jobs to those that know it, also when it is asked to run one', { timeout: 180_000 }, async () => {
    const { jobId, runsOn, end } = await everySecond('New', 'chaos-new');
    await runsOn(3);
    const asked = await older.post(`/api/jobs/${jobId}`);
    expect(asked.body).toMatchObject({ success: true, status: 'succeeded' });
    const history = await end();
    expectEveryOccurrenceOnce(history, 1_000);
    expect(history.filter(({ status }) => status === 'failed')).toEqual([]);
  });
});

describe('a node whose wall clock jumps', () => {
  it('runs on as if nothing had happened', { timeout: 180_000 }, async () => {
    const alive = await nodesAlive();
    const { runsOn, end } = await everySecond('On time');
    for (let step = 0; step < 2; step += 1) {
      for (const { process } of cluster.nodes) process!.signal('SIGUSR2');
      await runsOn(3);
    }
    const history = await end();
    expectEveryOccurrenceOnce(history, 1_000);
    expect(new Set(history.map(({ trigger }) => trigger))).toEqual(new Set(['schedule']));
    expect(await nodesAlive()).toEqual(alive);
  });
});

describe('a cancel', () => {
  it('reaches the run on whichever node it is', { timeout: 180_000 }, async () => {
    const data = { minMs: 600_000, maxMs: 600_000 };
    for (const [asked, canceling] of [
      [knowing, older],
      [older, knowing],
    ] as const) {
      const jobId = await createJob({ name: 'Long', type: 'chaos-work', data });
      const waiting = asked.post(`/api/jobs/${jobId}`);
      const run = await eventually(async () => {
        const [only] = await historyOf(knowing, jobId);
        expect(only).toMatchObject({ status: 'running' });
        return only!;
      }, patient);
      expect(await canceling.post(`/api/jobs/${jobId}/history/${run.id}/_cancel`)).toMatchObject({ status: 202 });
      expect((await waiting).body).toMatchObject({ id: run.id, status: 'canceled' });
    }
  });
});

describe('PostgreSQL out of reach of all nodes, for longer than a node may be silent', () => {
  it.each(['refuse', 'swallow'] as const)(
    '%s: nobody is declared dead, and nothing is lost',
    { timeout: 240_000 },
    async (how) => {
      const alive = await nodesAlive();
      const { runsOn, end } = await everySecond(`Cut off: ${how}`);
      await runsOn(1);
      for (const { cable } of cluster.nodes) cable[how]();
      // The database's own clock says how long.
      const since = (await ask<{ at: Date }>('SELECT clock_timestamp() AS at'))[0]!.at.getTime();
      await eventually(async () => {
        const [row] = await ask<{ at: Date }>('SELECT clock_timestamp() AS at');
        expect(row!.at.getTime() - since).toBeGreaterThan(7_000);
      }, patient);
      for (const { cable } of cluster.nodes) cable.pass();
      await runsOn(3);
      expectEveryOccurrenceOnce(await end(), 1_000);
      expect(await nodesAlive()).toEqual(alive);
    },
  );
});
