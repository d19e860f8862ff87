import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RunEventsStreams } from '../../src/scheduler/run-events-streams.js';
import { startTestApp } from '../support/app.js';
import type { EventStreamClient } from '../support/event-stream.js';
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

describe('GET …/history/{runId}/events', () => {
  it('streams steps as they happen, then the end, and closes', async () => {
    const [first, second] = [new Gate(), new Gate()];
    live.driver.does(async ({ progress, signal }) => {
      await first.wait(signal);
      progress({ key: 'count', opts: { of: 2 } }, { success: true, message: 'one' });
      await second.wait(signal);
      return { data: { counted: 2 } };
    });
    const run = await live.start();
    const stream = await live.follow(run);
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.response.headers.get('cache-control')).toBe('no-store');
    expect((await stream.first('progress')).data).toMatchObject({
      step: 0,
      task: { key: 'job:progress.invoking_job' },
      at: expect.stringMatching(/Z$/),
    });
    first.pass();
    await eventually(() => expect(stream.of('progress')).toHaveLength(2), patience);
    expect(stream.of('progress')[1]!.data).toMatchObject({
      step: 1,
      task: { key: 'count', opts: { of: 2 } },
      result: { success: true, message: 'one' },
    });
    const { body: meanwhile } = await live.alice.get(run.path);
    expect(meanwhile).toMatchObject({ status: 'running', success: null });
    expect(meanwhile.progress).toEqual([
      { task: { key: 'job:progress.invoking_job' } },
      { task: { key: 'count', opts: { of: 2 } }, result: { success: true, message: 'one' } },
    ]);
    expect((await live.alice.get(`/api/jobs/${run.jobId}/history`)).body._embedded['inf:job-history'][0]).toEqual(
      meanwhile,
    );
    second.pass();
    await stream.closed;
    expect(stream.events.map(({ event, id }) => [event, id])).toEqual([
      ['progress', '1'],
      ['progress', '2'],
      ['progress', '3'],
      ['end', 'end'],
    ]);
    expect(stream.of('progress')[2]!.data).toMatchObject({
      step: 0,
      result: { key: 'job:status.success', success: true },
    });
    expect(stream.of('end')[0]!.data).toEqual((await live.alice.get(run.path)).body);
    expect(stream.of('end')[0]!.data).toMatchObject({ id: run.runId, status: 'succeeded', data: { counted: 2 } });
  });

  it('resumes after Last-Event-ID, without loss or repetition, also after the end', async () => {
    const gates = [new Gate(), new Gate()];
    live.driver.does(async ({ progress, signal, log }) => {
      for (const gate of gates) {
        await gate.wait(signal);
        for (let step = 0; step < 100; step += 1) {
          progress({ key: 'step', opts: { step } }, { success: true });
          log(`line ${step}`);
        }
      }
    });
    const run = await live.start();
    const whole = await live.follow(run);
    gates[0]!.pass();
    await eventually(() => expect(whole.of('progress').length).toBeGreaterThan(50), patience);
    const broken = await live.follow(run);
    await broken.first('progress');
    broken.abort();
    await broken.closed;
    const last = broken.events.at(-1)!.id!;
    const resumed = await live.follow(run, live.alice, { 'Last-Event-ID': last });
    gates[1]!.pass();
    await Promise.all([whole.closed, resumed.closed]);
    expect(whole.of('progress')).toHaveLength(202);
    expect([...broken.events, ...resumed.events]).toEqual(whole.events);
    const late = await live.follow(run, live.alice, { 'Last-Event-ID': whole.of('progress').at(-2)!.id! });
    await late.closed;
    expect(late.events).toEqual(whole.events.slice(-2));
    const over = await live.follow(run, live.alice, { 'Last-Event-ID': 'end' });
    expect(over.response.status).toBe(204);
  });

  it('has only the end of a run that was too short to be followed, and nothing of it is written', async () => {
    const run = await live.start();
    await live.ended(run);
    const stream = await live.follow(run);
    await stream.closed;
    expect(stream.events.map(({ event }) => event)).toEqual(['end']);
    expect(stream.events[0]!.data.progress).toHaveLength(1);
    const written = await live.service.sql.rows({
      text: 'SELECT FROM run_events WHERE run_id = $1',
      values: [run.runId],
    });
    expect(written).toEqual([]);
  });

  it('shows messages, errors and results to editors and to the one who ran it, not to viewers', async () => {
    const job = await createJob(live.alice, { overlap: 'allow' });
    const levels = { viewer: 1, runner: 2, editor: 3 };
    for (const [name, level] of Object.entries(levels)) await shareJob(live.service.sql, job.id, name, level);
    const gate = new Gate();
    live.driver.does(async ({ progress, signal }) => {
      progress({ key: 'read', opts: { path: 'hidden path' } }, { success: true, message: 'hidden words' });
      progress({ key: 'write', opts: { path: 'hidden target' } });
      await gate.wait(signal);
      throw new Error('hidden end');
    });
    const [run, own] = [await live.start(live.alice, job.id), await live.start(live.service.as('runner'), job.id)];
    const streams = {
      viewer: await live.follow(run, live.service.as('viewer')),
      runner: await live.follow(run, live.service.as('runner')),
      editor: await live.follow(run, live.service.as('editor')),
      own: await live.follow(own, live.service.as('runner')),
    };
    await Promise.all(
      Object.values(streams).map((stream) => eventually(() => expect(stream.of('progress')).toHaveLength(3), patience)),
    );
    gate.pass();
    await Promise.all(Object.values(streams).map((stream) => stream.closed));
    const everything = new Set(['hidden path', 'hidden words', 'hidden target', 'hidden end']);
    const sees = (stream: EventStreamClient) => JSON.stringify(stream.events).match(/hidden \w+/g) ?? [];
    expect(sees(streams.viewer)).toEqual([]);
    expect(sees(streams.runner)).toEqual([]);
    expect(new Set(sees(streams.editor))).toEqual(everything);
    expect(new Set(sees(streams.own))).toEqual(everything);
    expect(streams.viewer.of('end')[0]!.data).toMatchObject({ status: 'failed', success: false, error: null });
  });

  it('ends soon after the access was withdrawn, and says why', async () => {
    const gate = new Gate();
    live.driver.does(({ signal }) => gate.wait(signal));
    const run = await live.start();
    await shareJob(live.service.sql, run.jobId, 'viewer', 1);
    const stream = await live.follow(run, live.service.as('viewer'));
    await stream.first('progress');
    expect((await live.alice.delete(`/api/jobs/${run.jobId}/shares/viewer`)).status).toBe(204);
    await stream.closed;
    expect(stream.comments.at(-1)).toBe('your access to the run has ended');
    expect(stream.of('end')).toEqual([]);
    gate.pass();
    await live.ended(run);
  });

  it('lets go of everything when the client goes away', async () => {
    const gate = new Gate();
    live.driver.does(({ signal }) => gate.wait(signal));
    const run = await live.start();
    const open = (): number => live.service.app.get(RunEventsStreams).size;
    const before = open();
    const streams = [await live.follow(run), await live.follow(run)];
    expect(open()).toBe(before + 2);
    expect((await live.alice.send('HEAD', `${run.path}/events`)).status).toBe(200);
    for (const stream of streams) stream.abort();
    await eventually(() => expect(open()).toBe(before), patience);
    gate.pass();
    expect((await live.ended(run)).status).toBe('succeeded');
  });

  it('serves at most 20 streams to one user', async () => {
    const gate = new Gate();
    live.driver.does(({ signal }) => gate.wait(signal));
    const run = await live.start();
    const streams = await Promise.all(Array.from({ length: 20 }, () => live.follow(run)));
    expect(streams.map((stream) => stream.response.status)).toEqual(Array(20).fill(200));
    const refused = await live.alice.get(`${run.path}/events`);
    expectProblem(refused, 429, 'TOO_MANY_STREAMS');
    expect(refused.headers.get('retry-after')).toBe('5');
    gate.pass();
    await Promise.all(streams.map((stream) => stream.closed));
    expect(streams.every((stream) => stream.of('end').length === 1)).toBe(true);
  });

  it('closes when the job is deleted, whose events go with it', async () => {
    live.driver.does(async ({ signal, log }) => {
      log('Soon forgotten.');
      await new Gate().wait(signal);
    });
    const run = await live.start();
    const stream = await live.follow(run);
    await stream.first('progress');
    expect((await live.alice.delete(`/api/jobs/${run.jobId}`)).status).toBe(204);
    await stream.closed;
    expect(stream.of('end')).toEqual([]);
    await eventually(async () => {
      const left = await live.service.sql.rows({
        text: 'SELECT seq FROM run_events WHERE run_id = $1',
        values: [run.runId],
      });
      expect(left).toEqual([]);
    }, patience);
  });

  it('refuses what it can’t follow', async () => {
    const run = await live.start();
    await live.ended(run);
    for (const id of ['x', '-1', '1.5', '99999999999']) {
      const answer = await live.alice.get(`${run.path}/events`, { 'Last-Event-ID': id });
      expectProblem(answer, 400, 'INVALID_LAST_EVENT_ID');
    }
    const other = `/api/jobs/${run.jobId}/history/ffffffff-ffff-ffff-ffff-ffffffffffff/events`;
    expectProblem(await live.alice.get(other), 404, 'RUN_NOT_FOUND');
    expectProblem(await live.alice.get(`/api/jobs/${run.jobId}/history/nonsense/events`), 404, 'RUN_NOT_FOUND');
    expectProblem(await live.service.as('stranger').get(`${run.path}/events`), 404, 'JOB_NOT_FOUND');
  });
});

describe('another node than the one that runs it', () => {
  it('streams the run, cancels it, and tells its end', async () => {
    const gate = new Gate();
    live.driver.does(async ({ progress, signal }) => {
      progress({ key: 'begun' }, { success: true });
      await gate.wait(signal);
    });
    const run = await live.start(live.api.as('alice'));
    const stream = await live.follow(run, live.api.as('alice'));
    await eventually(() => expect(stream.of('progress')).toHaveLength(2), patience);
    expect((await live.api.as('alice').get(run.path)).body.progress).toHaveLength(2);
    expect((await live.api.as('alice').post(`${run.path}/_cancel`)).status).toBe(202);
    await stream.closed;
    expect(stream.of('end')[0]!.data).toMatchObject({ status: 'canceled', success: false, final: true });
    expect(stream.of('progress').at(-1)!.data.result).toEqual({ key: 'job:status.canceled', success: false });
    expect((await live.alice.get(run.path)).body.status).toBe('canceled');
  });

  it('says goodbye to its followers when it stops, without holding up the stop', async () => {
    const stopping = await startTestApp({ databaseUrl: live.service.databaseUrl, env: { NODE_ROLES: 'api' } });
    const gate = new Gate();
    live.driver.does(({ signal }) => gate.wait(signal));
    const run = await live.start();
    const stream = await live.follow(run, stopping.as('alice'));
    await stream.first('progress');
    await stopping.close();
    await stream.closed;
    expect(stream.comments.at(-1)).toMatch(/^this node stops/);
    const elsewhere = await live.follow(run, live.api.as('alice'), { 'Last-Event-ID': stream.events.at(-1)!.id! });
    gate.pass();
    await elsewhere.closed;
    expect([...stream.events, ...elsewhere.events].map((event) => event.id)).toEqual(['1', '2', 'end']);
  });
});
