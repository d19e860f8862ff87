import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Sql } from '../../src/database/sql.js';
import { Claimer } from '../../src/scheduler/claimer.js';
import type { ClaimedRun } from '../../src/scheduler/claimed-run.js';
import { FinishRepository } from '../../src/scheduler/finish.repository.js';
import { ManualRunsRepository } from '../../src/scheduler/manual-runs.repository.js';
import { NodesRepository } from '../../src/scheduler/nodes.repository.js';
import { RescueRepository } from '../../src/scheduler/rescue.repository.js';
import type { FinishedRun } from '../../src/scheduler/run-outcome.js';
import { createTestDatabase } from '../support/database.js';
import { insertJobs, insertNode, startSchedulerParts } from '../support/scheduler-fixtures.js';

let parts: INestApplicationContext;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: Sql;
let claimer: Claimer;
let nodeId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  parts = await startSchedulerParts(database.url);
  sql = parts.get(Sql);
  claimer = parts.get(Claimer);
});
afterAll(async () => {
  await parts.close();
  await database.drop();
});
beforeEach(async () => {
  await sql.execute({ text: 'TRUNCATE jobs, nodes, pending_runs, active_runs, job_runs, job_outcomes CASCADE' });
  nodeId = await insertNode(sql);
});

const scope = (node = nodeId) => ({ nodeId: node, queues: ['default'], types: ['noop'] });
const one = <T>(rows: T[]): T => {
  expect(rows).toHaveLength(1);
  return rows[0]!;
};
const ledger = () =>
  sql.rows<{ status: string; reason: string | null; final: boolean; attempt: number; scheduled_for: Date | null }>({
    text: 'SELECT status, reason, final, attempt, scheduled_for FROM job_runs ORDER BY created_at, scheduled_for',
  });

function succeeded(claimed: ClaimedRun, rest: Partial<FinishedRun> = {}): FinishedRun {
  const outcome = { status: 'succeeded', reason: null, error: null, progress: [], data: null, durationMs: 1 } as const;
  return { claimed, type: 'noop', ownerId: 'owner', outcome: { ...outcome, progress: [] }, followUp: null, ...rest };
}

describe('claiming', () => {
  it('gives each due job to exactly one of several nodes that claim at once', async () => {
    const jobIds = await insertJobs(sql, { count: 1_000 });
    const nodes = [nodeId, await insertNode(sql), await insertNode(sql), await insertNode(sql)];
    const rounds = await Promise.all(
      nodes.flatMap((node) => Array.from({ length: 12 }, () => claimer.claim(scope(node), 50))),
    );
    const claimed = rounds.flat();
    for (let rest = await claimer.claim(scope(), 500); rest.length > 0; rest = await claimer.claim(scope(), 500))
      claimed.push(...rest);
    expect(claimed.map((run) => run.jobId).toSorted()).toEqual(jobIds.toSorted());
    expect(await sql.rows({ text: 'SELECT 1 FROM job_schedules WHERE due_at <= clock_timestamp()' })).toEqual([]);
  });

  it('leaves a job whose driver this node does not know alone', async () => {
    await insertJobs(sql, { type: 'made-tomorrow' });
    expect(await claimer.claim(scope(), 10)).toEqual([]);
    expect(await ledger()).toEqual([]);
  });

  it('changes nothing when its transaction dies before the commit', async () => {
    await insertJobs(sql);
    const before = await sql.rows({ text: 'SELECT due_at FROM job_schedules' });
    await sql.execute({ text: 'ALTER TABLE active_runs ADD CONSTRAINT no_more CHECK (false) NOT VALID' });
    await expect(claimer.claim(scope(), 10)).rejects.toThrow('no_more');
    await sql.execute({ text: 'ALTER TABLE active_runs DROP CONSTRAINT no_more' });
    expect(await sql.rows({ text: 'SELECT due_at FROM job_schedules' })).toEqual(before);
    expect(await claimer.claim(scope(), 10)).toHaveLength(1);
  });

  it('skips an occurrence that falls due while the job runs, and says why', async () => {
    const [jobId] = await insertJobs(sql);
    await claimer.claim(scope(), 10);
    await sql.execute({
      text: 'UPDATE job_schedules SET due_at = clock_timestamp() WHERE job_id = $1',
      values: [jobId],
    });
    expect(await claimer.claim(scope(), 10)).toEqual([]);
    expect(one(await ledger())).toMatchObject({ status: 'skipped', reason: 'overlap', final: true });
  });

  it('lets an occurrence wait for a manual run and start after it', async () => {
    const [jobId] = await insertJobs(sql);
    const manual = parts.get(ManualRunsRepository);
    const run = await manual.transaction(async (session) => {
      const locked = await manual.lock(session, jobId!);
      return manual.start(
        session,
        nodeId,
        { jobId: jobId!, requestedBy: 'owner', parameters: null, scheduledFor: null },
        locked!,
      );
    });
    expect(await claimer.claim(scope(), 10)).toEqual([]);
    await parts.get(FinishRepository).finish(nodeId, [succeeded(run!)]);
    expect(one(await claimer.claim(scope(), 10))).toMatchObject({ jobId, trigger: 'schedule', attempt: 1 });
  });

  it('starts caught-up runs one after another, oldest first', async () => {
    await insertJobs(sql, { dueAt: `clock_timestamp() - interval '185 minutes'`, policies: { catchUp: 'all' } });
    const order: Date[] = [];
    for (let run = await claimer.claim(scope(), 10); run.length > 0; run = await claimer.claim(scope(), 10)) {
      order.push(one(run).scheduledFor!);
      await parts.get(FinishRepository).finish(nodeId, [succeeded(one(run))]);
    }
    expect(order).toHaveLength(4);
    expect(order.map(Number)).toEqual(order.map(Number).toSorted((a, b) => a - b));
  });
});

describe('trouble with one job', () => {
  const breakSchedule = (jobId: string) =>
    sql.execute({
      text: `UPDATE job_schedules SET interval_type = 'cron', interval = 'bogus', due_at = clock_timestamp() WHERE job_id = $1`,
      values: [jobId],
    });

  it('stops a schedule that can not be computed, records it, and claims the others', async () => {
    const [broken, sound] = await insertJobs(sql, { count: 2 });
    await breakSchedule(broken!);
    expect(one(await claimer.claim(scope(), 10)).jobId).toBe(sound);
    expect(one(await ledger())).toMatchObject({ status: 'skipped', reason: 'invalid_schedule', final: true });
    expect(await claimer.claim(scope(), 10)).toEqual([]);
  });

  it('still hands over waiting runs that were started when claiming due schedules fails', async () => {
    const [jobId] = await insertJobs(sql, { dueAt: `clock_timestamp() + interval '1 hour'` });
    await insertJobs(sql);
    await waits(jobId!, { attempt: 1 });
    await sql.execute({
      text: 'ALTER TABLE job_schedules ADD CONSTRAINT no_more CHECK (last_claimed_for IS NULL) NOT VALID',
    });
    expect(one(await claimer.claim(scope(), 10)).jobId).toBe(jobId);
    await sql.execute({ text: 'ALTER TABLE job_schedules DROP CONSTRAINT no_more' });
    expect(await claimer.claim(scope(), 10)).toHaveLength(1);
  });
});

const waits = (jobId: string, row: { attempt: number; notBefore?: string }) =>
  sql.execute({
    text: `INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, attempt, idempotency_key, not_before, type)
           VALUES (gen_random_uuid(), $1, clock_timestamp() - interval '1 minute' * $2, 'retry', $2, 'key', ${row.notBefore ?? 'clock_timestamp()'}, 'noop')`,
    values: [jobId, row.attempt],
  });

describe('a run that waits for its retry', () => {
  const later = `clock_timestamp() + interval '1 hour'`;

  it('counts as running: what queues behind it waits', async () => {
    const [jobId] = await insertJobs(sql, { policies: { overlap: 'queue' } });
    await waits(jobId!, { attempt: 2, notBefore: later });
    expect(await claimer.claim(scope(), 10)).toEqual([]);
    expect(await claimer.claim(scope(), 10)).toEqual([]);
    await sql.execute({ text: 'UPDATE pending_runs SET not_before = clock_timestamp() WHERE attempt = 2' });
    expect(one(await claimer.claim(scope(), 10))).toMatchObject({ jobId, attempt: 2 });
  });

  it('is canceled for good by a newer occurrence with overlap cancel', async () => {
    const [jobId] = await insertJobs(sql, { policies: { overlap: 'cancel' } });
    await waits(jobId!, { attempt: 2, notBefore: later });
    await claimer.claim(scope(), 10);
    expect(one(await claimer.claim(scope(), 10))).toMatchObject({ jobId, attempt: 1, trigger: 'schedule' });
    expect(one(await ledger())).toMatchObject({ status: 'canceled', reason: 'overlap', final: true });
  });
});

describe('finishing', () => {
  it('accepts the end of a run once', async () => {
    await insertJobs(sql);
    const run = one(await claimer.claim(scope(), 10));
    const finishes = parts.get(FinishRepository);
    const accepted = await Promise.all([1, 2, 3].map(() => finishes.finish(nodeId, [succeeded(run)])));
    expect(accepted.map((ids) => ids.size).toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    expect(one(await ledger())).toMatchObject({ status: 'succeeded', final: true, attempt: 1 });
  });

  it('refuses the end of a run that was taken over', async () => {
    await insertJobs(sql);
    const run = one(await claimer.claim(scope(), 10));
    await parts.get(NodesRepository).end(nodeId);
    await parts.get(RescueRepository).takeOver();
    expect((await parts.get(FinishRepository).finish(nodeId, [succeeded(run)])).size).toBe(0);
    expect(one(await ledger())).toMatchObject({ status: 'lost', reason: 'node_died', final: false });
  });
});

describe('rescue', () => {
  it('declares a node dead only if its counter has not moved since it was observed', async () => {
    await sql.execute({ text: 'UPDATE nodes SET beat = 7 WHERE id = $1', values: [nodeId] });
    expect(await parts.get(NodesRepository).declareDead(nodeId, '6')).toBe(false);
    expect(await parts.get(NodesRepository).declareDead(nodeId, '7')).toBe(true);
    expect(await parts.get(NodesRepository).declareDead(nodeId, '7')).toBe(false);
  });

  it('runs a lost occurrence again as the next attempt under the same key', async () => {
    await insertJobs(sql);
    const first = one(await claimer.claim(scope(), 10));
    await parts.get(NodesRepository).end(nodeId);
    const other = await insertNode(sql);
    const rescues = await Promise.all([1, 2, 3].map(() => parts.get(RescueRepository).takeOver()));
    expect(rescues.flat()).toHaveLength(1);
    const second = one(await claimer.claim(scope(other), 10));
    expect(second).toMatchObject({ attempt: 2, lostCount: 1, trigger: 'retry', idempotencyKey: first.idempotencyKey });
    expect(second.scheduledFor).toEqual(first.scheduledFor);
  });

  it('gives up on an occurrence that kills its node each time, as lost_repeatedly', async () => {
    await insertJobs(sql, { policies: { maxLost: 2 } });
    for (let death = 0; death < 3; death += 1) {
      const node = await insertNode(sql);
      await sql.execute({ text: 'UPDATE pending_runs SET not_before = clock_timestamp()' });
      one(await claimer.claim(scope(node), 10));
      await parts.get(NodesRepository).end(node);
      await parts.get(RescueRepository).takeOver();
    }
    const rows = await ledger();
    expect(rows.map((row) => [row.status, row.reason, row.final])).toEqual([
      ['lost', 'node_died', false],
      ['lost', 'node_died', false],
      ['failed', 'lost_repeatedly', true],
    ]);
    expect(await sql.rows({ text: 'SELECT 1 FROM pending_runs' })).toEqual([]);
  });

  it('does not repeat what somebody had canceled', async () => {
    await insertJobs(sql);
    await claimer.claim(scope(), 10);
    await sql.execute({ text: 'UPDATE active_runs SET cancel_requested_at = clock_timestamp()' });
    await parts.get(NodesRepository).end(nodeId);
    await parts.get(RescueRepository).takeOver();
    expect(one(await ledger())).toMatchObject({ status: 'canceled', reason: 'node_died', final: true });
    expect(await sql.rows({ text: 'SELECT 1 FROM pending_runs' })).toEqual([]);
  });

  it('does not repeat what must not be repeated', async () => {
    await insertJobs(sql, { policies: { retryLost: false } });
    await claimer.claim(scope(), 10);
    await parts.get(NodesRepository).end(nodeId);
    await parts.get(RescueRepository).takeOver();
    expect(one(await ledger())).toMatchObject({ status: 'lost', final: true });
    expect(await claimer.claim(scope(await insertNode(sql)), 10)).toEqual([]);
  });
});
