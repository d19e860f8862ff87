import type { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from './mail-transport.js';

/** A message on the wire: who is told (envelope), and its text as a stream that can be read once. */
export interface ComposedMail {
  envelope: { from: string; to: string[] };
  stream: Readable;
}

/** Builds the MIME text of a message. Content is taken as given: nothing in it is read from files or URLs. */
export function composeMail(mail: OutgoingMail, from: string, keepBcc = false): ComposedMail {
  const { messageId, to, cc, bcc, subject, text, html, attachments, headers } = mail;
  const message = new MailComposer({
    from,
    to,
    cc,
    bcc,
    subject,
    text,
    html,
    messageId,
    attachments,
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  }).compile();
  message.keepBcc = keepBcc;
  const envelope = message.getEnvelope();
  const stream = message.createReadStream();
  return { envelope: { from: envelope.from || '', to: envelope.to }, stream };
}

/** Remembers which attachment broke off and why; what fails afterwards is only its consequence. */
export function attachmentFailure(mail: OutgoingMail): () => unknown {
  let failure: unknown;
  for (const { content } of mail.attachments) content.on('error', (error) => (failure ??= error));
  return () => failure;
}
