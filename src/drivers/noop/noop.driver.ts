import { setTimeout as sleep } from 'node:timers/promises';
import type { DriverResult, JobContext } from '../job-context.js';
import { DriverError, JobDriver } from '../job-driver.js';
import type { JobDriverHandler } from '../job-driver.js';
import { NoopData } from './noop-data.dto.js';

/** Sleeps, reports, fails: for trying out schedules, and for tests and benches. */
@JobDriver({
  type: 'noop',
  title: 'No operation',
  description: 'Does nothing, for as long as you like, and fails if you like.',
  data: NoopData,
})
export class NoopDriver implements JobDriverHandler<NoopData> {
  async run(context: JobContext<NoopData>): Promise<DriverResult> {
    const { job, progress } = context;
    const { sleepMs = 0, fail, progress: steps } = job.data;
    const parts = Math.max(1, steps ?? 0);
    for (let step = 1; step <= parts; step += 1) {
      if (sleepMs) await sleep(sleepMs / parts, undefined, { signal: context.signal });
      if (steps) progress({ key: 'job:progress.step', opts: { step, of: steps } }, { success: true });
    }
    if (fail) throw new DriverError('NOOP_FAILED', typeof fail === 'string' ? fail : 'Told to fail.');
    return { data: { sleptMs: sleepMs ?? 0 } };
  }
}
