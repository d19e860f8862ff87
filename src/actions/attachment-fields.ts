import { isDeepStrictEqual } from 'node:util';
import { EXPORT_FORMATS } from '../datasets/export/export-rows.js';
import type { ExportFormat } from '../datasets/export/export-rows.js';
import type { ProblemDetail } from '../errors/domain-error.js';
import { attachmentInvalid } from './actions.errors.js';
import type { AttachmentType } from './attachment-type.js';

/** Rows of one of the job's datasets, in a format. */
export interface DatasetExport {
  dataset: string;
  format: ExportFormat;
}

/** What an attachment is made from and what it is called. */
export interface AttachmentFields {
  name: string;
  data: Record<string, unknown>;
}

/** @throws DomainError `ATTACHMENT_INVALID` that names every problem */
export function newFields(
  type: AttachmentType,
  given: { name?: string; data?: Record<string, unknown> },
): AttachmentFields {
  const { name, data = {} } = given;
  if (type === 'dataset') return { data: datasetExport(data), name: name ?? String(data.dataset) };
  const problems = Object.keys(data).map((key) => ({
    path: `data.${key}`,
    message: 'is unknown: upload the contents',
  }));
  if (name === undefined) problems.push({ path: 'name', message: 'is missing: it is the name of the file' });
  if (name === undefined || problems.length > 0) throw attachmentInvalid(problems);
  return { data: {}, name };
}

/** The fields after a change. @throws DomainError `ATTACHMENT_INVALID` */
export function changedFields(
  before: AttachmentFields & { type: AttachmentType },
  given: { name?: string; data?: Record<string, unknown> },
): AttachmentFields {
  const { name = before.name, data = before.data } = given;
  if (isDeepStrictEqual(data, before.data)) return { name, data: before.data };
  if (before.type === 'dataset') return { name, data: datasetExport(data) };
  throw attachmentInvalid([{ path: 'data', message: 'is made by uploads: leave it out, or send it back unchanged' }]);
}

function datasetExport(data: Record<string, unknown>): DatasetExport & Record<string, unknown> {
  const { dataset, format, ...others } = data;
  const problems: ProblemDetail[] = Object.keys(others).map((key) => ({ path: `data.${key}`, message: 'is unknown' }));
  if (typeof dataset !== 'string' || dataset.trim() === '' || dataset.length > 100)
    problems.push({ path: 'data.dataset', message: 'must be the alias of one of the job’s datasets' });
  if (!EXPORT_FORMATS.includes(format as ExportFormat))
    problems.push({ path: 'data.format', message: `must be one of ${EXPORT_FORMATS.join(', ')}` });
  if (problems.length > 0) throw attachmentInvalid(problems);
  return { dataset: dataset as string, format: format as ExportFormat };
}
