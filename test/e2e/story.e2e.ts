import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { startMailServer } from '../support/mail-server.js';
import type { MailServer, ReceivedMail } from '../support/mail-server.js';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';
import { expectEveryOccurrenceOnce, historyOf, record } from '../support/run-history.js';
import type { RunRecord } from '../support/run-history.js';
import { startWebHook } from '../support/web-hook.js';
import type { WebHook } from '../support/web-hook.js';

const patient = { timeoutMs: 50_000, intervalMs: 100 };
const ROWS = [
  { region: 'North', amount: 1200.5, note: 'plain' },
  { region: 'Süd', amount: 900, note: 'says "hi", twice' },
  { region: 'Østland', amount: 0, note: 'two\nlines' },
];
/** The source document's example, word for word. */
const DAILY_SALES_REPORT = {
  name: 'Daily Sales Report',
  type: 'email',
  enabled: true,
  datasets: {
    sales: { datasetId: 'sales-2024', snapshots: { when: 'before', snapshotDatasets: ['sales-2024'] } },
  },
};
const MAIL = {
  to: ['boss@example.com', 'Ana Łuk <ana@example.com>'],
  subject: '{{job.name}}: {{datasets.sales.rowCount}} rows',
  text: 'The figures are attached.',
  attachments: [{ dataset: 'sales', format: 'csv', filename: 'sales.csv' }],
};

let installation: Installation;
let mails: MailServer;
let hook: WebHook;
let product: ProductProcess;
let password: string;
let client: ApiClient;

beforeAll(async () => {
  mails = await startMailServer();
  hook = await startWebHook();
  installation = new Installation({
    SMTP_URL: mails.url,
    MAIL_FROM: 'Punctual <punctual@example.com>',
    ALLOW_PRIVATE_NETWORK: 'true',
  });
  product = await installation.start();
});
afterAll(async () => {
  await installation?.remove();
  await hook?.close();
  await mails?.close();
});

describe('the daily sales report', () => {
  let jobId: string;

  it('begins with the password that the first start prints', async () => {
    expect(product.superuser.username).toBe('admin');
    ({ password } = product.superuser);
    client = await product.login('admin', password);
    expect((await client.get('/api/auth/me')).body).toMatchObject({ id: 'admin', superuser: true });
  });

  it('has a dataset', async () => {
    const dataset = { id: 'sales-2024', name: 'Sales 2024', source: { kind: 'inline', rows: ROWS } };
    const { status, body } = await client.post('/api/datasets', dataset);
    expect({ status, body }).toMatchObject({ status: 201 });
    expect(body).toMatchObject({ id: 'sales-2024', naturalId: 'admin:sales-2024' });
  });

  it('is made as in the source document, and says what it still lacks', async () => {
    const { status, headers, body } = await client.post('/api/jobs', DAILY_SALES_REPORT);
    expect({ status, body }).toMatchObject({ status: 201 });
    jobId = body.id;
    expect(headers.get('location')).toBe(`/api/jobs/${jobId}`);
    expect(body).toMatchObject({ name: 'Daily Sales Report', type: 'email', ownerId: 'admin', enabled: true });
    expect(body).toMatchObject({ slug: 'daily-sales-report', timezone: 'UTC', nextRunAt: null });
    expect(body.warnings.join(' ')).toContain('subject');
    const links = await client.get(`/api/jobs/admin:daily-sales-report/datasets`);
    expect(links.body._embedded['inf:dataset']).toMatchObject([{ alias: 'sales', snapshots: { when: 'before' } }]);
  });

  it('gets its recipients, subject and attachment', async () => {
    const { status, body } = await client.put(`/api/jobs/${jobId}`, { data: MAIL });
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body.data).toEqual(MAIL);
    expect(body.warnings ?? []).toEqual([]);
  });

  it('is put on its schedule, and is next due at 9 in Los Angeles', async () => {
    const schedule = { interval: '0 9 * * *', timezone: 'America/Los_Angeles', enabled: true };
    const before = new Date();
    const { status, body } = await client.put(`/api/jobs/${jobId}`, schedule);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body).toMatchObject({ ...schedule, intervalType: 'cron' });
    // Two answers are right when 9 o'clock passes meanwhile.
    expect([nextNineInLosAngeles(before), nextNineInLosAngeles(new Date())]).toContain(body.nextRunAt);
  });

  it('runs now when asked to, and answers with the result', async () => {
    const { nextRunAt } = (await client.get(`/api/jobs/${jobId}`)).body;
    const { status, body } = await client.post(`/api/jobs/${jobId}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body).toMatchObject({ success: true, status: 'succeeded' });
    expect(Number.isInteger(body.duration)).toBe(true);
    expect(body.history).toContainEqual({
      task: { key: 'job:progress.invoking_job' },
      result: { key: 'job:status.success', success: true },
    });
    expect(mails.received).toHaveLength(1);
    expectReport(mails.received[0]!, 'Daily Sales Report: 3 rows');
    expect(mails.received[0]!.recipients).toEqual(['boss@example.com', 'ana@example.com']);
    expect(await snapshotCount()).toBe(1);
    expect(await historyOf(client, jobId)).toMatchObject([{ id: body.id, status: 'succeeded', trigger: 'manual' }]);
    expect((await client.get(`/api/jobs/${jobId}`)).body).toMatchObject({ nextRunAt, lastStatus: 'succeeded' });
  });
});

describe('a job that is due every two seconds', () => {
  let jobId: string;
  let runs: RunRecord[];

  it('runs by itself, neither doubled nor left out', async () => {
    const [mailsBefore, snapshotsBefore] = [mails.received.length, await snapshotCount()];
    const schedule = { intervalType: 'simple', interval: '2 seconds' };
    const { status, body } = await client.post('/api/jobs', {
      ...DAILY_SALES_REPORT,
      ...schedule,
      name: 'Ticker',
      data: MAIL,
    });
    expect({ status, body }).toMatchObject({ status: 201 });
    jobId = body.id;
    await eventually(async () => {
      const done = (await historyOf(client, jobId)).filter((one) => one.status === 'succeeded');
      expect(done.length).toBeGreaterThanOrEqual(4);
    }, patient);
    const disabled = await client.put(`/api/jobs/${jobId}`, { enabled: false });
    expect(disabled.body).toMatchObject({ enabled: false, nextRunAt: null });
    await eventually(async () => {
      runs = await historyOf(client, jobId);
      expect(runs.filter((one) => !one.final)).toEqual([]);
    }, patient);

    expectEveryOccurrenceOnce(runs, 2_000);
    const succeeded = runs.filter((one) => one.status === 'succeeded');
    for (const one of succeeded) {
      expect(one).toMatchObject({ trigger: 'schedule', attempt: 1, error: null });
      expect(Date.parse(one.createdAt)).toBeGreaterThanOrEqual(Date.parse(one.scheduledFor!));
    }
    expect(mails.received.length - mailsBefore).toBe(succeeded.length);
    expect((await snapshotCount()) - snapshotsBefore).toBe(succeeded.length);
  });

  it('sends the report each time, with an id of its own per occurrence', () => {
    const reports = mails.received.filter(({ mail }) => mail.subject === 'Ticker: 3 rows');
    for (const report of reports) expectReport(report, 'Ticker: 3 rows');
    expect(new Set(reports.map(({ mail }) => mail.messageId)).size).toBe(reports.length);
  });
});

describe('a run that somebody waits for elsewhere', () => {
  let jobId: string;
  let location: string;

  it('is accepted at once, and its location tells how it ended', async () => {
    jobId = (await client.post('/api/jobs', { name: 'Brief', type: 'noop', data: { sleepMs: 10 } })).body.id;
    const { status, headers, body } = await client.post(`/api/jobs/${jobId}`, undefined, { Prefer: 'respond-async' });
    expect({ status, body }).toMatchObject({ status: 202 });
    location = headers.get('location')!;
    const ended = await eventually(async () => {
      const run = await client.get(location);
      expect(run.body.status).toBe('succeeded');
      return run.body;
    }, patient);
    expect(ended).toMatchObject({ success: true, trigger: 'manual', final: true });
  });

  it('keeps a second one out, and ends when it is canceled', async () => {
    await client.put(`/api/jobs/${jobId}`, { data: { sleepMs: 600_000 } });
    const waiting = client.post(`/api/jobs/${jobId}`);
    const running = await record(client, jobId, { status: 'running' });
    const refused = await client.post(`/api/jobs/${jobId}`);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ errorCode: 'ALREADY_RUNNING' });
    expect(refused.body.message).toContain(`/api/jobs/${jobId}/history/${running.id}`);

    const canceled = await client.post(`/api/jobs/${jobId}/history/${running.id}/_cancel`);
    expect(canceled).toMatchObject({ status: 202 });
    expect((await waiting).body).toMatchObject({ id: running.id, success: false, status: 'canceled' });
    expect(await record(client, jobId, { id: running.id })).toMatchObject({ status: 'canceled', final: true });
  });
});

describe('a driver that fails', () => {
  it('is recorded with the answer of the endpoint', async () => {
    hook.answerWith(500);
    const call = { name: 'Broken', type: 'api-call', data: { method: 'GET', url: hook.url } };
    const { id } = (await client.post('/api/jobs', call)).body;
    const { status, body } = await client.post(`/api/jobs/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: false, status: 'failed', error: { code: 'UNEXPECTED_STATUS' } });
    expect(body.error.message).toContain('answered 500 (expected 200-299): the warehouse is on fire');
    const step = body.history.find((one: RunRecord['progress'][0]) => one.task.key === 'job:progress.invoking_job');
    expect(step.result).toMatchObject({ key: 'job:status.failed', success: false, message: body.error.message });
    expect(await historyOf(client, id)).toMatchObject([{ status: 'failed', final: true, error: body.error }]);
  });

  it('is recorded with what to do when the mail server is down', async () => {
    await mails.close();
    const { status, body } = await client.post('/api/jobs/admin:daily-sales-report');
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: false, status: 'failed', error: { code: 'SMTP_UNREACHABLE' } });
    expect(body.error.message).toMatch(/^The mail server 127\.0\.0\.1:\d+ can't be reached .*Check SMTP_URL/);
  });

  it('leaves the service up, and a clean stop leaves nothing running', async () => {
    expect((await client.get('/health/ready')).status).toBe(200);
    expect({ ...(await product.stop('SIGTERM')), output: product.output }).toMatchObject({ code: 0, signal: null });
    expect(installation.leftovers()).toEqual([]);
  });
});

function expectReport({ mail, from }: ReceivedMail, subject: string): void {
  expect(mail).toMatchObject({ subject, from: { address: 'punctual@example.com' } });
  expect(from).toBe('punctual@example.com');
  expect(mail.text?.trim()).toBe('The figures are attached.');
  expect(mail.attachments).toMatchObject([{ filename: 'sales.csv', mimeType: 'text/csv' }]);
  const csv = Buffer.from(mail.attachments[0]!.content as ArrayBuffer).toString('utf8');
  const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
  expect(rows).toEqual(ROWS.map((row) => ({ ...row, amount: String(row.amount) })));
}

async function snapshotCount(): Promise<number> {
  return (await client.get('/api/datasets/sales-2024/snapshots')).body.total;
}

/** By trying every hour of the next two days against the platform's own calendar. */
function nextNineInLosAngeles(now: Date): string {
  const hour = 3_600_000;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Los_Angeles',
    hour: '2-digit',
    minute: '2-digit',
  });
  for (let at = Math.floor(now.getTime() / hour) * hour + hour; ; at += hour)
    if (format.format(at) === '09:00') return new Date(at).toISOString();
}
