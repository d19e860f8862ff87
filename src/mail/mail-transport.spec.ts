import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/support/eventually.js';
import { startMailServer } from '../../test/support/mail-server.js';
import type { MailServer } from '../../test/support/mail-server.js';
import { Clock } from '../clock/clock.js';
import { parseMailAddress } from './mail-address.js';
import { MailError } from './mail-transport.js';
import type { OutgoingMail } from './mail-transport.js';
import { OutboxTransport } from './outbox-transport.js';
import { SmtpTransport } from './smtp-transport.js';

const FROM = 'Punctual <punctual@localhost>';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function mailServer(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  closing.push(() => server.close());
  return server;
}

async function outbox(): Promise<{ transport: OutboxTransport; dataDir: string }> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'punctual-outbox-'));
  closing.push(() => rm(dataDir, { recursive: true }));
  return { transport: new OutboxTransport(dataDir, FROM, new Clock()), dataDir };
}

const message = (overrides: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<abc@punctual>',
  to: [{ name: 'Ana Łuk', address: 'ana@example.com' }],
  cc: [],
  bcc: [],
  subject: 'Täglich',
  text: 'Hello',
  attachments: [],
  headers: {},
  label: 'run-1',
  ...overrides,
});
const file = (content: Readable): OutgoingMail['attachments'] => [
  { filename: 'sales.csv', contentType: 'text/csv', content },
];
const live = (): AbortSignal => new AbortController().signal;
const failureOf = async (sending: Promise<unknown>): Promise<MailError> => {
  const failure = await sending.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(MailError);
  return failure as MailError;
};
/** Attached at once: a rejection must not be unhandled while the test still waits for something else. */
const messageOf = (sending: Promise<unknown>): Promise<string> =>
  sending.then(
    () => 'it was sent',
    (error: Error) => error.message,
  );
/** Rows for ever, until somebody stops reading. */
async function* endless(): AsyncGenerator<string> {
  for (;;) {
    await new Promise(setImmediate);
    yield `${'x'.repeat(1000)}\n`;
  }
}

describe('the SMTP transport', () => {
  it('hands over text, html and streamed attachments', async () => {
    const server = await mailServer();
    const rows = Array.from({ length: 5000 }, (_, index) => `${index},zażółć\n`);
    const mail = message({
      html: '<b>Hello</b>',
      cc: [{ name: '', address: 'cc@example.com' }],
      bcc: [{ name: '', address: 'bcc@example.com' }],
      attachments: file(Readable.from(rows)),
    });
    const receipt = await new SmtpTransport(server.url, FROM).send(mail, live());
    expect(receipt).toEqual({
      messageId: '<abc@punctual>',
      accepted: ['ana@example.com', 'cc@example.com', 'bcc@example.com'],
      rejected: [],
      transport: 'smtp',
    });
    const [{ mail: got, raw, from }] = server.received as [MailServer['received'][number]];
    expect(from).toBe('punctual@localhost');
    expect(got).toMatchObject({
      messageId: '<abc@punctual>',
      subject: 'Täglich',
      text: 'Hello\n',
      html: '<b>Hello</b>\n',
    });
    expect(got.to).toEqual([{ name: 'Ana Łuk', address: 'ana@example.com' }]);
    expect(raw).not.toContain('bcc@example.com');
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(Buffer.from(got.attachments[0]!.content as ArrayBuffer).toString()).toBe(rows.join(''));
    await eventually(() => expect(server.openConnections()).toBe(0));
  });

  it('logs in, and reports a refused login without the credentials', async () => {
    const server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        password === 'right+pass'
          ? done(null, { user: username })
          : done(new Error(`no ${username} with ${password} here`)),
    });
    const url = (password: string): string => `smtp://robot:${encodeURIComponent(password)}@127.0.0.1:${server.port}`;
    await expect(new SmtpTransport(url('right+pass'), FROM).send(message(), live())).resolves.toBeDefined();
    const failure = await failureOf(new SmtpTransport(url('hunter2'), FROM).send(message(), live()));
    expect(failure).toMatchObject({ code: 'SMTP_AUTH_FAILED', permanent: false });
    expect(failure.message).toContain(`127.0.0.1:${server.port} refused the login (535`);
    expect(failure.message).not.toContain('hunter2');
  });

  it('names a server that is down and what to do', async () => {
    const { url, close, port } = await startMailServer();
    await close();
    const failure = await failureOf(new SmtpTransport(url, FROM).send(message(), live()));
    expect(failure).toMatchObject({ code: 'SMTP_UNREACHABLE', permanent: false });
    expect(failure.message).toContain(`127.0.0.1:${port}`);
    expect(failure.message).toContain('ECONNREFUSED');
    expect(failure.message).toContain('Check SMTP_URL');
  });

  it('names a server that is no mail server', async () => {
    const impostor = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    closing.push(() => new Promise((resolve) => impostor.close(resolve)));
    await eventually(() => expect(impostor.listening).toBe(true));
    const url = `smtp://127.0.0.1:${(impostor.address() as AddressInfo).port}`;
    expect(await failureOf(new SmtpTransport(url, FROM).send(message(), live()))).toMatchObject({
      code: 'SMTP_UNREACHABLE',
    });
  });

  it('reports the recipients that the server refused, and fails when it refused all', async () => {
    const server = await mailServer({
      onRcptTo: ({ address }, _, done) =>
        address.startsWith('gone') ? done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })) : done(),
    });
    const gone = { name: '', address: 'gone@example.com' };
    const transport = new SmtpTransport(server.url, FROM);
    const receipt = await transport.send(message({ cc: [gone] }), live());
    expect(receipt).toMatchObject({ accepted: ['ana@example.com'], rejected: ['gone@example.com'] });
    const failure = await failureOf(transport.send(message({ to: [gone] }), live()));
    expect(failure).toMatchObject({ code: 'SMTP_RECIPIENTS_REFUSED', permanent: true });
    expect(failure.message).toContain('550 no such mailbox');
  });

  it('tells a refusal for now from one for good', async () => {
    for (const [responseCode, permanent] of [
      [451, false],
      [554, true],
    ] as const) {
      const server = await mailServer({
        onData: (stream, _, done) => {
          stream.resume().on('end', () => done(Object.assign(new Error('not today'), { responseCode })));
        },
      });
      const failure = await failureOf(new SmtpTransport(server.url, FROM).send(message(), live()));
      expect(failure).toMatchObject({ code: 'SMTP_MESSAGE_REFUSED', permanent });
      expect(failure.message).toContain(`${responseCode} not today`);
    }
  });

  it('delivers nothing when an attachment breaks off, and reports that', async () => {
    const server = await mailServer();
    async function* broken(): AsyncGenerator<string> {
      for (let row = 0; row < 2000; row += 1) yield `${'x'.repeat(100)}\n`;
      throw new Error('rows are gone');
    }
    const sending = new SmtpTransport(server.url, FROM).send(
      message({ attachments: file(Readable.from(broken())) }),
      live(),
    );
    await expect(sending).rejects.toThrow('rows are gone');
    await eventually(() => expect(server.openConnections()).toBe(0));
    expect(server.received).toEqual([]);
  });

  it('stops in the middle of a message when aborted, and the server drops what it has', async () => {
    const server = await mailServer();
    const controller = new AbortController();
    const content = Readable.from(endless());
    const sending = new SmtpTransport(server.url, FROM).send(
      message({ attachments: file(content) }),
      controller.signal,
    );
    const outcome = messageOf(sending);
    await eventually(() => expect(server.bytesSeen()).toBeGreaterThan(10_000));
    controller.abort(new Error('canceled by ana'));
    expect(await outcome).toBe('canceled by ana');
    await eventually(() => expect(server.openConnections()).toBe(0));
    expect(server.received).toEqual([]);
    expect(content.destroyed).toBe(true);
  });

  it('sends nothing when aborted beforehand', async () => {
    const server = await mailServer();
    await expect(
      new SmtpTransport(server.url, FROM).send(message(), AbortSignal.abort(new Error('too late'))),
    ).rejects.toThrow('too late');
    expect(server.received).toEqual([]);
  });
});

describe('the outbox', () => {
  it('keeps each message as a file of its own, blind copies included', async () => {
    const { transport, dataDir } = await outbox();
    const bcc = [{ name: '', address: 'bcc@example.com' }];
    const receipt = await transport.send(message({ bcc, attachments: file(Readable.from(['a,b\n'])) }), live());
    expect(receipt.path).toMatch(/^outbox\/\d{4}-\d\d-\d\dT[\d-]+Z-run-1\.eml$/);
    const mail = await PostalMime.parse(await readFile(path.join(dataDir, receipt.path ?? '')));
    expect(mail).toMatchObject({ messageId: '<abc@punctual>', subject: 'Täglich', bcc });
    expect(mail.attachments[0]?.filename).toBe('sales.csv');
    expect(await readdir(path.join(dataDir, 'outbox'))).toHaveLength(1);
  });

  it('leaves nothing behind when a message breaks off or is aborted', async () => {
    const { transport, dataDir } = await outbox();
    const controller = new AbortController();
    const sending = transport.send(message({ attachments: file(Readable.from(endless())) }), controller.signal);
    const outcome = messageOf(sending);
    await eventually(async () => expect(await readdir(path.join(dataDir, 'outbox'))).toHaveLength(1));
    controller.abort(new Error('canceled'));
    expect(await outcome).toBe('canceled');
    async function* broken(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('rows are gone');
    }
    await expect(transport.send(message({ attachments: file(Readable.from(broken())) }), live())).rejects.toThrow(
      'rows are gone',
    );
    expect(await readdir(path.join(dataDir, 'outbox'))).toEqual([]);
  });

  it('cannot be led out of its folder by a label', async () => {
    const { transport } = await outbox();
    const { path: written } = await transport.send(message({ label: '../../etc/passwd' }), live());
    expect(written).toMatch(/^outbox\/[^/]+______etc_passwd\.eml$/);
  });

  it('explains a folder that cannot be written', async () => {
    const { dataDir } = await outbox();
    await writeFile(path.join(dataDir, 'outbox'), 'a file in the way');
    const failure = await failureOf(new OutboxTransport(dataDir, FROM, new Clock()).send(message(), live()));
    expect(failure.message).toMatch(/DATA_DIR\/outbox \(EEXIST\)/);
  });
});

describe('a mail address', () => {
  it.each([
    ['ana@example.com', { name: '', address: 'ana@example.com' }],
    ['Ana <ana@example.com>', { name: 'Ana', address: 'ana@example.com' }],
    ['"Łuk, Ana" <ana@mailhost>', { name: 'Łuk, Ana', address: 'ana@mailhost' }],
  ])('is read from %s', (text, address) => {
    expect(parseMailAddress(text)).toMatchObject(address);
  });

  it.each([
    'nobody',
    'ana@example.com, eve@example.com',
    'team: ana@example.com, eve@example.com;',
    'ana@example.com\r\nBcc: eve@example.com',
    'Ana\0 <ana@example.com>',
    '',
    `${'a'.repeat(400)}@example.com`,
    7,
    null,
  ])('is not read from %j', (text) => {
    expect(parseMailAddress(text)).toBeUndefined();
  });
});
