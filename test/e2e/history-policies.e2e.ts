import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { createJob } from '../support/shares.js';

const patience = { timeoutMs: 40_000 };
const MINUTE = 60_000;

let service: TestApp;
let alice: ApiClient;
let root: ApiClient;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  root = service.as('root', { superuser: true });
});
afterAll(() => service?.close());

interface RunRecord {
  id: string;
  status: string;
  trigger: string;
  reason: string | null;
  attempt: number;
  final: boolean;
  scheduledFor: string | null;
  duration: [string, string];
  range: { to: string; count: number } | null;
}

/** Oldest first. */
async function records(jobId: string): Promise<RunRecord[]> {
  const { body } = await alice.get(`/api/jobs/${jobId}/history?limit=1000&sort=createdAt`);
  return body._embedded['inf:job-history'];
}

/** The records, once there are as many as that with the status. */
const recordsWith = (jobId: string, status: string, count: number): Promise<RunRecord[]> =>
  eventually(async () => {
    const all = await records(jobId);
    expect(all.filter((record) => record.status === status).length).toBeGreaterThanOrEqual(count);
    return all;
  }, patience);

/** Makes the job due since then, as a downtime would, and wakes the scheduler. */
async function makeDue(jobId: string, since: Date): Promise<void> {
  const text = 'UPDATE job_schedules SET due_at = $2 WHERE job_id = $1';
  await service.sql.execute({ text, values: [jobId, since] });
  await service.sql.execute({ text: `SELECT pg_notify('punctual_schedule', '')` });
}

const justNow = (): Date => new Date(Date.now() - 500);
/** A whole minute, that many ago. */
const minutesAgo = (count: number): Date => new Date((Math.floor(Date.now() / MINUTE) - count) * MINUTE);
const stop = (jobId: string) => alice.put(`/api/jobs/${jobId}`, { enabled: false });
const cancel = (jobId: string, runId: string) => alice.post(`/api/jobs/${jobId}/history/${runId}/_cancel`);
const yearly = { interval: '0 0 1 1 *', timezone: 'UTC', enabled: true };

/** Every occurrence of a job has exactly one final record. */
function expectOneFinalEach(all: RunRecord[]): void {
  const finals = all
    .filter((record) => record.final && record.scheduledFor !== null)
    .map((record) => record.scheduledFor);
  expect(new Set(finals).size).toBe(finals.length);
}

describe('retry', () => {
  it('tries again up to maxAttempts; only the last attempt is final', async () => {
    const { id } = await createJob(alice, { ...yearly, data: { fail: true }, maxAttempts: 3, retryDelayMs: 20 });
    const due = justNow();
    await makeDue(id, due);
    const all = await recordsWith(id, 'failed', 3);
    expect(all.map((one) => [one.attempt, one.final, one.trigger, one.scheduledFor])).toEqual([
      [1, false, 'schedule', due.toISOString()],
      [2, false, 'retry', due.toISOString()],
      [3, true, 'retry', due.toISOString()],
    ]);
    expect((await alice.get(`/api/jobs/${id}`)).body.lastStatus).toBe('failed');
  });

  it('ends with the first success', async () => {
    const { id } = await createJob(alice, { ...yearly, data: { fail: true }, maxAttempts: 5, retryDelayMs: 1_000 });
    await makeDue(id, justNow());
    await recordsWith(id, 'failed', 1);
    await alice.put(`/api/jobs/${id}`, { data: {} });
    const all = await recordsWith(id, 'succeeded', 1);
    expect(all.at(-1)).toMatchObject({ status: 'succeeded', final: true, trigger: 'retry' });
    expect(all.slice(0, -1).every((record) => !record.final)).toBe(true);
  });
});

describe('timeoutMs', () => {
  it('aborts a run, which is recorded as timed_out', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 600_000 }, timeoutMs: 50 });
    const { body } = await alice.post(`/api/jobs/${id}`);
    expect(body).toMatchObject({
      success: false,
      status: 'timed_out',
      error: { code: 'TIMED_OUT' },
      history: [{ result: { key: 'job:status.timed_out', success: false } }],
    });
  });
});

describe('overlap', () => {
  it('skip: what falls due while the job runs is recorded as skipped', async () => {
    const { id } = await createJob(alice, { interval: '1 second', enabled: true, data: { sleepMs: 3_000 } });
    const all = await recordsWith(id, 'skipped', 2);
    await stop(id);
    for (const record of all.filter(({ status }) => status === 'skipped'))
      expect(record).toMatchObject({ reason: 'overlap', trigger: 'schedule', attempt: 0, final: true });
    const instants = all
      .flatMap(({ scheduledFor }) => (scheduledFor ? [Date.parse(scheduledFor)] : []))
      .sort((a, b) => a - b);
    expect(instants.slice(1).map((at, index) => at - instants[index]!)).toEqual(instants.slice(1).map(() => 1_000));
    expectOneFinalEach(all);
  });

  it('queue: one waits and runs next, further ones are skipped', async () => {
    const { id } = await createJob(alice, {
      interval: '1 second',
      enabled: true,
      overlap: 'queue',
      data: { sleepMs: 2_500 },
    });
    await recordsWith(id, 'skipped', 1);
    await recordsWith(id, 'succeeded', 2);
    await stop(id);
    const all = await recordsWith(id, 'succeeded', 3);
    const runs = all.filter(({ status }) => status === 'succeeded');
    expect(Date.parse(runs[1]!.duration[0])).toBeGreaterThanOrEqual(Date.parse(runs[0]!.duration[1]));
    expect(Date.parse(runs[1]!.scheduledFor!) - Date.parse(runs[0]!.scheduledFor!)).toBe(1_000);
    expectOneFinalEach(all);
  });

  it('allow: both run', async () => {
    const { id } = await createJob(alice, {
      interval: '1 second',
      enabled: true,
      overlap: 'allow',
      data: { sleepMs: 600_000 },
    });
    const all = await recordsWith(id, 'running', 2);
    await stop(id);
    expect(all.some(({ status }) => status === 'skipped')).toBe(false);
    for (const { id: runId, status } of await records(id)) if (status === 'running') await cancel(id, runId);
    expectOneFinalEach(await recordsWith(id, 'canceled', 2));
  });

  it('cancel: the newer one takes the place of the running one', async () => {
    const { id } = await createJob(alice, { ...yearly, overlap: 'cancel', data: { sleepMs: 600_000 } });
    await makeDue(id, justNow());
    const [first] = await recordsWith(id, 'running', 1);
    const second = new Date(Date.now());
    await makeDue(id, second);
    const all = await eventually(async () => {
      const found = await records(id);
      expect(found.map((record) => record.status).sort()).toEqual(['canceled', 'running']);
      return found;
    }, patience);
    const byStatus = Object.fromEntries(all.map((record) => [record.status, record]));
    expect(byStatus.canceled!.id).toBe(first!.id);
    expect(byStatus.running!.scheduledFor).toBe(second.toISOString());
    await cancel(id, byStatus.running!.id);
    await recordsWith(id, 'canceled', 2);
  });
});

describe('catch-up', () => {
  // A minute that begins between the creation of a job and its moving back would be claimed twice.
  beforeEach(() => eventually(() => expect(Date.now() % MINUTE).toBeLessThan(50_000), { timeoutMs: 15_000 }));

  const everyMinute = { interval: '* * * * *', timezone: 'UTC', enabled: true };

  it('last: the newest missed occurrence runs, the others are coalesced, one row each', async () => {
    const { id } = await createJob(alice, everyMinute);
    const oldest = minutesAgo(6);
    await makeDue(id, oldest);
    const all = await recordsWith(id, 'succeeded', 1);
    await stop(id);
    const coalesced = all.filter(({ status }) => status === 'coalesced');
    for (const record of coalesced) expect(record).toMatchObject({ reason: 'coalesced', final: true, range: null });
    const minutes = all
      .map(({ scheduledFor }) => (Date.parse(scheduledFor!) - oldest.getTime()) / MINUTE)
      .sort((a, b) => a - b);
    expect(minutes).toEqual(minutes.map((_, index) => index));
    expect(coalesced.length).toBeGreaterThanOrEqual(6);
    expectOneFinalEach(all);
  });

  it('leaves what is older than the window as missed, beyond the limit as one range', async () => {
    const { id } = await createJob(alice, { ...everyMinute, catchUpWindowMs: 3 * MINUTE, catchUpLimit: 2 });
    const oldest = minutesAgo(10);
    await makeDue(id, oldest);
    const all = await recordsWith(id, 'succeeded', 1);
    await stop(id);
    const missed = all.filter(({ status }) => status === 'missed');
    expect(missed.every((record) => record.reason === 'outside_window' && record.final)).toBe(true);
    const range = missed.find((record) => record.range !== null)!;
    expect(range.scheduledFor).toBe(oldest.toISOString());
    expect(missed).toHaveLength(3);
    const singles = missed.filter((record) => record !== range).map(({ scheduledFor }) => Date.parse(scheduledFor!));
    expect(Math.min(...singles) - Date.parse(range.range!.to)).toBe(MINUTE);
    expect((Date.parse(range.range!.to) - oldest.getTime()) / MINUTE + 1).toBe(range.range!.count);
  });

  it('none: everything over a minute late is missed', async () => {
    const { id } = await createJob(alice, { ...yearly, catchUp: 'none' });
    const due = minutesAgo(5);
    await makeDue(id, due);
    const all = await recordsWith(id, 'missed', 1);
    expect(all).toMatchObject([{ status: 'missed', reason: 'outside_window', scheduledFor: due.toISOString() }]);
    await makeDue(id, new Date());
    expect((await recordsWith(id, 'succeeded', 1)).length).toBe(2);
  });

  it('all: each missed occurrence runs, one after another, oldest first', async () => {
    const { id } = await createJob(alice, { ...everyMinute, catchUp: 'all' });
    await makeDue(id, minutesAgo(3));
    const all = await recordsWith(id, 'succeeded', 4);
    await stop(id);
    const runs = all.filter(({ status }) => status === 'succeeded');
    expect(runs.slice(0, 2).map(({ trigger }) => trigger)).toEqual(['catchup', 'catchup']);
    const instants = runs.map(({ scheduledFor }) => Date.parse(scheduledFor!));
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    for (const [index, run] of runs.slice(1).entries())
      expect(Date.parse(run.duration[0])).toBeGreaterThanOrEqual(Date.parse(runs[index]!.duration[1]));
    expectOneFinalEach(all);
  });
});

describe('a manual run', () => {
  it('makes an occurrence that falls due meanwhile wait for its end', async () => {
    const { id } = await createJob(alice, { ...yearly, data: { sleepMs: 600_000 } });
    const manual = await alice.post(`/api/jobs/${id}`, undefined, { Prefer: 'respond-async' });
    await recordsWith(id, 'running', 1);
    const due = justNow();
    await makeDue(id, due);
    const waiting = (await recordsWith(id, 'queued', 1)).find(({ status }) => status === 'queued')!;
    expect(waiting).toMatchObject({ trigger: 'schedule', scheduledFor: due.toISOString() });
    await alice.put(`/api/jobs/${id}`, { data: {} });
    await cancel(id, manual.body.id);
    const all = await recordsWith(id, 'succeeded', 1);
    expect(all.map(({ trigger, status }) => [trigger, status])).toEqual([
      ['manual', 'canceled'],
      ['schedule', 'succeeded'],
    ]);
  });

  it('makes several that fall due meanwhile wait as one: the latest', async () => {
    const { id } = await createJob(alice, { ...yearly, overlap: 'skip', data: { sleepMs: 600_000 } });
    const manual = await alice.post(`/api/jobs/${id}`, undefined, { Prefer: 'respond-async' });
    await recordsWith(id, 'running', 1);
    const [first, second] = [justNow(), new Date()];
    await makeDue(id, first);
    await recordsWith(id, 'queued', 1);
    await makeDue(id, second);
    const dropped = (await recordsWith(id, 'coalesced', 1)).find(({ status }) => status === 'coalesced')!;
    expect(dropped.scheduledFor).toBe(first.toISOString());
    await alice.put(`/api/jobs/${id}`, { data: {} });
    await cancel(id, manual.body.id);
    const all = await recordsWith(id, 'succeeded', 1);
    expect(all.find(({ status }) => status === 'succeeded')!.scheduledFor).toBe(second.toISOString());
    expectOneFinalEach(all);
  });
});

describe('a lock', () => {
  it('makes due occurrences skipped, and its removal by force loses the run for good', async () => {
    const { id } = await createJob(alice, { ...yearly, data: { sleepMs: 600_000 } });
    await makeDue(id, justNow());
    const [running] = await recordsWith(id, 'running', 1);
    await root.put(`/api/jobs/${id}`, { lockedAt: new Date().toISOString() });
    const due = new Date();
    await makeDue(id, due);
    const skipped = (await recordsWith(id, 'skipped', 1)).find(({ status }) => status === 'skipped')!;
    expect(skipped).toMatchObject({ reason: 'locked', scheduledFor: due.toISOString(), final: true });
    expect((await root.put(`/api/jobs/${id}`, { lockedAt: null })).status).toBe(200);
    const lost = (await recordsWith(id, 'lost', 1)).find(({ status }) => status === 'lost')!;
    expect(lost).toMatchObject({ id: running!.id, final: true });
    await alice.put(`/api/jobs/${id}`, { data: {} });
    expect((await alice.post(`/api/jobs/${id}`)).body.success).toBe(true);
    expect((await records(id)).map(({ status }) => status).sort()).toEqual(['lost', 'skipped', 'succeeded']);
  });
});
