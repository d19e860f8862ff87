import fs from 'node:fs';
import os from 'node:os';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../test/support/eventually.js';
import type { DomainError } from '../errors/domain-error.js';
import type { RawBody } from '../raw-body.js';
import { withSpooled } from './upload-spool.js';

const body = (stream: Readable, contentLength?: number): RawBody => ({ stream, contentType: undefined, contentLength });
const leftovers = (): string[] => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('punctual-upload-'));

/** What is handed on, in pieces of four bytes. */
const spooled = (upload: RawBody, limit = 100): Promise<string[]> =>
  withSpooled(upload, limit, async ({ bytes, pieces }) => {
    expect(leftovers()).toEqual([]);
    const texts = [String(bytes)];
    for await (const piece of pieces(4)) texts.push(piece.toString());
    return texts;
  });

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: DomainError) => error.code,
  );

describe('an upload', () => {
  it('is handed on in pieces once it is there in full', async () => {
    const chunks = ['ab', 'cdefg', 'h', 'ij'].map((text) => Buffer.from(text));
    expect(await spooled(body(Readable.from(chunks, { objectMode: false })))).toEqual(['10', 'abcd', 'efgh', 'ij']);
    expect(await spooled(body(Readable.from([], { objectMode: false })))).toEqual(['0']);
  });

  it('is refused unread when it announces too much, and at the first byte too many', async () => {
    const unread = new PassThrough();
    expect(await refusal(spooled(body(unread, 101)))).toBe('UPLOAD_TOO_LARGE');
    expect(unread.readableFlowing).toBeNull();
    const endless = new PassThrough();
    endless.write(Buffer.alloc(101));
    expect(await refusal(spooled(body(endless)))).toBe('UPLOAD_TOO_LARGE');
    expect(endless.destroyed).toBe(false);
    const exact = new PassThrough();
    exact.end(Buffer.alloc(100));
    expect((await spooled(body(exact, 100)))[0]).toBe('100');
  });

  it('that breaks off is the client’s failure, and is never handed on', async () => {
    const broken = new PassThrough();
    broken.write('half');
    setImmediate(() => broken.destroy(new Error('aborted')));
    expect(await refusal(spooled(body(broken)))).toBe('UPLOAD_ABORTED');
    const silent = new PassThrough();
    silent.write('half');
    setImmediate(() => silent.destroy());
    expect(await refusal(spooled(body(silent)))).toBe('UPLOAD_ABORTED');
    expect(leftovers()).toEqual([]);
  });

  it('that falls silent has broken off', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const silent = new PassThrough();
      silent.write('half');
      let outcome = '';
      void refusal(spooled(body(silent))).then((code) => (outcome = code));
      await eventually(() => {
        vi.advanceTimersByTime(30_000);
        expect(outcome).toBe('UPLOAD_ABORTED');
      });
      expect(silent.destroyed).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});
