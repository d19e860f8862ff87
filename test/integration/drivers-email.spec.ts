import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { DriverData } from '../../src/drivers/driver-data.js';
import type { DriverResult } from '../../src/drivers/job-context.js';
import { closeAll, closeLater, driversWith, run, start } from '../support/driver-app.js';
import { startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';

afterEach(closeAll);

describe('the email driver', () => {
  const rows = [
    { region: 'EMEA', amount: 10 },
    { region: 'Žluťoučký, "kůň"', amount: 20 },
  ];

  async function mailServer(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
    const server = await startMailServer(options);
    closeLater(() => server.close());
    return server;
  }

  it('sends templates and datasets to whoever it should', async () => {
    const server = await mailServer();
    const app = await driversWith({ SMTP_URL: server.url, MAIL_FROM: 'Reports <reports@example.com>' });
    const data = {
      to: ['Bob <bob@example.com>'],
      cc: ['cc@example.com'],
      subject: '{{job.name}}: {{datasets.sales.rowCount}} rows',
      text: 'Due {{run.scheduledFor}}',
      html: '<p>{{job.name}}</p>',
      attachments: [
        { dataset: 'sales', format: 'csv', filename: '../../q4/"sales".CSV' },
        { dataset: 'sales', format: 'json' },
        { dataset: 'sales', format: 'xlsx' },
      ],
    };
    const { result } = await run(app, 'email', { data, datasets: { sales: rows }, job: { name: 'Sales & <more>' } });
    expect(result).toMatchObject({
      data: { accepted: ['bob@example.com', 'cc@example.com'], rejected: [], transport: 'smtp' },
      warnings: false,
    });
    const mail = server.received[0]!.mail;
    expect(mail).toMatchObject({
      from: { name: 'Reports', address: 'reports@example.com' },
      to: [{ name: 'Bob', address: 'bob@example.com' }],
      subject: 'Sales & <more>: 2 rows',
      text: 'Due 2026-11-21 09:00:00 PST\n',
      html: '<p>Sales &amp; &lt;more&gt;</p>\n',
      messageId: (result as DriverResult).data?.['messageId'],
    });
    expect(mail.attachments.map((file) => file.filename)).toEqual(['q4-sales-.csv', 'sales.json', 'sales.xlsx']);
    const [csv, json, xlsx] = mail.attachments.map((file) => Buffer.from(file.content as ArrayBuffer));
    expect(csv!.toString()).toBe('region,amount\r\nEMEA,10\r\n"Žluťoučký, ""kůň""",20\r\n');
    expect(JSON.parse(json!.toString())).toEqual(rows);
    expect(xlsx!.subarray(0, 2).toString()).toBe('PK');
  });

  it('has the same Message-ID for every attempt at one occurrence and another for the next', async () => {
    const server = await mailServer();
    const app = await driversWith({ SMTP_URL: server.url });
    const data = { subject: 'x', text: 'y' };
    for (const [idempotencyKey, attempt] of [
      ['one', 1],
      ['one', 2],
      ['two', 1],
    ] as const)
      await run(app, 'email', { data, idempotencyKey, attempt });
    const [first, repeat, other] = server.received.map(({ mail }) => mail.messageId);
    expect(first).toMatch(/^<[0-9a-f]{40}@punctual>$/);
    expect(repeat).toBe(first);
    expect(other).not.toBe(first);
  });

  it('goes to the owner when it names nobody, and says so when the owner has no address', async () => {
    const server = await mailServer();
    const app = await driversWith({ SMTP_URL: server.url });
    await run(app, 'email', { data: { subject: 'x', text: 'y' } });
    expect(server.received[0]!.recipients).toEqual(['ana@example.com']);
    const { result } = await start(app, 'email', { data: { subject: 'x', text: 'y' }, job: { ownerEmail: null } });
    await expect(result).rejects.toMatchObject({ code: 'DATA_INCOMPLETE', permanent: true });
  });

  it('lets nothing smuggle headers in', async () => {
    const server = await mailServer();
    const app = await driversWith({ SMTP_URL: server.url });
    const name = 'Report\r\nBcc: eve@example.com\r\n\r\nHi';
    await run(app, 'email', { data: { subject: '{{job.name}}', text: 'y' }, job: { name } });
    const [{ mail, raw }] = server.received as [MailServer['received'][number]];
    expect(mail.subject).toBe('Report Bcc: eve@example.com Hi');
    expect(raw).not.toMatch(/^Bcc:/im);
    const data = { to: ['ana@example.com\r\nBcc: eve@example.com'], subject: 'x', text: 'y' };
    await expect(start(app, 'email', { data })).rejects.toMatchObject({ code: 'DRIVER_DATA_INVALID' });
  });

  it('warns when some recipients are refused', async () => {
    const server = await mailServer({
      onRcptTo: ({ address }, _, done) =>
        done(address.startsWith('gone') ? Object.assign(new Error('gone'), { responseCode: 550 }) : null),
    });
    const app = await driversWith({ SMTP_URL: server.url });
    const data = { to: ['ana@example.com', 'gone@example.com'], subject: 'x', text: 'y' };
    const { result, context } = await run(app, 'email', { data });
    expect(result).toMatchObject({
      warnings: true,
      data: { accepted: ['ana@example.com'], rejected: ['gone@example.com'] },
    });
    expect(context.lines.join()).toContain('gone@example.com');
  });

  it('writes a file when there is no mail server, and says so', async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'punctual-drivers-'));
    closeLater(() => rm(dataDir, { recursive: true }));
    const { result, context } = await run(await driversWith({ DATA_DIR: dataDir }), 'email', {
      data: { subject: 'x', text: 'y' },
    });
    const data = (result as DriverResult).data as { path: string; transport: string };
    expect(data.transport).toBe('outbox');
    expect((await PostalMime.parse(await readFile(path.join(dataDir, data.path)))).subject).toBe('x');
    expect(context.lines.join()).toContain(`written to DATA_DIR/${data.path} (SMTP_URL is not set)`);
    expect(context.steps).toMatchObject([{ task: { key: 'job:progress.mail_written' }, result: { success: true } }]);
  });

  it('fails with a useful sentence when the mail server is down', async () => {
    const { url, port, close } = await startMailServer();
    await close();
    const app = await driversWith({ SMTP_URL: url.replace('//', '//robot:hunter2@') });
    const { result } = await start(app, 'email', { data: { subject: 'x', text: 'y' } });
    await expect(result).rejects.toMatchObject({
      code: 'SMTP_UNREACHABLE',
      permanent: false,
      message: expect.stringMatching(new RegExp(`^(?!.*hunter2).*127\\.0\\.0\\.1:${port}.*Check SMTP_URL`)) as string,
    });
  });

  it('delivers nothing when a dataset is not linked or a template names what is not there', async () => {
    const server = await mailServer();
    const app = await driversWith({ SMTP_URL: server.url });
    const missing = await start(app, 'email', {
      data: { subject: 'x', attachments: [{ dataset: 'gone', format: 'csv' }] },
    });
    await expect(missing.result).rejects.toThrow('no dataset under gone');
    const typo = await start(app, 'email', { data: { subject: '{{job.nmae}}', text: 'y' } });
    await expect(typo.result).rejects.toMatchObject({
      code: 'TEMPLATE_FAILED',
      message: expect.stringContaining('nmae') as string,
    });
    expect(server.received).toEqual([]);
  });

  it.each([
    [{ to: 'ana@example.com' }, 'data.to'],
    [{ to: ['nobody'] }, 'data.to[0]'],
    [{ subject: '{{#if}' }, 'data.subject'],
    [{ html: '{{{job.name}}}' }, 'data.html'],
    [{ attachments: [{ dataset: 'a', format: 'pdf' }] }, 'data.attachments[0].format'],
    [{ attachments: [{ dataset: 'a', format: 'csv', path: '/etc/passwd' }] }, 'data.attachments[0].path'],
  ])('refuses %j when the job is written', async (data, where) => {
    const app = await driversWith();
    await expect(app.get(DriverData).prepareForStorage('email', data, null)).rejects.toMatchObject({
      details: expect.arrayContaining([expect.objectContaining({ path: where })]) as unknown,
    });
  });

  it('knows what is missing', async () => {
    const app = await driversWith();
    await expect(app.get(DriverData).missing('email', {})).resolves.toEqual([
      'data.subject is missing',
      'one of data.text, data.html and data.attachments is needed',
    ]);
  });
});
