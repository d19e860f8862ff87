import type { DatasetRows, JobContext } from '../job-context.js';
import { DriverError } from '../job-driver.js';
import type { EmailData } from './email-data.dto.js';
import { localInstant } from './local-instant.js';
import { MailTemplate } from './mail-template.js';
import type { TemplateContext, TemplateKind } from './mail-template.js';

/** The texts of a message. */
export interface MailContent {
  subject: string;
  text?: string;
  html?: string;
}

/** The aliases that a message needs: what it attaches and what its templates name. */
export function neededAliases(data: EmailData): string[] {
  const attached = (data.attachments ?? []).map((attachment) => attachment.dataset);
  const named = [template(data.subject, 'text'), template(data.text, 'text'), template(data.html, 'html')];
  return [...new Set([...attached, ...named.flatMap((each) => each?.datasetAliases() ?? [])])];
}

/** Renders the templates. @throws DriverError TEMPLATE_FAILED */
export function renderMail(context: JobContext<EmailData>, datasets: ReadonlyMap<string, DatasetRows>): MailContent {
  const { data } = context.job;
  const values = templateContext(context, datasets);
  const rendered = (field: 'subject' | 'text' | 'html', kind: TemplateKind): string | undefined => {
    try {
      return template(data[field], kind)?.render(values);
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 300) : 'unknown problem';
      throw new DriverError('TEMPLATE_FAILED', `data.${field} can't be rendered: ${reason}`, true);
    }
  };
  const subject = rendered('subject', 'text') ?? '';
  return { subject: oneLine(subject), text: rendered('text', 'text'), html: rendered('html', 'html') };
}

function template(source: string | undefined | null, kind: TemplateKind): MailTemplate | undefined {
  return typeof source === 'string' ? new MailTemplate(source, kind) : undefined;
}

function templateContext(context: JobContext<EmailData>, datasets: ReadonlyMap<string, DatasetRows>): TemplateContext {
  const { job, run, attempt } = context;
  const local = (instant: Date): string => localInstant(instant, job.timezone);
  return {
    job: { id: job.id, name: job.name, type: job.type, ownerName: job.ownerName, timezone: job.timezone },
    run: {
      id: run.id,
      trigger: run.trigger,
      attempt,
      scheduledFor: run.scheduledFor && local(run.scheduledFor),
      startedAt: local(run.startedAt),
      status: run.outcome?.status ?? null,
      error: run.outcome?.error?.message ?? null,
      errorCode: run.outcome?.error?.code ?? null,
      failuresInARow: run.outcome?.failuresInARow ?? null,
    },
    datasets: Object.fromEntries(
      [...datasets].map(([alias, { name, rowCount }]) => [alias, { name, rowCount }] as const),
    ),
  };
}

/** A subject is one header: what a template puts into it must not start another. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 900);
}
