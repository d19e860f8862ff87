import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Sql } from '../../src/database/sql.js';
import { ClaimRepository } from '../../src/scheduler/claim.repository.js';
import { Claimer } from '../../src/scheduler/claimer.js';
import { createTestDatabase } from '../support/database.js';
import { insertJobs, insertNode, startSchedulerParts } from '../support/scheduler-fixtures.js';

let parts: INestApplicationContext;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: Sql;
let claimer: Claimer;
let nodes: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  parts = await startSchedulerParts(database.url);
  sql = parts.get(Sql);
  claimer = parts.get(Claimer);
});
afterAll(async () => {
  await parts?.close();
  await database?.drop();
});
beforeEach(async () => {
  await sql.execute({ text: 'TRUNCATE jobs, nodes, pending_runs, active_runs, job_runs, job_outcomes CASCADE' });
  nodes = [await insertNode(sql), await insertNode(sql)];
});

const scope = (node: number) => ({ nodeId: nodes[node]!, queues: ['default'], types: ['noop'] });
const lostCounts = async (node: number): Promise<number[]> =>
  (await claimer.claim(scope(node), 100)).map((run) => run.lostCount).toSorted((one, other) => one - other);

/** Occurrences that wait to run again, of jobs of their own. */
async function insertLost(lostCount: number, count: number, keys: string[] | null = null): Promise<void> {
  const jobIds = await insertJobs(sql, { count, dueAt: `clock_timestamp() + interval '1 hour'` });
  await sql.execute({
    text: `INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, attempt, lost_count, idempotency_key, type,
                                     concurrency_keys, concurrency_limits)
           SELECT gen_random_uuid(), id, clock_timestamp(), 'retry', $2::int + 1, $2, id::text, 'noop', $3::text[],
                  CASE WHEN $3::text[] IS NOT NULL THEN '{9}'::int[] END
           FROM unnest($1::uuid[]) AS j (id)`,
    values: [jobIds, lostCount, keys],
  });
}

describe('runs whose nodes died', () => {
  it('start at once, all together, after the first death', async () => {
    await insertLost(1, 5);
    expect(await lostCounts(0)).toEqual([1, 1, 1, 1, 1]);
  });

  it('start one at a time on each node after the second: one of them may be what kills nodes', async () => {
    await insertLost(1, 2);
    await insertLost(2, 2);
    await insertLost(3, 2);
    expect(await lostCounts(0)).toHaveLength(3);
    expect(await lostCounts(0)).toEqual([]);
    expect(await lostCounts(1)).toHaveLength(1);
    await sql.execute({ text: 'DELETE FROM active_runs WHERE node_id = $1 AND lost_count >= 2', values: [nodes[0]] });
    expect(await lostCounts(0)).toHaveLength(1);
  });

  it('do so with concurrency keys, too', async () => {
    await insertLost(2, 3, ['a key']);
    await insertLost(2, 1);
    expect(await lostCounts(0)).toEqual([2]);
    expect(await lostCounts(0)).toEqual([]);
    expect(await lostCounts(1)).toEqual([2]);
  });

  it('do not make a node that has one look again and again for the others', async () => {
    await insertLost(2, 2);
    await claimer.claim(scope(0), 100);
    const claims = parts.get(ClaimRepository);
    expect((await claims.nextDue(scope(0))).untilWaitingMs).toBeNull();
    expect((await claims.nextDue(scope(1))).untilWaitingMs).toBeLessThanOrEqual(0);
  });
});
