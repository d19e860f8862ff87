import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RescueRepository } from '../../src/scheduler/rescue.repository.js';
import { RunEventsSweeper } from '../../src/scheduler/run-events-sweeper.js';
import { EventStreamClient } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { LiveRuns } from '../support/live-runs.js';
import { expectProblem } from '../support/problems.js';
import { Gate } from '../support/scripted-driver.js';
import { createJob, shareJob } from '../support/shares.js';

const patience = { timeoutMs: 30_000 };

let live: LiveRuns;

beforeAll(async () => {
  live = await LiveRuns.begin();
});
afterAll(() => live?.close());
beforeEach(() => live.driver.does(async () => undefined));

describe('GET …/history/{runId}/log', () => {
  it('is a page of lines, in order, as long as the record is there', async () => {
    live.driver.does(async ({ log }) => {
      for (let line = 1; line <= 5; line += 1) log(`Line ${line}`);
      log('NUL \0 and half a character \ud83d');
      log('ü'.repeat(5_000));
    });
    const run = await live.start();
    await live.ended(run);
    const { status, body } = await live.alice.get(`${run.path}/log?start=1&limit=2`);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['_links', '_embedded', 'start', 'count', 'total']);
    expect(body).toMatchObject({ start: 1, count: 2, total: 7 });
    expect(body._links.self).toEqual({ href: `${run.path}/log{?start,limit,follow}`, templated: true });
    expect(body._links.next.href).toBe(`${run.path}/log?start=3&limit=2`);
    const lines = body._embedded['inf:job-run-log'];
    expect(Object.keys(lines[0])).toEqual(['at', 'message', 'seq']);
    expect(lines.map((line: { message: string }) => line.message)).toEqual(['Line 2', 'Line 3']);
    const { body: rest } = await live.alice.get(`${run.path}/log?start=5`);
    const [odd, long] = rest._embedded['inf:job-run-log'].map((line: { message: string }) => line.message);
    expect(odd).toBe('NUL \ufffd and half a character \ufffd');
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(4_096 + 3);
    expect(long).toMatch(/^ü+…$/);
    expect((await live.alice.delete(run.path)).status).toBe(204);
    expectProblem(await live.alice.get(`${run.path}/log`), 404, 'RUN_NOT_FOUND');
    const left = await live.service.sql.rows({
      text: 'SELECT seq FROM run_events WHERE run_id = $1',
      values: [run.runId],
    });
    expect(left).toEqual([]);
  });

  it('ends at 10,000 lines, with one that says so, and never fails the run', async () => {
    live.driver.does(async ({ log }) => {
      for (let line = 1; line <= 12_000; line += 1) log(`Line ${line}`);
    });
    const run = await live.start();
    expect((await live.ended(run)).status).toBe('succeeded');
    const { body } = await live.alice.get(`${run.path}/log?start=9999&limit=10`);
    expect(body.total).toBe(10_001);
    expect(body._embedded['inf:job-run-log'].map((line: { message: string }) => line.message)).toEqual([
      'Line 10000',
      'The log ends here: 10000 lines are kept.',
    ]);
  });

  it('streams lines as they come, from any node, and resumes', async () => {
    const gate = new Gate();
    live.driver.does(async ({ log, signal }) => {
      log('First');
      await gate.wait(signal);
      log('Second');
    });
    const run = await live.start();
    const bob = live.api.as('alice');
    const url = `${bob.url}${run.path}/log?follow=true`;
    const stream = await EventStreamClient.open(url, bob.token!);
    const first = await stream.first('log');
    expect(first.data).toMatchObject({ message: 'First', seq: Number(first.id) });
    gate.pass();
    await stream.closed;
    expect(stream.events.map(({ event }) => event)).toEqual(['log', 'log', 'end']);
    const resumed = await EventStreamClient.open(url, bob.token!, { 'Last-Event-ID': first.id! });
    await resumed.closed;
    expect(resumed.events).toEqual(stream.events.slice(1));
  });

  it('is for editors', async () => {
    const run = await live.start();
    await live.ended(run);
    await shareJob(live.service.sql, run.jobId, 'runner', 2);
    await shareJob(live.service.sql, run.jobId, 'editor', 3);
    expectProblem(await live.service.as('runner').get(`${run.path}/log`), 403, 'ACCESS_DENIED');
    expectProblem(await live.service.as('runner').get(`${run.path}/log?follow=true`), 403, 'ACCESS_DENIED');
    expect((await live.service.as('editor').get(`${run.path}/log`)).body.total).toBe(0);
    for (const query of ['follow=maybe', 'limit=-1', 'start=x'])
      expectProblem(await live.alice.get(`${run.path}/log?${query}`), 400, 'VALIDATION_FAILED');
    expectProblem(
      await live.alice.get(`${run.path}/log?follow=true`, { 'Last-Event-ID': 'x' }),
      400,
      'INVALID_LAST_EVENT_ID',
    );
  });
});

describe('a driver that reports without end', () => {
  it('is shown its first steps while it runs, and in the record its last, too', async () => {
    const gate = new Gate();
    live.driver.does(async ({ progress, signal }) => {
      for (let step = 1; step <= 3_000; step += 1)
        progress({ key: 'step', opts: { step, junk: 1n } }, { success: true, message: '\ud83d' });
      await gate.wait(signal);
    });
    const run = await live.start();
    await eventually(async () => expect((await live.alice.get(run.path)).body.progress).toHaveLength(1_000), patience);
    gate.pass();
    const record = await live.ended(run);
    expect(record).toMatchObject({ status: 'succeeded' });
    expect(record.progress).toHaveLength(1_000);
    expect(record.progress[0].result.success).toBe(true);
    expect(record.progress[1].task.opts).toEqual({ omitted: expect.stringContaining('not JSON') });
  });
});

describe('what happens to the events themselves', () => {
  it('never makes a run fail, when the database refuses it or is slow with it', async () => {
    live.driver.does(async ({ log }) => log('Into the void'));
    const { id: jobId } = await createJob(live.alice);
    await live.service.sql.execute({
      text: `ALTER TABLE run_events ADD CONSTRAINT no_log CHECK (kind <> 'log') NOT VALID`,
    });
    try {
      expect((await live.alice.post(`/api/jobs/${jobId}`)).body).toMatchObject({ success: true });
    } finally {
      await live.service.sql.execute({ text: 'ALTER TABLE run_events DROP CONSTRAINT no_log' });
    }
    const run = await live.api.sql.transaction(async (session) => {
      await session.execute({ text: 'LOCK TABLE run_events IN SHARE MODE' });
      const { body } = await live.alice.post(`/api/jobs/${jobId}`);
      expect(body).toMatchObject({ success: true });
      return { jobId, runId: body.id, path: body._links.self.href };
    });
    await eventually(async () => expect(await live.countOf(run, 'log')).toBe(1), patience);
  });

  it('keeps the log of an ended run, and sweeps its steps after an hour', async () => {
    const gate = new Gate();
    live.driver.does(async ({ log, signal }) => {
      log('Kept');
      await gate.wait(signal);
    });
    const run = await live.start();
    await eventually(async () => expect(await live.countOf(run, 'progress')).toBe(1), patience);
    const sweepAll = async (): Promise<void> => {
      await live.service.sql.execute({
        text: `UPDATE run_events SET at = at - interval '2 hours' WHERE run_id = $1`,
        values: [run.runId],
      });
      await live.service.app.get(RunEventsSweeper).sweep();
    };
    await sweepAll();
    expect(await live.countOf(run, 'progress')).toBe(1);
    gate.pass();
    const record = await live.ended(run);
    await sweepAll();
    expect([await live.countOf(run, 'progress'), await live.countOf(run, 'log')]).toEqual([0, 1]);
    expect((await live.alice.get(run.path)).body).toEqual(record);
    expect(record.progress).toHaveLength(1);
  });

  it('leaves the record of a lost run with the steps that it had reported', async () => {
    const { id: jobId } = await createJob(live.alice);
    const runId = randomUUID();
    await live.service.sql.execute({
      text: `
        WITH run AS (
          INSERT INTO active_runs (id, job_id, node_id, trigger, idempotency_key, type)
          VALUES ($1, $2, gen_random_uuid(), 'manual', 'key', 'noop')
        )
        INSERT INTO run_events (run_id, seq, at, kind, payload)
        VALUES ($1, 1, now(), 'progress', '{"step": 0, "task": {"key": "first"}}'),
               ($1, 2, now(), 'log', '{"message": "line"}'),
               ($1, 3, now(), 'progress', '{"step": 1, "task": {"key": "second"}}'),
               ($1, 4, now(), 'progress', '{"step": 0, "task": {"key": "first"}, "result": {"success": true}}')`,
      values: [runId, jobId],
    });
    await live.service.app.get(RescueRepository).takeOver();
    const { body } = await live.alice.get(`/api/jobs/${jobId}/history/${runId}`);
    expect(body).toMatchObject({ status: 'lost', reason: 'node_died' });
    expect(body.progress).toEqual([{ task: { key: 'first' }, result: { success: true } }, { task: { key: 'second' } }]);
  });
});
