import { Readable } from 'node:stream';
import { sourceUnreadable } from './loading.errors.js';

/** A body as text. A leading BOM is dropped; bytes that are not UTF-8 are an error rather than question marks. */
export function utf8(body: Readable): Readable {
  return Readable.from(decoded(body), { objectMode: false, highWaterMark: 64 * 1024 });
}

async function* decoded(body: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw sourceUnreadable('its text is not UTF-8');
    }
  };
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    const text = decode(chunk);
    if (text !== '') yield text;
  }
  const rest = decode();
  if (rest !== '') yield rest;
}
