import { CONTENT_TYPES, exportRows } from '../../datasets/export/export-rows.js';
import type { OutgoingMail } from '../../mail/mail-transport.js';
import type { DatasetRows } from '../job-context.js';
import { fileNameFor } from '../file-name.js';
import type { EmailAttachment } from './email-data.dto.js';

/** A dataset as a file of a message, streamed: rows are read as the message is sent. */
export function datasetFile(
  attachment: EmailAttachment,
  { rows, columns }: DatasetRows,
): OutgoingMail['attachments'][number] {
  const { dataset, format, filename } = attachment;
  return {
    filename: fileNameFor(filename ?? dataset, format),
    contentType: CONTENT_TYPES[format],
    content: exportRows(rows, format, columns),
  };
}
