import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../clock/clock.js';
import { attachmentFailure, composeMail } from './mail-message.js';
import { MailError, MailTransport } from './mail-transport.js';
import type { MailReceipt, OutgoingMail } from './mail-transport.js';

/**
 * Stands in for a mail server: each message becomes a file `DATA_DIR/outbox/<time>-<label>.eml`. A file is there
 * whole or not at all.
 */
export class OutboxTransport extends MailTransport {
  constructor(
    private readonly dataDir: string,
    private readonly from: string,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    super();
  }

  async send(mail: OutgoingMail, signal: AbortSignal): Promise<MailReceipt> {
    const time = this.clock.now().toISOString().replaceAll(/[:.]/g, '-');
    const name = `${time}-${mail.label.replaceAll(/[^\w-]/g, '_').slice(0, 80)}.eml`;
    const folder = path.resolve(this.dataDir, 'outbox');
    const attachmentError = attachmentFailure(mail);
    const { envelope, stream } = composeMail(mail, this.from, true);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const partial = path.join(folder, `.${name}.partial`);
      try {
        await pipeline(stream, createWriteStream(partial, { mode: 0o600 }), { signal });
        await flush(partial);
        await rename(partial, path.join(folder, name));
      } finally {
        await rm(partial, { force: true });
      }
    } catch (error) {
      signal.throwIfAborted();
      throw attachmentError() ?? asMailError(error);
    } finally {
      for (const { content } of mail.attachments) content.destroy();
    }
    const { messageId } = mail;
    return { messageId, accepted: envelope.to, rejected: [], transport: 'outbox', path: `outbox/${name}` };
  }
}

/** Onto the disk before it gets its name, or a power failure leaves an empty file under it. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Failures of the disk are ours to explain; those of an attachment explain themselves. */
function asMailError(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (!syscall) return error;
  return new MailError(
    'OUTBOX_FAILED',
    `The message can't be written to DATA_DIR/outbox (${code}). Check the disk, or set SMTP_URL.`,
    false,
  );
}
