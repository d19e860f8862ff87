import { MailError } from './mail-transport.js';

/** What nodemailer tells of a failure. */
interface SmtpFailure {
  code?: string;
  message?: string;
  response?: string;
  responseCode?: number;
  errno?: number | string;
}

/** The server as messages name it, and what must never appear in them. */
export interface SmtpServer {
  host: string;
  credentials: string[];
}

const UNREACHABLE = new Set(['ESOCKET', 'ECONNECTION', 'ETIMEDOUT', 'EDNS', 'EPROTOCOL', 'ECONNREFUSED', 'ECONNRESET']);

/** A failure of an SMTP session in words: which server, its answer, what to do. */
export function smtpError(error: unknown, server: SmtpServer): MailError {
  const failure = (error ?? {}) as SmtpFailure;
  const { code = '', responseCode } = failure;
  const answer = answerOf(failure, server.credentials);
  const isFinal = responseCode !== undefined && responseCode >= 500;
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return new MailError(
      'SMTP_AUTH_FAILED',
      `${server.host} refused the login${answer}. Check the user and password in SMTP_URL.`,
      false,
    );
  if (code === 'EENVELOPE')
    return new MailError(
      'SMTP_RECIPIENTS_REFUSED',
      `${server.host} refused the sender or every recipient${answer}. Check the addresses and MAIL_FROM.`,
      isFinal,
    );
  if (code === 'EMESSAGE' || (isFinal && !UNREACHABLE.has(code)))
    return new MailError(
      'SMTP_MESSAGE_REFUSED',
      `${server.host} refused the message${answer}. Check its size and content.`,
      isFinal,
    );
  if (code === 'ETLS')
    return new MailError(
      'SMTP_TLS_FAILED',
      `No secure connection to ${server.host}${answer}. Check its certificate, and smtp: or smtps: in SMTP_URL.`,
      false,
    );
  if (UNREACHABLE.has(code))
    return new MailError(
      'SMTP_UNREACHABLE',
      `The mail server ${server.host} can't be reached or broke off${answer}. Check SMTP_URL and that the server runs.`,
      false,
    );
  return new MailError('SMTP_FAILED', `Sending through ${server.host} failed${answer}.`, false);
}

/** The server's own words, or the system's: one line, shortened, without credentials. */
function answerOf(failure: SmtpFailure, credentials: string[]): string {
  const told = failure.response ?? failure.message ?? '';
  const line = credentials
    .reduce((text, secret) => text.replaceAll(secret, '…'), told)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line === '' ? '' : ` (${line.length > 200 ? `${line.slice(0, 200)}…` : line})`;
}
