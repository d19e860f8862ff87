import { afterEach, describe, expect, it } from 'vitest';
import { closeAll, driversWith, run, start } from '../support/driver-app.js';

afterEach(closeAll);

describe('the noop driver', () => {
  it('sleeps, reports its steps and succeeds', async () => {
    const { context, result } = await run(await driversWith(), 'noop', { data: { sleepMs: 5, progress: 3 } });
    expect(result).toEqual({ data: { sleptMs: 5 } });
    expect(context.steps.map((step) => step.task.opts)).toEqual([1, 2, 3].map((step) => ({ step, of: 3 })));
  });

  it.each([
    [true, 'Told to fail.'],
    ['no luck', 'no luck'],
  ])('fails when told %j', async (fail, message) => {
    const { result } = await start(await driversWith(), 'noop', { data: { fail } });
    await expect(result).rejects.toMatchObject({ code: 'NOOP_FAILED', message });
  });

  it('wakes up when aborted', async () => {
    const controller = new AbortController();
    const { result } = await start(await driversWith(), 'noop', {
      data: { sleepMs: 3_600_000 },
      signal: controller.signal,
    });
    controller.abort();
    await expect(result).rejects.toThrow(/aborted/);
  });
});
