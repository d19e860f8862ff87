import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { assertMatches } from '../hal/etag.js';
import type { RawBody } from '../raw-body.js';
import { notAFile, nothingUploaded, uploadNotRaw } from './actions.errors.js';
import type { AttachmentDto } from './attachment.dto.js';
import type { AttachmentEdit, AttachmentPath } from './attachments.service.js';
import { AttachmentsService } from './attachments.service.js';
import { StoredFilesRepository } from './stored-files.repository.js';
import { withSpooled } from './upload-spool.js';

/** `type/subtype`, with parameters of plain characters: it goes into headers of answers and mails. */
const MEDIA_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}(?:\s*;\s*[\w-]{1,50}=(?:[\w.+-]{1,100}|"[\w .+/:-]{1,100}"))*$/;

/** A file as it is handed out. */
export interface FileContents {
  name: string;
  contentType: string;
  bytes: number;
  stream: Readable;
}

/** Contents of uploaded files. */
@Injectable()
export class AttachmentContentsService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly attachments: AttachmentsService,
    private readonly files: StoredFilesRepository,
  ) {}

  /**
   * Stores what is uploaded, all of it or nothing, in the place of what was there.
   * @throws DomainError `NOT_A_FILE`, `UPLOAD_TOO_LARGE`, `UPLOAD_ABORTED`, `UPLOAD_NOT_RAW`, `VERSION_MISMATCH`
   */
  async upload(edit: AttachmentEdit, body: RawBody): Promise<AttachmentDto> {
    const contentType = mediaType(body.contentType);
    const { type, name } = await this.attachments.find(edit);
    if (type !== 'file') throw notAFile(name);
    // Before the bytes are taken in, and again when they are there.
    assertMatches(edit.ifMatch, edit.job.version);
    return withSpooled(body, this.env.UPLOAD_LIMIT_BYTES, (upload) =>
      this.attachments.write(edit, async (before, session) => ({
        ...before,
        fileId: await this.files.save(session, contentType, upload),
        data: { contentType, bytes: upload.bytes },
      })),
    );
  }

  /** @throws DomainError `NOT_A_FILE`, `NOTHING_UPLOADED` */
  async open(path: AttachmentPath): Promise<FileContents> {
    const { type, name, fileId } = await this.attachments.find(path);
    if (type !== 'file') throw notAFile(name);
    const file = fileId === null ? undefined : await this.files.find(fileId);
    if (!file || fileId === null) throw nothingUploaded(name);
    return { ...file, name, stream: Readable.from(this.files.read(fileId, file.bytes), { objectMode: false }) };
  }
}

function mediaType(sent: string | undefined): string {
  const type = sent?.trim() ?? '';
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) throw uploadNotRaw();
  return MEDIA_TYPE.test(type) ? type : 'application/octet-stream';
}
