import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RawBody } from '../raw-body.js';
import { uploadAborted, uploadNotKept, uploadTooLarge } from './actions.errors.js';

/** An upload that has arrived in full. */
export interface SpooledUpload {
  bytes: number;
  /** The contents from the start, in pieces of that size. */
  pieces(pieceBytes: number): AsyncIterable<Buffer>;
}

/**
 * Takes an upload in before anything is done with it, so that a slow client holds no database connection and a broken
 * one leaves nothing. It goes to a file without a name, which is gone with this process, whatever happens to it.
 * @throws DomainError `UPLOAD_TOO_LARGE`, `UPLOAD_ABORTED`, `UPLOAD_NOT_KEPT` when the disk is full
 */
export async function withSpooled<Result>(
  body: RawBody,
  limitBytes: number,
  work: (upload: SpooledUpload) => Promise<Result>,
): Promise<Result> {
  if ((body.contentLength ?? 0) > limitBytes) throw uploadTooLarge(limitBytes);
  // It may break off before anybody reads it; whoever then reads is told.
  body.stream.on('error', () => undefined);
  const name = path.join(os.tmpdir(), `punctual-upload-${randomUUID()}`);
  const file = await open(name, 'wx+', 0o600).catch(notKept);
  try {
    await unlink(name);
    const bytes = await takeIn(body, file, limitBytes);
    return await work({ bytes, pieces: (pieceBytes) => pieces(file, bytes, pieceBytes) });
  } finally {
    await file.close();
  }
}

async function takeIn({ stream }: RawBody, file: FileHandle, limitBytes: number): Promise<number> {
  let bytes = 0;
  // Destroying the request would take the connection along, and with it the answer.
  for await (const chunk of arriving(stream.iterator({ destroyOnReturn: false }))) {
    bytes += chunk.length;
    if (bytes > limitBytes) throw uploadTooLarge(limitBytes);
    await file.appendFile(chunk).catch(notKept);
  }
  return bytes;
}

function notKept(error: NodeJS.ErrnoException): never {
  throw uploadNotKept(error.code ?? error.message);
}

/** Whatever ends the stream early is the client's doing. */
async function* arriving(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next().catch(() => {
      throw uploadAborted();
    });
    if (next.done) return;
    yield next.value;
  }
}

async function* pieces(file: FileHandle, bytes: number, pieceBytes: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < bytes;) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, bytes - position));
    let filled = 0;
    while (filled < piece.length) {
      const { bytesRead } = await file.read(piece, filled, piece.length - filled, position + filled);
      if (bytesRead === 0) throw new Error(`the upload's file ended at ${position + filled} of ${bytes} bytes`);
      filled += bytesRead;
    }
    position += piece.length;
    yield piece;
  }
}
