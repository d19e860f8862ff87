import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { RawBody } from '../raw-body.js';
import { uploadAborted, uploadNotKept, uploadTooLarge } from './actions.errors.js';

/** An upload of which nothing has come for so long has broken off. */
const SILENCE_MS = 30_000;

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
  for await (const chunk of arriving(stream)) {
    bytes += chunk.length;
    if (bytes > limitBytes) throw uploadTooLarge(limitBytes);
    await file.appendFile(chunk).catch(notKept);
  }
  return bytes;
}

function notKept(error: NodeJS.ErrnoException): never {
  throw uploadNotKept(error.code ?? error.message);
}

/** Chunks as they come. The stream is not destroyed: that would take the connection along, and with it the answer. */
async function* arriving(stream: Readable): AsyncGenerator<Buffer> {
  const chunks = stream.iterator({ destroyOnReturn: false });
  try {
    for (;;) {
      const next = await nextOf(chunks);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: it waits for the chunk that was waited for, which may never come.
    chunks.return?.().catch(() => undefined);
  }
}

/** Whatever ends the stream early is the client's doing, silence included. */
async function nextOf(chunks: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer>> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(uploadAborted()), SILENCE_MS);
  });
  try {
    return await Promise.race([chunks.next(), silence]);
  } catch {
    throw uploadAborted();
  } finally {
    clearTimeout(timer);
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
