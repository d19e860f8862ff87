import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccessLevel } from '../sharing/access-level.js';
import { RunEventsStream } from './run-events-stream.js';
import type { RunStreamParts, StreamViewer } from './run-events-stream.js';

const viewer: StreamViewer = { userId: 'alice', level: AccessLevel.View };
let parts: RunStreamParts;
let isClosed: boolean;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] });
  isClosed = false;
  parts = {
    runId: 'r',
    after: 0,
    show: (row) => ({ event: row.kind, data: row.payload }),
    record: async () => ({ id: 'r' }),
    lookAgain: async () => viewer,
    onReady: () => undefined,
    onClosed: () => void (isClosed = true),
  };
});
afterEach(() => vi.useRealTimers());

const row = (seq: number, text = '') => ({ seq, at: '2026-01-01T00:00:00Z', kind: 'log' as const, payload: { text } });

/** What a client has read by now. */
function read(stream: RunEventsStream): string {
  let text = '';
  for (;;) {
    const chunk = stream.body.read() as Buffer | null;
    if (chunk === null) return text;
    text += chunk.toString();
  }
}

describe('a stream of a run', () => {
  it('sends a comment after 15 seconds without events', async () => {
    const stream = new RunEventsStream(parts, viewer);
    expect(read(stream)).toBe(': run r\n\n');
    await vi.advanceTimersByTimeAsync(12_000);
    expect(read(stream)).toBe('');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(read(stream)).toBe(': still running\n\n');
    stream.deliver([row(1)]);
    expect(read(stream)).toBe('id: 1\nevent: log\ndata: {"text":""}\n\n');
    await vi.advanceTimersByTimeAsync(12_000);
    expect(read(stream)).toBe('');
    stream.body.destroy();
  });

  it('is not ready while its client does not read, and gives it up after a minute', async () => {
    const stream = new RunEventsStream(parts, viewer);
    read(stream);
    stream.deliver([row(1, 'x'.repeat(100_000))]);
    expect(stream.isReady).toBe(false);
    await vi.advanceTimersByTimeAsync(57_000);
    expect(stream.body.destroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(6_000);
    expect([stream.body.destroyed, isClosed]).toEqual([true, true]);
  });

  it('is ready again when its client has caught up', async () => {
    let wakes = 0;
    const stream = new RunEventsStream({ ...parts, onReady: () => void (wakes += 1) }, viewer);
    stream.deliver([row(1, 'x'.repeat(100_000))]);
    expect(stream.isReady).toBe(false);
    expect(read(stream)).toContain('xxx');
    await vi.advanceTimersByTimeAsync(0);
    expect([stream.isReady, wakes]).toEqual([true, 1]);
    stream.body.destroy();
  });

  it('goes on while it can’t be found out whether the viewer still may look', async () => {
    let answer: () => Promise<StreamViewer | undefined> = () => Promise.reject(new Error('the database is away'));
    const stream = new RunEventsStream({ ...parts, lookAgain: () => answer() }, viewer);
    read(stream);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(stream.body.readableEnded).toBe(false);
    answer = async () => undefined;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(read(stream)).toBe(': your access to the run has ended\n\n');
    await vi.advanceTimersByTimeAsync(0);
    expect(isClosed).toBe(true);
  });

  it('says so when the record is gone, or can’t be read', async () => {
    for (const [record, words] of [
      [async () => undefined, 'the record of the run was removed'],
      [() => Promise.reject(new Error('away')), 'could not be read'],
    ] as const) {
      const stream = new RunEventsStream({ ...parts, record }, viewer);
      read(stream);
      stream.finish();
      await vi.advanceTimersByTimeAsync(0);
      expect(read(stream)).toContain(words);
    }
  });
});
