import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Sql } from '../../src/database/sql.js';
import { JobSchedulesRepository } from '../../src/jobs/job-schedules.repository.js';
import { ClaimRepository } from '../../src/scheduler/claim.repository.js';
import { Claimer } from '../../src/scheduler/claimer.js';
import type { ClaimedRun } from '../../src/scheduler/claimed-run.js';
import { FinishRepository } from '../../src/scheduler/finish.repository.js';
import { RescueRepository } from '../../src/scheduler/rescue.repository.js';
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
  await sql.execute({
    text: 'TRUNCATE jobs, nodes, pending_runs, active_runs, job_runs, job_outcomes, scheduler_pauses CASCADE',
  });
  nodeId = await insertNode(sql);
});

const scope = (node = nodeId, queues = ['default']) => ({ nodeId: node, queues, types: ['noop'] });
const ledger = () =>
  sql.rows<{ status: string; reason: string | null; scheduled_for: Date; range_count: number | null }>({
    text: 'SELECT status, reason, scheduled_for, range_count FROM job_runs ORDER BY scheduled_for',
  });
const finish = (runs: ClaimedRun[], node = nodeId, followUp: { attempt: number; delayMs: number } | null = null) => {
  const outcome = { status: 'succeeded', reason: null, error: null, progress: [], data: null, durationMs: 1 } as const;
  return parts.get(FinishRepository).finish(
    node,
    runs.map((claimed) => ({
      claimed,
      type: 'noop',
      ownerId: 'owner',
      outcome: { ...outcome, progress: [] },
      followUp,
    })),
  );
};
const pauseAll = () => sql.execute({ text: 'INSERT INTO scheduler_pauses DEFAULT VALUES' });
const resumeAll = () => sql.execute({ text: 'DELETE FROM scheduler_pauses' });

describe('priority', () => {
  it('claims what is most important first, then what is oldest', async () => {
    const [late] = await insertJobs(sql, { dueAt: `clock_timestamp() - interval '9 minutes'` });
    const [low] = await insertJobs(sql, { dueAt: `clock_timestamp() - interval '99 minutes'`, priority: -5 });
    const [high] = await insertJobs(sql, { priority: 7 });
    const [higher] = await insertJobs(sql, { priority: 8 });
    const [first] = await insertJobs(sql, { dueAt: `clock_timestamp() - interval '20 minutes'` });
    const order: string[] = [];
    for (let i = 0; i < 5; i++) order.push((await claimer.claim(scope(), 1))[0]!.jobId);
    expect(order).toEqual([higher, high, first, late, low]);
  });

  it('is one queue’s own: each queue is served', async () => {
    await insertJobs(sql, { count: 3, priority: 9 });
    const [other] = await insertJobs(sql, { queue: 'other', priority: 1 });
    const claimed = await claimer.claim(scope(nodeId, ['default', 'other']), 10);
    expect(claimed).toHaveLength(4);
    expect(claimed.at(-1)!.jobId).toBe(other);
  });
});

describe('a pause of everything', () => {
  it('keeps due and waiting runs from starting, and lets them start when it ends', async () => {
    await insertJobs(sql, { count: 2 });
    await finish(await claimer.claim(scope(), 1), nodeId, { attempt: 2, delayMs: 0 });
    await pauseAll();
    expect(await claimer.claim(scope(), 10)).toEqual([]);
    expect(await parts.get(ClaimRepository).nextDue(scope())).toEqual({ untilScheduleMs: null, untilWaitingMs: null });
    await resumeAll();
    expect(await claimer.claim(scope(), 10)).toHaveLength(2);
  });
});

describe('a paused job', () => {
  it('skips what falls due, says why, and goes on to the next occurrence', async () => {
    const [jobId] = await insertJobs(sql);
    await sql.execute({ text: 'UPDATE job_schedules SET paused = true' });
    expect(await claimer.claim(scope(), 10)).toEqual([]);
    expect(await ledger()).toMatchObject([{ status: 'skipped', reason: 'paused' }]);
    const next = await sql.rows({ text: 'SELECT job_id FROM job_schedules WHERE due_at > clock_timestamp()' });
    expect(next).toEqual([{ job_id: jobId }]);
  });
});

describe('jitter', () => {
  it('starts an occurrence later and records it as what it is', async () => {
    const policies = { jitterMs: 600_000 };
    const occurrence = new Date(Date.now() - 30_000);
    await insertJobs(sql, { dueAt: `clock_timestamp() - interval '1 second'`, policies });
    await sql.execute({ text: 'UPDATE job_schedules SET occurrence_at = $1', values: [occurrence] });
    const [run] = await claimer.claim(scope(), 10);
    expect(run).toMatchObject({ scheduledFor: occurrence, trigger: 'schedule' });
    const [next] = await sql.rows<{ due_at: Date; occurrence_at: Date }>({
      text: 'SELECT due_at, occurrence_at FROM job_schedules',
    });
    const delayMs = next!.due_at.getTime() - next!.occurrence_at.getTime();
    expect(delayMs).toBeGreaterThan(0);
    expect(delayMs).toBeLessThan(600_000);
  });
});

describe('concurrency keys', () => {
  const policies = { concurrencyKey: 'warehouse', concurrencyLimit: 3, overlap: 'allow' };

  it('never let more runs start than the limit, on all nodes together', async () => {
    await insertJobs(sql, { count: 40, policies });
    const nodes = [nodeId, await insertNode(sql), await insertNode(sql), await insertNode(sql)];
    let done = 0;
    for (let round = 0; done < 40 && round < 200; round++) {
      const claimed = await Promise.all(nodes.map((node) => claimer.claim(scope(node), 50)));
      const [{ count } = { count: 0 }] = await sql.rows<{ count: number }>({
        text: 'SELECT count(*)::int AS count FROM active_runs',
      });
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(3);
      for (const [index, runs] of claimed.entries()) done += (await finish(runs, nodes[index])).size;
    }
    expect(done).toBe(40);
    expect((await ledger()).filter(({ status }) => status !== 'succeeded')).toEqual([]);
  });

  it('hold for retries and for what a dead node leaves behind', async () => {
    await insertJobs(sql, { count: 2, policies: { ...policies, concurrencyLimit: 1 } });
    const [first] = await claimer.claim(scope(), 10);
    await finish([first!], nodeId, { attempt: 2, delayMs: 0 });
    const [second, ...none] = await claimer.claim(scope(), 10);
    expect(none).toEqual([]);
    expect(await claimer.claim(scope(), 10)).toEqual([]);
    await sql.execute({ text: 'UPDATE nodes SET ended_at = clock_timestamp() WHERE id = $1', values: [nodeId] });
    await parts.get(RescueRepository).takeOver();
    const other = await insertNode(sql);
    const [third, ...nobody] = await claimer.claim(scope(other), 10);
    expect(nobody).toEqual([]);
    expect(second && third).toBeDefined();
  });

  it('are the owner’s own: nobody takes the slots of others', async () => {
    const [mine, theirs] = await insertJobs(sql, { count: 2, policies: { concurrencyKey: 'same' } });
    await sql.execute({
      text: `INSERT INTO principals (id, kind, bare_name, name) VALUES ('other', 'user', 'other', 'Other') ON CONFLICT DO NOTHING`,
    });
    await sql.execute({ text: `UPDATE jobs SET owner_id = 'other' WHERE id = $1`, values: [theirs] });
    await new JobSchedulesRepository().refreshConcurrency(sql, [theirs!]);
    const claimed = await claimer.claim(scope(), 10);
    expect(new Set(claimed.map(({ jobId }) => jobId))).toEqual(new Set([mine, theirs]));
  });

  it('do not keep the loop busy while all slots are taken', async () => {
    await insertJobs(sql, { count: 2, policies: { concurrencyKey: 'one' } });
    await claimer.claim(scope(), 10);
    const next = await parts.get(ClaimRepository).nextDue(scope());
    expect(next.untilWaitingMs).toBeNull();
    expect(next.untilScheduleMs).toBeGreaterThan(60_000);
  });
});

describe('a long outage', () => {
  it('of a job that runs each second becomes few rows that account for every instant', async () => {
    await insertJobs(sql, { dueAt: `clock_timestamp() - interval '60 days'`, interval: '1 second' });
    expect(await claimer.claim(scope(), 10)).toHaveLength(1);
    const rows = await ledger();
    expect(rows.length).toBeLessThan(250);
    const instants = rows.reduce((sum, row) => sum + (row.range_count ?? 1), 0);
    expect(Math.abs(instants - 60 * 86_400)).toBeLessThan(60);
    expect(new Set(rows.map((row) => `${row.status}/${row.reason}`))).toEqual(
      new Set(['missed/outside_window', 'coalesced/coalesced']),
    );
  });
});

describe('blackouts', () => {
  it('skip what falls into them, and run what was due before', async () => {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const blackouts = [{ from: day(-1), to: day(0) }];
    const policies = { blackouts, catchUp: 'last', catchUpWindowMs: 10 * 86_400_000 };
    await insertJobs(sql, { dueAt: `clock_timestamp() - interval '4 days'`, interval: '1 hour', policies });
    const [run] = await claimer.claim(scope(), 10);
    expect(run!.scheduledFor!.toISOString().slice(0, 10)).toBe(day(-2));
    const rows = await ledger();
    const skipped = rows.filter(({ reason }) => reason === 'blackout');
    expect(skipped.length).toBeGreaterThan(23);
    for (const { scheduled_for: at } of skipped) expect([day(-1), day(0)]).toContain(at.toISOString().slice(0, 10));
  });
});
