import { describe, expect, it } from 'vitest';
import { orGivenUp } from './abort-grace.js';
import type { ClaimedRun } from './claimed-run.js';
import { RunningRun } from './running-run.js';

const running = (): RunningRun => new RunningRun({ id: 'run' } as ClaimedRun);

describe('RunningRun', () => {
  it('gives a signal that was aborted before anybody asked for it', () => {
    const run = running();
    run.abort('canceled');
    expect(run.signal.aborted).toBe(true);
    expect(run.signal.reason).toMatchObject({ abortCause: 'canceled' });
  });

  it('aborts the signal that was handed out, and keeps the first cause', () => {
    const run = running();
    const { signal } = run;
    run.abort('timed_out');
    run.abort('canceled');
    expect(signal.aborted).toBe(true);
    expect(run.abortCause).toBe('timed_out');
  });

  it('lets actions go on after a timeout, unless something else ended the run as well', () => {
    const late = running();
    late.abort('timed_out');
    late.beginActions();
    expect(late.isAborted).toBe(false);
    expect(late.signal.aborted).toBe(false);
    const fenced = running();
    fenced.abort('timed_out');
    fenced.abort('fenced');
    fenced.beginActions();
    expect(fenced.abortCause).toBe('fenced');
    expect(fenced.signal.aborted).toBe(true);
  });

  it('tells who waits for the work, once', async () => {
    const run = running();
    const work = orGivenUp(run, Promise.resolve('done'));
    run.abort('canceled');
    expect(await work).toBe('done');
  });

  it('passes on what the work throws', async () => {
    await expect(orGivenUp(running(), Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
