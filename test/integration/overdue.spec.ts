import { SchedulerRegistry } from '@nestjs/schedule';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobContext } from '../../src/drivers/job-context.js';
import { OverdueRepository } from '../../src/scheduler/overdue.repository.js';
import { OverdueService } from '../../src/scheduler/overdue.service.js';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { Gate, ScriptedDriver } from '../support/scripted-driver.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let alice: ApiClient;
let driver: ScriptedDriver;

beforeAll(async () => {
  service = await startTestApp();
  alice = service.as('alice');
  // Here only tests look.
  void service.app.get(SchedulerRegistry).getCronJob('overdue').stop();
});
afterAll(() => service?.close());
beforeEach(async () => {
  await service.sql.execute({ text: 'TRUNCATE jobs, pending_runs, active_runs, scheduler_pauses CASCADE' });
  driver = new ScriptedDriver(service);
});

const look = (app = service) => app.app.get(OverdueService).look();
const alerts = (): JobContext<object>[] => driver.contexts.filter(({ run }) => run.outcome?.status === 'overdue');

/** A job in a queue that no node serves, due so many minutes ago, with an `onOverdue` action. */
async function lateJob(minutes: number, fields: Record<string, unknown> = {}): Promise<string> {
  const { id } = await createJob(alice, { queue: 'nowhere', interval: '1 hour', enabled: true, ...fields });
  await alice.post(`/api/jobs/${id}/actions`, { type: 'noop', name: 'alarm', condition: 'onOverdue' });
  await alice.post(`/api/jobs/${id}/actions`, { type: 'noop', name: 'other' });
  await makeLate(id, minutes);
  return id;
}

const makeLate = (jobId: string, minutes: number) =>
  service.sql.execute({
    text: `
      UPDATE job_schedules SET due_at = date_trunc('second', now()) - $2 * interval '1 minute', occurrence_at = NULL
      WHERE job_id = $1`,
    values: [jobId, minutes],
  });

interface OverdueEvent {
  action: string;
  actorId: string | null;
  changes: { scheduledFor: string | null; reason?: { code: string }; actions?: unknown[] };
}

async function eventsOf(jobId: string): Promise<OverdueEvent[]> {
  const { body } = await alice.get(`/api/jobs/${jobId}/audit`);
  const overdue = body._embedded['inf:audit-event'].filter(({ action }: { action: string }) =>
    action.includes('overdue'),
  );
  return overdue.toReversed();
}

/** A run that somebody asked for, in a queue that no node serves, and that waits since so many minutes. */
async function waitingRun(jobId: string, minutes: number): Promise<string> {
  const { body } = await alice.post(`/api/jobs/${jobId}`, undefined, { Prefer: 'respond-async' });
  await service.sql.execute({
    text: `UPDATE pending_runs SET not_before = now() - $2 * interval '1 minute' WHERE id = $1`,
    values: [body.id, minutes],
  });
  return body.id;
}

describe('an occurrence that has not started in time', () => {
  it('is told of once: by its onOverdue actions alone, with the reason', async () => {
    const jobId = await lateJob(6);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    expect(alerts()).toHaveLength(1);
    expect(driver.contexts).toHaveLength(1);
    const [{ run, idempotencyKey }] = alerts() as [JobContext<object>];
    expect(run.outcome).toMatchObject({ status: 'overdue', error: { code: 'QUEUE_NOT_SERVED' }, failuresInARow: 0 });
    expect(run.outcome?.error?.message).toContain('No running node serves the queue "nowhere"');
    expect(idempotencyKey).toContain(`${jobId}:${run.scheduledFor!.toISOString()}:overdue:action:`);
  });

  it('is found in the audit trail, with what became of the actions', async () => {
    driver.does(async () => {
      throw new Error('No line.');
    });
    const jobId = await lateJob(6);
    await look();
    const events = await eventsOf(jobId);
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['job.overdue', null],
      ['job.overdueAlerted', null],
    ]);
    expect(events[0]!.changes.reason?.code).toBe('QUEUE_NOT_SERVED');
    expect(events[1]!.changes.actions).toMatchObject([{ name: 'alarm', success: false, message: 'No line.' }]);
    expect(events[1]!.changes.scheduledFor).toBe(events[0]!.changes.scheduledFor);
  });

  it('is in the audit trail also without any action, and the next one is told of anew', async () => {
    const { id } = await createJob(alice, { queue: 'nowhere', interval: '1 hour', enabled: true });
    await makeLate(id, 20);
    await look();
    await makeLate(id, 10);
    await look();
    expect((await eventsOf(id)).map(({ action }) => action)).toEqual(['job.overdue', 'job.overdue']);
  });

  it.each([
    ['sooner than five minutes', 4, {}],
    ['sooner than the job allows', 20, { overdueAfterMs: 1_800_000 }],
    ['in a job that does not want to know', 5_000, { overdueAfterMs: null }],
  ])('is not told of %s', async (_, minutes, fields) => {
    await lateJob(minutes, fields);
    expect(await look()).toBe(0);
  });

  it('is told of as soon as the job says', async () => {
    await lateJob(1, { overdueAfterMs: 30_000 });
    expect(await look()).toBe(1);
  });

  it('is not told of while the job, or everything, is paused; a lock is a reason', async () => {
    const jobId = await lateJob(6);
    await service.sql.execute({ text: 'UPDATE job_schedules SET paused = true WHERE job_id = $1', values: [jobId] });
    expect(await look()).toBe(0);
    await service.sql.execute({
      text: 'UPDATE job_schedules SET paused = false, locked = true WHERE job_id = $1',
      values: [jobId],
    });
    await service.sql.execute({ text: 'INSERT INTO scheduler_pauses DEFAULT VALUES' });
    expect(await look()).toBe(0);
    await service.sql.execute({ text: 'TRUNCATE scheduler_pauses' });
    expect(await look()).toBe(1);
    expect(alerts()[0]!.run.outcome?.error?.code).toBe('JOB_LOCKED');
  });

  it('is told of by one of several nodes that look at once', async () => {
    const other = await startTestApp({ databaseUrl: service.databaseUrl });
    const theirs = new ScriptedDriver(other);
    for (let count = 0; count < 5; count++) await lateJob(6);
    await Promise.all([look(), look(other), look(), look(other)]);
    await look();
    const keys = [...alerts(), ...theirs.contexts].map(({ idempotencyKey }) => idempotencyKey);
    await other.close();
    expect(new Set(keys).size).toBe(5);
    expect(keys).toHaveLength(5);
  });

  it('is told of again, under the same key, when the node that told of it died before the end', async () => {
    const jobId = await lateJob(6);
    const repository = service.app.get(OverdueRepository);
    expect(await repository.alone((session) => repository.claimDue(session, 10))).toHaveLength(1);
    expect(await look()).toBe(0);
    await service.sql.execute({ text: `UPDATE job_schedules SET overdue_alert_until = now() - interval '1 second'` });
    expect(await look()).toBe(1);
    expect(alerts()).toHaveLength(1);
    expect((await eventsOf(jobId)).map(({ action }) => action)).toEqual(['job.overdueAlerted']);
    expect(await look()).toBe(0);
  });

  it('is left to another node when this one stops meanwhile', async () => {
    const stopping = await startTestApp({ databaseUrl: service.databaseUrl });
    const gate = new Gate();
    const theirs = new ScriptedDriver(stopping);
    const began = new Promise<void>((resolve) =>
      theirs.does(async ({ signal }) => {
        resolve();
        await gate.wait(signal);
      }),
    );
    const jobId = await lateJob(6);
    void look(stopping).catch(() => undefined);
    await began;
    await stopping.close();
    expect((await eventsOf(jobId)).map(({ action }) => action)).toEqual(['job.overdue']);
    await service.sql.execute({ text: `UPDATE job_schedules SET overdue_alert_until = now() - interval '1 second'` });
    expect(await look()).toBe(1);
    expect(alerts()[0]!.idempotencyKey).toBe(theirs.contexts[0]!.idempotencyKey);
  });
});

describe('a run that waits', () => {
  it('is told of once when nothing of its job is in its way', async () => {
    const { id } = await createJob(alice, { queue: 'nowhere' });
    await alice.post(`/api/jobs/${id}/actions`, { type: 'noop', condition: 'onOverdue' });
    const runId = await waitingRun(id, 6);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    expect(alerts().map(({ run }) => [run.id, run.trigger, run.scheduledFor])).toEqual([[runId, 'manual', null]]);
  });

  it('is not told of while another run of the job runs, nor behind another that waits', async () => {
    const jobId = await lateJob(0, { enabled: false });
    await service.sql.execute({
      text: `
        INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, idempotency_key, queue, type, not_before)
        SELECT gen_random_uuid(), $1, now() - n * interval '1 hour', 'catchup', n::text, 'nowhere', 'noop', now() - interval '10 minutes'
        FROM generate_series(1, 5) AS n`,
      values: [jobId],
    });
    await service.sql.execute({
      text: `
        INSERT INTO active_runs (id, job_id, node_id, trigger, idempotency_key, type)
        SELECT gen_random_uuid(), $1, id, 'schedule', 'running', 'noop' FROM nodes LIMIT 1`,
      values: [jobId],
    });
    expect(await look()).toBe(0);
    await service.sql.execute({ text: 'TRUNCATE active_runs' });
    expect(await look()).toBe(1);
    expect(alerts()[0]!.idempotencyKey).toMatch(/^5:overdue/);
    expect(await look()).toBe(0);
  });

  it('is not told of again when its occurrence was told of before it was claimed', async () => {
    const jobId = await lateJob(6);
    await look();
    await service.sql.execute({
      text: `
        INSERT INTO pending_runs (id, job_id, scheduled_for, trigger, idempotency_key, queue, type, not_before)
        SELECT gen_random_uuid(), job_id, due_at, 'catchup', 'key', 'nowhere', 'noop', now() - interval '10 minutes'
        FROM job_schedules WHERE job_id = $1`,
      values: [jobId],
    });
    await service.sql.execute({ text: 'UPDATE job_schedules SET due_at = NULL' });
    expect(await look()).toBe(0);
  });
});
