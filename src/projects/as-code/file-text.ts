import type { Readable } from 'node:stream';
import { DomainError } from '../../errors/domain-error.js';
import { BODY_LIMIT_BYTES } from '../../json-body.js';

/** The whole text of a body. @throws DomainError `BODY_TOO_LARGE` (413), `MALFORMED_TEXT` (400) */
export async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new DomainError('malformed', 'MALFORMED_TEXT', 'The file is not UTF-8. Save it as UTF-8 and send it again.');
  }
}

function tooLarge(): DomainError {
  const limit = `${BODY_LIMIT_BYTES / 1024} KiB`;
  return new DomainError('tooLarge', 'BODY_TOO_LARGE', `The file is larger than ${limit}. Split the project.`);
}
