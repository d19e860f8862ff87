import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';

let test: TestApp;
let alice: ApiClient;

beforeAll(async () => {
  test = await startTestApp();
  alice = test.as('alice');
});
afterAll(() => test.close());

const everySecond = async (name: string, data: object = {}): Promise<string> => {
  const created = await alice.post('/api/jobs', { name, type: 'noop', interval: '1 second', enabled: true, data });
  expect(created.status).toBe(201);
  return created.body.id;
};
const occurrences = (jobId: string) =>
  test.sql.rows<{ at: Date; status: string; finals: number }>({
    text: `SELECT scheduled_for AS at, max(status) AS status, count(*) FILTER (WHERE final)::int AS finals
           FROM job_runs WHERE job_id = $1 AND scheduled_for IS NOT NULL GROUP BY 1 ORDER BY 1`,
    values: [jobId],
  });
const ran = async (jobId: string): Promise<number> =>
  (await occurrences(jobId)).filter((row) => row.status === 'succeeded').length;
const disable = (jobId: string) => alice.put(`/api/jobs/${jobId}`, { enabled: false });
const currentNode = () =>
  test.sql.first<{ id: string }>({
    text: 'SELECT id FROM nodes WHERE ended_at IS NULL ORDER BY started_at DESC LIMIT 1',
  });

/** Each second between the first and the last occurrence has exactly one final row. */
async function expectNoGapNoDouble(jobId: string): Promise<void> {
  const rows = await occurrences(jobId);
  const [first, last] = [rows[0]!.at.getTime(), rows.at(-1)!.at.getTime()];
  expect(rows.map((row) => row.at.getTime())).toEqual(
    Array.from({ length: (last - first) / 1_000 + 1 }, (_, k) => first + k * 1_000),
  );
  expect(rows.every((row) => row.finals === 1)).toBe(true);
}

describe('a node whose connections are cut', () => {
  it('comes back by itself, and every due instant is accounted for once', async () => {
    const jobId = await everySecond('cut off');
    await eventually(async () => expect(await ran(jobId)).toBeGreaterThan(1), { timeoutMs: 30_000 });
    await test.sql
      .execute({ text: `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()` })
      .catch(() => undefined);
    const before = await eventually(() => ran(jobId), { timeoutMs: 30_000 });
    await eventually(async () => expect(await ran(jobId)).toBeGreaterThan(before + 2), { timeoutMs: 30_000 });
    await disable(jobId);
    await eventually(async () => expect((await test.sql.rows({ text: 'SELECT 1 FROM active_runs' })).length).toBe(0));
    await expectNoGapNoDouble(jobId);
  });
});

describe('a node that was taken for dead', () => {
  it('aborts its runs, goes on under a new id, and repeats what it lost once', async () => {
    const jobId = await everySecond('taken for dead', { sleepMs: 600_000 });
    const node = await currentNode();
    const run = await eventually(
      async () => {
        const row = await test.sql.first<{ id: string }>({
          text: 'SELECT id FROM active_runs WHERE job_id = $1',
          values: [jobId],
        });
        expect(row).toBeDefined();
        return row!;
      },
      { timeoutMs: 30_000 },
    );
    await alice.put(`/api/jobs/${jobId}`, { enabled: false, data: {} });
    await test.sql.execute({ text: 'UPDATE nodes SET ended_at = clock_timestamp() WHERE id = $1', values: [node!.id] });
    const attempts = await eventually(
      async () => {
        const rows = await test.sql.rows<{ id: string; status: string; final: boolean; attempt: number }>({
          text: `SELECT id, status, final, attempt FROM job_runs
               WHERE job_id = $1 AND scheduled_for = (SELECT scheduled_for FROM job_runs WHERE id = $2) ORDER BY attempt`,
          values: [jobId, run.id],
        });
        expect(rows).toHaveLength(2);
        return rows;
      },
      { timeoutMs: 30_000 },
    );
    expect(attempts.map((row) => [row.status, row.final, row.attempt])).toEqual([
      ['lost', false, 1],
      ['succeeded', true, 2],
    ]);
    expect((await currentNode())!.id).not.toBe(node!.id);
  });
});
