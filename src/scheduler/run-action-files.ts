import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { StoredFilesRepository } from '../actions/stored-files.repository.js';
import { CONTENT_TYPES, exportRows } from '../datasets/export/export-rows.js';
import type { ExportFormat } from '../datasets/export/export-rows.js';
import { fileNameFor, safeFileName } from '../drivers/file-name.js';
import type { JobContext, RunAttachment } from '../drivers/job-context.js';
import { DriverError } from '../drivers/job-driver.js';
import type { AttachmentToRun } from './run-jobs.repository.js';

/** What an action sends along, as its driver gets it. */
@Injectable()
export class RunActionFiles {
  constructor(private readonly files: StoredFilesRepository) {}

  /**
   * Nothing is read before a file is opened; then it is streamed.
   * @throws DriverError `DATASET_NOT_LINKED`, `NOTHING_UPLOADED`, `FILE_GONE`; DomainError when a dataset can't be read
   */
  async open(attachments: readonly AttachmentToRun[], dataset: JobContext['dataset']): Promise<RunAttachment[]> {
    const opened: RunAttachment[] = [];
    for (const attachment of attachments)
      opened.push(
        attachment.type === 'dataset' ? await datasetExport(attachment, dataset) : await this.uploaded(attachment),
      );
    return opened;
  }

  private async uploaded({ name, fileId }: AttachmentToRun): Promise<RunAttachment> {
    if (fileId === null)
      throw new DriverError('NOTHING_UPLOADED', `Nothing was ever uploaded for the attachment "${name}".`, true);
    const file = await this.files.find(fileId);
    if (!file)
      throw new DriverError('FILE_GONE', `The file of the attachment "${name}" is gone: upload it again.`, true);
    return {
      filename: safeFileName(name) || 'attachment',
      contentType: file.contentType,
      open: () => Readable.from(this.files.read(fileId, file.bytes), { objectMode: false }),
    };
  }
}

async function datasetExport({ name, data }: AttachmentToRun, dataset: JobContext['dataset']): Promise<RunAttachment> {
  const format = data['format'] as ExportFormat;
  const { rows, columns } = await dataset(String(data['dataset']));
  return {
    filename: fileNameFor(name, format),
    contentType: CONTENT_TYPES[format],
    open: () => exportRows(rows, format, columns),
  };
}
