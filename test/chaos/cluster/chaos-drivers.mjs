// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { IsBoolean, IsIn, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';

/** What a job of these types does: sleep for a while, and fail now and then. */
class WorkData {}
for (const name of ['minMs', 'maxMs']) decorate(WorkData, name, IsInt(), Min(0), Max(600_000));
decorate(WorkData, 'failRate', IsNumber(), Min(0), Max(1));
decorate(WorkData, 'deaf', IsBoolean());

class KillData {}
decorate(KillData, 'how', IsIn(['memory', 'abort', 'exit']));

/**
 * @param {Function} dto
 * @param {string} name
 * @param {PropertyDecorator[]} decorators
 */
function decorate(dto, name, ...decorators) {
  for (const decorator of [IsOptional(), ...decorators]) decorator(dto.prototype, name);
}

/** A number from 0 to 1 that a run's id decides. @param {string} runId @param {number} from which digits */
const fractionOf = (runId, from) => parseInt(runId.replaceAll('-', '').slice(from, from + 6), 16) / 0x1000000;

/**
 * A Nest module with drivers that write down what they do, as a team would add it.
 * @param {{ JobDriver: Function, DriverError: new (code: string, message: string) => Error }} product
 * @param {import('./journal.mjs').Journal} journal
 * @param {string[]} types
 */
export function chaosDrivers({ JobDriver, DriverError }, journal, types) {
  /** @param {any} context */
  const run = async ({ job, run: { id, scheduledFor, trigger, parameters }, attempt, idempotencyKey, signal }) => {
    const { minMs = 0, maxMs = 100, failRate = 0, deaf = false } = job.data;
    const about = { run: id, job: job.id };
    journal.write({
      e: 'start',
      ...about,
      type: job.type,
      for: scheduledFor?.toISOString() ?? null,
      attempt,
      key: idempotencyKey,
      trigger,
      op: parameters.op,
    });
    signal.addEventListener('abort', () => journal.write({ e: 'abort', ...about, cause: signal.reason?.abortCause }));
    try {
      if (signal.aborted) journal.write({ e: 'abort', ...about, cause: signal.reason?.abortCause });
      await sleep(minMs + fractionOf(id, 20) * (maxMs - minMs), undefined, deaf ? {} : { signal });
    } catch (error) {
      journal.write({ e: 'end', ...about, how: 'aborted' });
      throw error;
    }
    const fails = fractionOf(id, 26) < failRate;
    journal.write({ e: 'end', ...about, how: fails ? 'failed' : 'done' });
    if (fails) throw new DriverError('CHAOS_FAILED', 'It was its turn to fail.');
    return { data: { run: id } };
  };

  /** @param {any} context */
  const kill = async ({ job, run: { id, scheduledFor, trigger }, attempt, idempotencyKey }) => {
    journal.write({
      e: 'start',
      run: id,
      job: job.id,
      type: job.type,
      for: scheduledFor?.toISOString() ?? null,
      attempt,
      key: idempotencyKey,
      trigger,
    });
    if (job.data.how === 'exit') process.exit(3);
    if (job.data.how === 'abort') process.abort();
    const hog = [];
    for (;;) hog.push(Array.from({ length: 100_000 }, () => Math.random()));
  };

  const handlers = { 'chaos-work': run, 'chaos-new': run, 'chaos-killer': kill };
  const providers = Object.entries(handlers)
    .filter(([type]) => types.includes(type))
    .map(([type, handler]) => {
      class ChaosDriver {
        /** @param {unknown} context */
        run(context) {
          return handler(context);
        }
      }
      JobDriver({ type, title: type, data: type === 'chaos-killer' ? KillData : WorkData })(ChaosDriver);
      return ChaosDriver;
    });
  class ChaosDriversModule {}
  Module({ providers })(ChaosDriversModule);
  return ChaosDriversModule;
}
