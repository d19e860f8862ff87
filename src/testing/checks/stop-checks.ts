import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { AbortCause } from '../../scheduler/running-run.js';
import type { DriverBench, EndedBenchRun } from '../driver-bench.js';
import type { Check } from './check.js';

const STOP_AFTER_MS = 100;
const GIVEN_UP = 'it went on for 5 seconds after its signal was aborted: the scheduler gives such a run up';

const CAUSES: [cause: AbortCause, title: string, status: string][] = [
  ['canceled', 'when its run is canceled', 'canceled'],
  ['timed_out', 'when its run takes longer than timeoutMs, even if what it calls never returns', 'timed_out'],
  ['stopping', 'when its node stops', 'canceled'],
];

/** What holds for runs that are stopped. */
export const STOP_CHECKS: Check[] = [
  ...CAUSES.map(([cause, title, status]) => ({
    title: `stops ${title}`,
    holds: async (bench: DriverBench) => assertStopped(bench, await stopped(bench, cause), status),
  })),
  {
    title: 'comes to an end when its run was stopped before it began',
    async holds(bench) {
      const { subject } = bench;
      const run = await bench.start(subject.lasts ?? subject.works, 'canceled');
      const { settled, progress } = await run.ended;
      assert.ok(settled, GIVEN_UP);
      assert.deepEqual(progress.late, [], 'something is reported after the end');
    },
  },
  {
    title: 'lets one run go on when another is stopped',
    async holds(bench) {
      const { subject } = bench;
      const [other, { outcome }] = await Promise.all([stopped(bench, 'canceled'), bench.run(subject.works)]);
      assert.ok(['succeeded', 'warned'].includes(outcome.status), `the other run ended as ${outcome.status}`);
      assert.ok(other.settled, GIVEN_UP);
    },
  },
];

/** A run of `lasts` (`works`, for a driver without) that is stopped while it goes on. */
export async function stopped(bench: DriverBench, cause: AbortCause): Promise<EndedBenchRun> {
  const { works, lasts } = bench.subject;
  const run = await bench.start(lasts ?? works);
  const ended = lasts ? await Promise.race([run.ended, pause(lasts.stopAfterMs ?? STOP_AFTER_MS)]) : undefined;
  assert.equal(ended?.outcome.status, undefined, 'a run of `lasts` ended before it was stopped');
  run.abort(cause);
  return run.ended;
}

function assertStopped({ subject }: DriverBench, { settled, outcome, progress }: EndedBenchRun, status: string): void {
  assert.ok(settled, GIVEN_UP);
  assert.deepEqual(progress.late, [], 'something is reported after the end');
  const expected = subject.lasts ? [status] : [status, 'succeeded', 'warned'];
  assert.ok(
    expected.includes(outcome.status),
    `the run ended as ${outcome.status}: it answers as if nothing had happened, though its signal was aborted`,
  );
}
