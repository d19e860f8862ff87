import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';
import type { SpooledUpload } from './upload-spool.js';

const CHUNK_BYTES = 256 * 1024;

/** A stored file without its contents. */
export interface StoredFileHead {
  contentType: string;
  bytes: number;
}

const FOREIGN_KEY_VIOLATION = '23503';

/** What still refers to the file `f`: attachments, and versions from which they can be restored. */
const REFERENCED = `
  (EXISTS (SELECT FROM action_attachments a WHERE a.file_id = f.id)
   OR EXISTS (SELECT FROM job_versions v
              WHERE jsonb_path_query_array(v.content, '$.actions[*].attachments[*].fileId') @> to_jsonb(f.id::text)))`;

/** Uploaded files, in chunks. A stored file never changes; several attachments may share one. */
@Injectable()
export class StoredFilesRepository {
  constructor(private readonly sql: Sql) {}

  /** Stores a new file under a new id, one chunk per statement. */
  async save(session: SqlSession, contentType: string, upload: SpooledUpload): Promise<string> {
    const id = uuidv7();
    await session.execute({
      text: 'INSERT INTO stored_files (id, content_type, bytes) VALUES ($1, $2, $3)',
      values: [id, contentType, upload.bytes],
    });
    let position = 0;
    for await (const piece of upload.pieces(CHUNK_BYTES)) {
      await session.execute({
        name: 'stored-files.add-chunk',
        text: 'INSERT INTO stored_file_chunks (file_id, position, bytes) VALUES ($1, $2, $3)',
        values: [id, position, piece],
      });
      position += 1;
    }
    return id;
  }

  find(fileId: string): Promise<StoredFileHead | undefined> {
    return this.sql.first<StoredFileHead & Record<string, unknown>>({
      name: 'stored-files.find',
      text: 'SELECT content_type AS "contentType", bytes::float8 AS bytes FROM stored_files WHERE id = $1',
      values: [fileId],
    });
  }

  /**
   * The contents in order, one chunk per statement, no connection held in between.
   * @throws DomainError `FILE_GONE` when chunks are missing: never a silently shortened file
   */
  async *read(fileId: string, bytes: number): AsyncGenerator<Buffer> {
    const chunks = Math.ceil(bytes / CHUNK_BYTES);
    for (let position = 0; position < chunks; position += 1) {
      const chunk = await this.sql.first<{ bytes: Buffer }>({
        name: 'stored-files.chunk',
        text: 'SELECT bytes FROM stored_file_chunks WHERE file_id = $1 AND position = $2',
        values: [fileId, position],
      });
      if (!chunk) throw new DomainError('absent', 'FILE_GONE', 'The file is gone. Upload it again.');
      yield chunk.bytes;
    }
  }

  /** Notes since when files are not referred to; one that is referred to again is forgotten about. */
  async markUnreferenced(): Promise<void> {
    await this.sql.execute({
      text: `
        UPDATE stored_files f SET unreferenced_since = CASE WHEN f.unreferenced_since IS NULL THEN clock_timestamp() END
        WHERE (f.unreferenced_since IS NULL) <> ${REFERENCED}`,
    });
  }

  /**
   * Deletes one file that nothing has referred to for a day (a run or download that began before may still read it).
   * Another node's sweep is passed over; a copy that is being made holds the foreign key, and wins. False: none left.
   */
  async sweepOne(): Promise<boolean> {
    try {
      const deleted = await this.sql.execute({
        text: `
          DELETE FROM stored_files WHERE id = (
            SELECT f.id FROM stored_files f
            WHERE f.unreferenced_since < clock_timestamp() - interval '1 day' AND NOT ${REFERENCED}
            LIMIT 1 FOR UPDATE SKIP LOCKED)`,
      });
      return deleted === 1;
    } catch (error) {
      if ((error as { code?: unknown }).code === FOREIGN_KEY_VIOLATION) return false;
      throw error;
    }
  }
}
