import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';
import { bodyTooLarge, connectionFailed } from './outbound.errors.js';
import { outboundFailure } from './outbound-failure.js';
import type { Deadline } from './outbound-failure.js';

export interface BodyLimits {
  host: string;
  encoding: string | undefined;
  maxBodyBytes: number;
  deadline: Deadline;
}

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** A body that is decompressed, counted as it is read, and whose failures are DomainErrors. Destroying it ends the call. */
export function guardedBody(body: Readable, limits: BodyLimits): Readable {
  // A body that fails while nobody reads it must not end the process.
  body.on('error', () => undefined);
  const outer = Readable.from(counted(body, limits), { objectMode: false, highWaterMark: 64 * 1024 });
  // A generator that never started has no `finally`.
  return outer.once('close', () => body.destroy());
}

async function* counted(body: Readable, limits: BodyLimits): AsyncGenerator<Buffer> {
  const decoded = decode(body, limits);
  let bytes = 0;
  try {
    for await (const chunk of decoded as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limits.maxBodyBytes) throw bodyTooLarge(limits.host, limits.maxBodyBytes);
      yield chunk;
    }
  } catch (error) {
    // zlib's codes are Z_DATA_ERROR and the like; brotli's ERR__ERROR_FORMAT_….
    const isDamaged = /^(Z_|ERR__ERROR|ERR_BROTLI)/.test((error as { code?: string }).code ?? '');
    if (isDamaged) throw connectionFailed(limits.host, `its ${limits.encoding} body is damaged`);
    throw outboundFailure(error, limits.host, limits.deadline);
  } finally {
    body.destroy();
  }
}

function decode(body: Readable, { encoding }: BodyLimits): Readable {
  const decoder = encoding ? DECODERS[encoding.trim().toLowerCase()]?.() : undefined;
  if (!decoder) return body;
  body.on('error', (error) => decoder.destroy(error));
  return body.pipe(decoder);
}
