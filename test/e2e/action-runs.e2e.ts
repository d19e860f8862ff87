import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { historyOf, record } from '../support/run-history.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let mails: MailServer;
let alice: ApiClient;

beforeAll(async () => {
  mails = await startMailServer();
  service = await startTestApp({ env: { SMTP_URL: mails.url } });
  alice = service.as('alice', { email: 'alice@example.com' });
});
afterAll(async () => {
  await service?.close();
  await mails?.close();
});

interface Step {
  task: { key: string; opts?: { name?: string } };
  result?: { key?: string; message?: string; success: boolean };
}

async function addAction(jobId: string, body: Record<string, unknown>): Promise<string> {
  const answer = await alice.post(`/api/jobs/${jobId}/actions`, body);
  expect([answer.status, answer.body.errorCode]).toEqual([201, undefined]);
  return answer.body.id;
}

const run = async (jobId: string) => (await alice.post(`/api/jobs/${jobId}`)).body;

/** What became of each action, in order: `name: result key`. */
const actionSteps = (steps: Step[]): string[] =>
  steps
    .filter(({ task }) => task.key.startsWith('job:actions.'))
    .map(({ task, result }) => `${task.opts?.name}: ${result?.key?.replace('job:status.', '')}`);

const subjects = (to: string): string[] =>
  mails.received.filter(({ recipients }) => recipients.includes(to)).map(({ mail }) => mail.subject ?? '');

/** Makes the job due now, and wakes the scheduler. */
async function makeDue(jobId: string): Promise<void> {
  const due = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  await service.sql.execute({ text: 'UPDATE job_schedules SET due_at = $2 WHERE job_id = $1', values: [jobId, due] });
  await service.sql.execute({ text: `SELECT pg_notify('punctual_schedule', '')` });
}

describe('the actions after a run', () => {
  it('run in their order after the driver, each with its own result; disabled ones do not', async () => {
    const { id } = await createJob(alice);
    await addAction(id, { type: 'noop', name: 'second' });
    await addAction(id, { type: 'noop', name: 'first', index: 0 });
    await addAction(id, { type: 'noop', name: 'off', enabled: false });
    await addAction(id, { type: 'noop', name: 'only on failure', condition: 'onFailure' });
    await addAction(id, { type: 'noop', name: 'on success', condition: 'onSuccess' });
    const { success, warnings, status, history } = await run(id);
    expect({ success, warnings, status }).toEqual({ success: true, warnings: false, status: 'succeeded' });
    expect(history[0].task.key).toBe('job:progress.invoking_job');
    expect(history[1]).toEqual({
      task: { key: 'job:actions.noop', opts: { name: 'first' } },
      result: { key: 'job:status.success', success: true },
    });
    expect(actionSteps(history)).toEqual(['first: success', 'second: success', 'on success: success']);
  });

  it('make a success a warned one when they fail, and keep nobody after them from running', async () => {
    const { id } = await createJob(alice);
    await addAction(id, { type: 'noop', name: 'broken', data: { fail: 'The disk is full.' } });
    await addAction(id, { type: 'email', name: 'unreadable', data: { subject: '{{job.nmae}}', text: 'x' } });
    await addAction(id, { type: 'email', name: 'incomplete', data: { subject: 'x' } });
    await addAction(id, { type: 'noop', name: 'fine' });
    const result = await run(id);
    expect(result).toMatchObject({ success: true, warnings: true, status: 'warned', error: null });
    const steps = ['broken: failed', 'unreadable: failed', 'incomplete: failed', 'fine: success'];
    expect(actionSteps(result.history)).toEqual(steps);
    expect(result.history[1].result).toEqual({
      key: 'job:status.failed',
      message: 'The disk is full.',
      success: false,
    });
    const [recorded] = await historyOf(alice, id);
    expect(recorded).toMatchObject({ status: 'warned', success: true, warnings: true, error: null });
    expect(actionSteps(recorded!.progress)).toEqual(steps);
  });

  it('leave a failed run failed', async () => {
    const { id } = await createJob(alice, { data: { fail: 'No.' } });
    await addAction(id, { type: 'noop', name: 'always' });
    await addAction(id, { type: 'noop', name: 'on success', condition: 'onSuccess' });
    await addAction(id, { type: 'noop', name: 'on failure', condition: 'onFailure', data: { fail: true } });
    const result = await run(id);
    expect(result).toMatchObject({ success: false, warnings: false, status: 'failed', error: { message: 'No.' } });
    expect(actionSteps(result.history)).toEqual(['always: success', 'on failure: failed']);
  });

  it('follow a timeout, with a time of their own', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 600_000 }, timeoutMs: 300 });
    await addAction(id, { type: 'noop', name: 'alert', condition: 'onFailure', data: { sleepMs: 50 } });
    await addAction(id, { type: 'noop', name: 'too slow', data: { sleepMs: 600_000 } });
    await addAction(id, { type: 'noop', name: 'too late' });
    const result = await run(id);
    expect(result).toMatchObject({ status: 'timed_out', success: false });
    expect(actionSteps(result.history)).toEqual(['alert: success', 'too slow: timed_out', 'too late: timed_out']);
  });

  it('do not follow a run that somebody canceled', async () => {
    const { id } = await createJob(alice, { data: { sleepMs: 600_000 } });
    for (const condition of ['always', 'onFailure']) await addAction(id, { type: 'noop', condition });
    const [result] = await Promise.all([run(id), cancelRunning(id)]);
    expect(result).toMatchObject({ status: 'canceled', success: false });
    expect(actionSteps(result.history)).toEqual([]);
  });

  it('are ended by a cancel, and the rest is recorded as not run', async () => {
    const { id } = await createJob(alice);
    await addAction(id, { type: 'noop', name: 'long', data: { sleepMs: 600_000 } });
    await addAction(id, { type: 'noop', name: 'next' });
    const [result] = await Promise.all([run(id), cancelRunning(id)]);
    expect(result).toMatchObject({ status: 'warned', success: true, warnings: true });
    expect(actionSteps(result.history)).toEqual(['long: canceled', 'next: canceled']);
  });

  it('follow the attempt that decides, not those that are followed by another', async () => {
    const retries = { maxAttempts: 3, retryDelayMs: 20 };
    const yearly = { interval: '0 0 1 1 *', timezone: 'UTC', enabled: true };
    const { id } = await createJob(alice, { ...yearly, ...retries, data: { fail: true } });
    await addAction(id, { type: 'noop', name: 'alert', condition: 'onFailure', afterFailures: 1 });
    await addAction(id, { type: 'noop', name: 'always' });
    await makeDue(id);
    await record(alice, id, { status: 'failed', attempt: 3 });
    const attempts = (await historyOf(alice, id)).map((one) => [one.attempt, one.final, actionSteps(one.progress)]);
    expect(attempts).toEqual([
      [1, false, []],
      [2, false, []],
      [3, true, ['alert: success', 'always: success']],
    ]);
  });

  it('are a failed action only when their dataset is gone', async () => {
    const source = { kind: 'inline', rows: [{ amount: 1 }] };
    await alice.post('/api/datasets', { id: 'fleeting', name: 'Fleeting', source });
    const { id } = await createJob(alice, { datasets: { fleeting: 'fleeting' } });
    const data = { to: ['gone@example.com'], subject: 'Rows: {{datasets.fleeting.rowCount}}', text: 'x' };
    await addAction(id, { type: 'email', name: 'mail', data });
    expect(await run(id)).toMatchObject({ status: 'succeeded' });
    await alice.delete(`/api/jobs/${id}/datasets/fleeting`);
    const result = await run(id);
    expect(result).toMatchObject({ status: 'warned', warnings: true });
    const step = result.history.find(({ task }: Step) => task.key === 'job:actions.email');
    expect(step.result).toMatchObject({ success: false, message: expect.stringContaining('"fleeting"') });
    expect(subjects('gone@example.com')).toEqual(['Rows: 1']);
  });
});

async function cancelRunning(jobId: string): Promise<void> {
  const running = await record(alice, jobId, { status: 'running' });
  // What runs now is the driver or an action: both heed the signal once they have begun.
  await eventually(async () => {
    const answer = await alice.post(`/api/jobs/${jobId}/history/${running.id}/_cancel`);
    expect([202, 409]).toContain(answer.status);
  });
}

describe('alerts', () => {
  it('come once after so many failures in a row, and once when it works again', async () => {
    const to = 'oncall@example.com';
    const text = '{{run.status}} {{run.failuresInARow}}: {{run.error}}';
    const { id } = await createJob(alice, { data: { fail: 'The API is down.' } });
    const alert = { to: [to], subject: 'ALERT {{job.name}}', text };
    await addAction(id, { type: 'email', condition: 'onFailure', afterFailures: 3, data: alert });
    await addAction(id, { type: 'email', condition: 'onRecovery', data: { ...alert, subject: 'OK' } });
    const { name } = (await alice.get(`/api/jobs/${id}`)).body;
    await run(id);
    await run(id);
    expect(subjects(to)).toEqual([]);
    for (let failures = 3; failures < 6; failures += 1) await run(id);
    expect(subjects(to)).toEqual([`ALERT ${name}`]);
    expect(mails.received.find(({ recipients }) => recipients.includes(to))?.mail.text?.trim()).toBe(
      'failed 3: The API is down.',
    );
    await alice.put(`/api/jobs/${id}`, { data: {} });
    await run(id);
    await run(id);
    expect(subjects(to)).toEqual([`ALERT ${name}`, 'OK']);
    expect(mails.received.findLast(({ recipients }) => recipients.includes(to))?.mail.text?.trim()).toBe(
      'succeeded 5:',
    );
    const ids = mails.received.filter(({ recipients }) => recipients.includes(to)).map(({ mail }) => mail.messageId);
    expect(new Set(ids).size).toBe(2);
    await alice.put(`/api/jobs/${id}`, { data: { fail: true } });
    for (let failures = 1; failures < 4; failures += 1) await run(id);
    expect(subjects(to)).toHaveLength(3);
  });

  it('count occurrences, not attempts: retries and canceled runs neither count nor break the row', async () => {
    const { id } = await createJob(alice, {
      interval: '0 0 1 1 *',
      timezone: 'UTC',
      enabled: true,
      maxAttempts: 2,
      retryDelayMs: 20,
      data: { fail: true },
    });
    await addAction(id, { type: 'noop', name: 'second in a row', condition: 'onFailure', afterFailures: 2 });
    await makeDue(id);
    const first = await record(alice, id, { status: 'failed', attempt: 2 });
    expect(actionSteps(first.progress)).toEqual([]);
    await alice.put(`/api/jobs/${id}`, { data: { sleepMs: 600_000 } });
    await Promise.all([run(id), cancelRunning(id)]);
    await alice.put(`/api/jobs/${id}`, { data: { fail: true } });
    expect(actionSteps((await run(id)).history)).toEqual(['second in a row: success']);
  });
});
