import type { Readable } from 'node:stream';
import type { MailAddress } from './mail-address.js';

/** A message to be sent; texts are final. */
export interface OutgoingMail {
  /** With angle brackets; the same for every attempt at the same message. */
  messageId: string;
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  subject: string;
  text?: string;
  html?: string;
  attachments: { filename: string; contentType: string; content: Readable }[];
  headers: Record<string, string>;
  /** Names the file where messages are kept as files. */
  label: string;
}

/** Where a message went. Someone accepted it, or `send` would have thrown. */
export interface MailReceipt {
  messageId: string;
  accepted: string[];
  rejected: string[];
  transport: 'smtp' | 'outbox';
  /** Below DATA_DIR, when it was written to a file. */
  path?: string;
}

/**
 * Sends messages. Attachments are streamed, and destroyed when it is over.
 * @throws MailError; the signal's reason when aborted, in which case nothing more is sent
 */
export abstract class MailTransport {
  abstract send(mail: OutgoingMail, signal: AbortSignal): Promise<MailReceipt>;
}

/** A message could not be sent; the sentence names the server and what to do, never a credential. */
export class MailError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Whether trying again later is pointless. */
    readonly permanent: boolean,
  ) {
    super(message);
    this.name = 'MailError';
  }
}
