import { createHash } from 'node:crypto';
import { MailError, MailTransport } from '../../mail/mail-transport.js';
import type { MailReceipt, OutgoingMail } from '../../mail/mail-transport.js';
import { parseMailAddress } from '../../mail/mail-address.js';
import type { MailAddress } from '../../mail/mail-address.js';
import type { DatasetRows, DriverResult, JobContext } from '../job-context.js';
import { DriverError, JobDriver } from '../job-driver.js';
import type { JobDriverHandler } from '../job-driver.js';
import { datasetFile } from './dataset-file.js';
import { EmailData } from './email-data.dto.js';
import { neededAliases, renderMail } from './mail-content.js';

/** Sends one message, with datasets of the job and the attachments of its action as files. A repeat of an occurrence has the same Message-ID. */
@JobDriver({
  type: 'email',
  title: 'E-mail',
  description:
    'Sends a message; subject and text are templates, datasets of the job are attached as CSV, JSON or XLSX.',
  data: EmailData,
})
export class EmailDriver implements JobDriverHandler<EmailData> {
  constructor(private readonly transport: MailTransport) {}

  missing(data: Partial<EmailData>): string[] {
    const hasBody = Boolean(data.text ?? data.html) || (data.attachments?.length ?? 0) > 0;
    return [
      ...(data.to?.length === 0 ? ['data.to is empty (leave it out for the owner’s address)'] : []),
      ...(hasBody ? [] : ['one of data.text, data.html and data.attachments is needed']),
    ];
  }

  async run(context: JobContext<EmailData>): Promise<DriverResult> {
    const to = recipients(context);
    const mail = await compose(context);
    const receipt = await this.deliver({ ...mail, to }, context.signal);
    report(context, receipt);
    const { messageId, accepted, rejected, transport, path } = receipt;
    const data = { messageId, accepted, rejected, transport, ...(path ? { path } : {}) };
    return { data, warnings: rejected.length > 0 };
  }

  private async deliver(mail: OutgoingMail, signal: AbortSignal): Promise<MailReceipt> {
    try {
      return await this.transport.send(mail, signal);
    } catch (error) {
      throw error instanceof MailError ? new DriverError(error.code, error.message, error.permanent) : error;
    }
  }
}

function recipients({ job }: JobContext<EmailData>): MailAddress[] {
  if (job.data.to) return addresses(job.data.to);
  const owner = parseMailAddress(job.ownerEmail);
  if (owner) return [owner];
  throw new DriverError(
    'DATA_INCOMPLETE',
    `data.to is missing and the owner ${job.ownerId} has no e-mail address: name the recipients in data.to.`,
    true,
  );
}

function addresses(texts: string[] | null | undefined): MailAddress[] {
  return (texts ?? []).flatMap((text) => parseMailAddress(text) ?? []);
}

async function compose(context: JobContext<EmailData>): Promise<Omit<OutgoingMail, 'to'>> {
  const { job, run, idempotencyKey } = context;
  const datasets = new Map<string, DatasetRows>();
  for (const alias of neededAliases(job.data)) datasets.set(alias, await context.dataset(alias));
  return {
    ...renderMail(context, datasets),
    messageId: `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)}@punctual>`,
    cc: addresses(job.data.cc),
    bcc: addresses(job.data.bcc),
    attachments: await files(context, new Map(datasets)),
    headers: { 'X-Punctual-Job': job.id },
    label: run.id,
  };
}

/** Rows can be read once, so a dataset that is attached in several formats is opened for each. */
async function files(
  context: JobContext<EmailData>,
  unread: Map<string, DatasetRows>,
): Promise<OutgoingMail['attachments']> {
  const attached: OutgoingMail['attachments'] = [];
  for (const attachment of context.job.data.attachments ?? []) {
    const rows = unread.get(attachment.dataset) ?? (await context.dataset(attachment.dataset));
    unread.delete(attachment.dataset);
    attached.push(datasetFile(attachment, rows));
  }
  for (const { filename, contentType, open } of await context.attachments())
    attached.push({ filename, contentType, content: open() });
  return attached;
}

function report({ log, progress }: JobContext<EmailData>, { transport, path, accepted, rejected }: MailReceipt): void {
  const where =
    transport === 'outbox' ? `written to DATA_DIR/${path} (SMTP_URL is not set)` : 'handed to the mail server';
  log(`Message for ${accepted.length} recipient(s) ${where}.`);
  if (rejected.length > 0) log(`Refused by the mail server: ${rejected.join(', ')}.`);
  const result = {
    success: true,
    ...(rejected.length > 0 ? { status: 'warning', message: `refused: ${rejected.join(', ')}` } : {}),
  };
  progress(
    { key: `job:progress.mail_${transport === 'outbox' ? 'written' : 'sent'}`, opts: path ? { path } : {} },
    result,
  );
}
