import { SchedulerRegistry } from '@nestjs/schedule';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OverdueService } from '../../src/scheduler/overdue.service.js';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { expectProblem } from '../support/problems.js';
import { createJob } from '../support/shares.js';

let service: TestApp;
let mails: MailServer;
let alice: ApiClient;

beforeAll(async () => {
  mails = await startMailServer();
  service = await startTestApp({ env: { SMTP_URL: mails.url } });
  alice = service.as('alice', { email: 'alice@example.com' });
  void service.app.get(SchedulerRegistry).getCronJob('overdue').stop();
});
afterAll(async () => {
  await service?.close();
  await mails?.close();
});

const warningsOf = async (jobId: string): Promise<string[] | undefined> =>
  (await alice.get(`/api/jobs/${jobId}`)).body.warnings;

describe('a job in a queue that no node serves', () => {
  it('warns of it when it is made, changed and read, until a node serves the queue', async () => {
    const job = await createJob(alice, { queue: 'reports', data: {} });
    const warning = expect.stringContaining('No running node serves the queue "reports"');
    expect(job.warnings).toEqual([warning]);
    expect(await warningsOf(job.id)).toEqual([warning]);
    const sentBack = await alice.put(`/api/jobs/${job.id}`, { notes: 'x' });
    expect(sentBack.body.warnings).toEqual([warning]);
    const node = await startTestApp({ databaseUrl: service.databaseUrl, env: { NODE_QUEUES: 'reports' } });
    await eventually(async () => expect(await warningsOf(job.id)).toBeUndefined());
    await node.close();
    await eventually(async () => expect(await warningsOf(job.id)).toEqual([warning]));
  });

  it('warns of nothing else', async () => {
    const job = await createJob(alice);
    expect([job.warnings, await warningsOf(job.id)]).toEqual([[], undefined]);
  });

  it('sends the mail of its onOverdue action, which says what is the matter', async () => {
    const { id, name } = await createJob(alice, { queue: 'reports', interval: '1 hour', enabled: true });
    const data = {
      to: ['oncall@example.com'],
      subject: '{{job.name}} is {{run.status}}',
      text: '{{run.errorCode}}: {{run.error}} (due {{run.scheduledFor}})',
    };
    const action = { type: 'email', condition: 'onOverdue', data };
    expect((await alice.post(`/api/jobs/${id}/actions`, action)).status).toBe(201);
    await service.sql.execute({
      text: `UPDATE job_schedules SET due_at = date_trunc('second', now()) - interval '1 hour', occurrence_at = NULL WHERE job_id = $1`,
      values: [id],
    });
    await service.app.get(OverdueService).look();
    const [sent] = mails.received.filter(({ recipients }) => recipients.includes('oncall@example.com'));
    expect(sent!.mail.subject).toBe(`${name} is overdue`);
    expect(sent!.mail.text).toMatch(/^QUEUE_NOT_SERVED: It should have started at .*"reports".* \(due \d{4}/);
    const { body } = await alice.get(`/api/jobs/${id}/history`);
    expect(body.total).toBe(0);
  });
});

describe('the condition onOverdue', () => {
  it('goes without a count of failures, and other words are refused', async () => {
    const { id } = await createJob(alice);
    const path = `/api/jobs/${id}/actions`;
    expectProblem(await alice.post(path, { type: 'noop', condition: 'onDelay' }), 400, 'VALIDATION_FAILED');
    const counted = { type: 'noop', condition: 'onOverdue', afterFailures: 2 };
    expectProblem(await alice.post(path, counted), 422, 'AFTER_FAILURES_UNFIT');
  });

  it('does not follow a run', async () => {
    const { id } = await createJob(alice);
    await alice.post(`/api/jobs/${id}/actions`, { type: 'noop', name: 'late', condition: 'onOverdue' });
    const { body } = await alice.post(`/api/jobs/${id}`);
    expect(body.history).toHaveLength(1);
  });
});
