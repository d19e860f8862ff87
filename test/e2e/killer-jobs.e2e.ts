import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cluster } from '../chaos/cluster/cluster.js';
import { Faults } from '../chaos/load/faults.js';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { historyOf } from '../support/run-history.js';
import type { RunRecord } from '../support/run-history.js';

const patient = { timeoutMs: 180_000, intervalMs: 250 };

let cluster: Cluster;
let faults: Faults;

beforeAll(async () => {
  // Little memory, so that it is soon used up.
  cluster = await Cluster.start({ nodes: 2, env: { NODE_OPTIONS: '--max-old-space-size=160' } });
  faults = new Faults(cluster);
}, 180_000);
afterAll(async () => {
  await faults?.stopWatching();
  await cluster?.remove();
});

/** By way of whichever node is up. */
async function ask<Result>(question: (client: ApiClient) => Promise<Result>): Promise<Result> {
  return eventually(async () => {
    const node = cluster.nodes.find(({ url }) => url !== undefined);
    return question(new ApiClient(node?.url ?? 'http://no.node', cluster.token()));
  }, patient);
}

/** Without a schedule yet. */
async function createJob(body: Record<string, unknown>): Promise<string> {
  const answer = await ask((client) => client.post('/api/jobs', { intervalType: 'once', ...body }));
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id;
}

async function startAt(startOn: string, jobIds: string[]): Promise<void> {
  for (const jobId of jobIds) {
    const answer = await ask((client) => client.put(`/api/jobs/${jobId}`, { enabled: true, startOn }));
    expect(answer.body).toMatchObject({ nextRunAt: startOn });
  }
}

const ended = (jobId: string): Promise<RunRecord[]> =>
  ask(async (client) => {
    const history = await historyOf(client, jobId);
    expect(history.some((one) => one.final)).toBe(true);
    return history;
  });

describe('a job that uses up the memory of its node each time', () => {
  it('ends as lost_repeatedly, and everything that ran beside it ends well', { timeout: 240_000 }, async () => {
    faults.watch();
    const data = { minMs: 2_000, maxMs: 4_000 };
    const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
    const killer = await createJob({ name: 'Killer', type: 'chaos-killer', data: { how: 'memory' }, maxLost: 1 });
    const bystanders = await Promise.all(names.map((name) => createJob({ name, type: 'chaos-work', data })));
    await startAt(new Date(Date.now() + 8_000).toISOString(), [killer, ...bystanders]);

    const history = await ended(killer);
    expect(history.map(({ status, reason, attempt, final }) => [status, reason, attempt, final])).toEqual([
      ['lost', 'node_died', 1, false],
      ['failed', 'lost_repeatedly', 2, true],
    ]);
    for (const bystander of bystanders) {
      const runs = await ended(bystander);
      expect(runs.at(-1)).toMatchObject({ status: 'succeeded', final: true });
    }
    expect(faults.records.filter(({ kind }) => kind === 'died')).toHaveLength(2);
  });
});
