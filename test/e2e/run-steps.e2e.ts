import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { recordKnownRuns } from '../support/known-runs.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  alice = service.as('alice');
});
afterAll(() => service?.close());

describe('a run of very many steps', () => {
  it('shows the first and the last 25 in lists, and all of them by itself', async () => {
    const { id } = await createJob(alice);
    const createdAt = new Date(Date.now() - 3_600_000).toISOString();
    const [long, short] = await recordKnownRuns(service.sql, id, [
      { createdAt, status: 'succeeded' },
      { createdAt, status: 'failed' },
    ]);
    for (const [runId, steps] of [
      [long, 1000],
      [short, 50],
    ])
      await service.sql.execute({
        text: `
          UPDATE job_runs SET progress = (
            SELECT jsonb_agg(jsonb_build_object('task', jsonb_build_object('key', 'step ' || i)) ORDER BY i)
            FROM generate_series(1, $2::int) i)
          WHERE id = $1`,
        values: [runId, steps],
      });
    const keys = (run: { progress: { task: { key: string } }[] }): string[] => run.progress.map(({ task }) => task.key);
    const steps = (from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, index) => `step ${from + index}`);
    for (const [path, rel] of [
      [`/api/jobs/${id}/history`, 'inf:job-history'],
      [`/api/runs?jobId=${id}`, 'inf:job-run'],
    ] as const) {
      const runs: { id: string; progress: { task: { key: string } }[] }[] = (await alice.get(path)).body._embedded[rel];
      const byId = new Map(runs.map((run) => [run.id, keys(run)]));
      expect(byId.get(long!)).toEqual([...steps(1, 25), ...steps(976, 1000)]);
      expect(byId.get(short!)).toEqual(steps(1, 50));
    }
    expect(keys((await alice.get(`/api/jobs/${id}/history/${long}`)).body)).toEqual(steps(1, 1000));
  });
});
