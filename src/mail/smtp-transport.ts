import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { AuthenticationType, SentMessageInfo } from 'nodemailer/lib/smtp-connection';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import { attachmentFailure, composeMail } from './mail-message.js';
import { MailTransport } from './mail-transport.js';
import type { MailReceipt, OutgoingMail } from './mail-transport.js';
import { smtpError } from './smtp-errors.js';
import type { SmtpServer } from './smtp-errors.js';

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, dnsTimeout: 10_000, socketTimeout: 120_000 };

/**
 * Sends through the server in SMTP_URL, one connection per message. A message whose stream breaks off or that is
 * aborted is never completed: the connection is destroyed before the final dot, so the server drops what it has.
 */
export class SmtpTransport extends MailTransport {
  private readonly options: ReturnType<typeof parseConnectionUrl>;
  private readonly server: SmtpServer;

  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    super();
    this.options = parseConnectionUrl(smtpUrl);
    const { host = 'localhost', port, secure, auth } = this.options;
    this.server = { host: `${host}:${port ?? (secure ? 465 : 587)}`, credentials: forms(auth?.user, auth?.pass) };
  }

  async send(mail: OutgoingMail, signal: AbortSignal): Promise<MailReceipt> {
    const connection = new SMTPConnection({ ...TIMEOUTS, ...this.options, socketCloseTimeout: 0 });
    const attachmentError = attachmentFailure(mail);
    const broken = brokenOff(connection, signal);
    try {
      const info = await Promise.race([broken, this.converse(connection, mail)]);
      connection.quit();
      return { messageId: mail.messageId, accepted: info.accepted, rejected: info.rejected, transport: 'smtp' };
    } catch (error) {
      connection.close();
      signal.throwIfAborted();
      throw attachmentError() ?? smtpError(error, this.server);
    } finally {
      for (const { content } of mail.attachments) content.destroy();
    }
  }

  private async converse(connection: SMTPConnection, mail: OutgoingMail): Promise<SentMessageInfo> {
    await answered((done) => connection.connect(done));
    const { auth } = this.options;
    if (auth && connection.allowsAuth) await answered((done) => connection.login(auth as AuthenticationType, done));
    const { envelope, stream } = composeMail(mail, this.from);
    const info = await answered<SentMessageInfo>((done) => connection.send(envelope, stream, done));
    return info;
  }
}

function answered<Answer>(call: (done: (error?: Error | null, answer?: Answer) => void) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    call((error, answer) => (error ? reject(error) : resolve(answer as Answer)));
  });
}

/** Rejects when the connection fails or ends, or when nobody wants the result any more. */
function brokenOff(connection: SMTPConnection, signal: AbortSignal): Promise<never> {
  const broken = new Promise<never>((_, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    connection.on('error', reject);
    connection.once('end', () => {
      signal.removeEventListener('abort', abort);
      reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNECTION' }));
    });
  });
  broken.catch(() => undefined);
  return broken;
}

/** The shapes in which a server might echo a credential. */
function forms(user = '', password = ''): string[] {
  const texts = [password, `\0${user}\0${password}`].filter((text) => text.replaceAll('\0', '') !== '');
  return texts.flatMap((text) => [text, Buffer.from(text).toString('base64')]);
}
