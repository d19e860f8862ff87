import assert from 'node:assert/strict';
import { recordedSteps } from '../../scheduler/run-outcome.js';
import type { EndedBenchRun } from '../driver-bench.js';
import type { Check } from './check.js';

const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const STACK = /\n\s+at \S+ \(|\n\s+at (?:file|node|async|\/)/;

/** What holds for runs that nobody stops. */
export const RUN_CHECKS: Check[] = [
  {
    title: 'does its work, twice at the same time as well',
    async holds(bench) {
      const { works } = bench.subject;
      const runs = [await bench.run(works), ...(await Promise.all([bench.run(works), bench.run(works)]))];
      for (const { outcome } of runs)
        assert.ok(['succeeded', 'warned'].includes(outcome.status), `a run of \`works\` ${told(outcome)}`);
    },
  },
  {
    title: 'leaves the data that it is given as it was',
    async holds(bench) {
      for (const { data } of await bench.endings())
        assert.deepEqual(plain(data.given), plain(data.before), 'the driver changes the data of its job');
    },
  },
  {
    title: 'answers what is kept as it is: JSON of at most 64 KiB, however much it meets',
    async holds(bench) {
      for (const { returned, outcome } of await bench.endings()) {
        const answered: unknown = returned?.data ?? null;
        assert.deepEqual(outcome.data, plain(answered), 'the history keeps only a note instead of its answer');
      }
    },
  },
  {
    title: 'reports progress that is kept as it is: at most 999 steps, keys of words, JSON',
    async holds(bench) {
      for (const run of await bench.endings()) assertKept(run);
    },
  },
  {
    title: 'reports nothing after its end',
    async holds(bench) {
      for (const { progress } of await bench.endings())
        assert.deepEqual(progress.late, [], 'something is reported after the end');
    },
  },
  {
    title: 'throws to fail, with a code and a sentence without a stack',
    async holds(bench) {
      const { fails } = bench.subject;
      const outcome = (await bench.endings()).find(({ example }) => example === fails)!.outcome;
      assert.equal(outcome.status, 'failed', `a run of \`fails\` ${told(outcome)}`);
      assert.equal(outcome.error?.code, fails.code);
      assert.match(fails.code, CODE, 'the code is not in UPPER_SNAKE_CASE');
      assert.notEqual(fails.code, 'DRIVER_FAILED', 'it throws what is no DriverError: people see no code');
      assert.match(outcome.error?.message ?? '', /^\S.*\S$/s, 'the message is empty');
      assert.doesNotMatch(outcome.error?.message ?? '', STACK, 'the message has a stack in it');
    },
  },
];

function assertKept({ progress }: EndedBenchRun): void {
  const own = recordedSteps(progress).filter(({ task }) => !task.key.startsWith('job:progress.invoking_job'));
  const reported = progress.reported.map((step) => plain(step));
  for (const { task } of progress.reported)
    assert.match(task.key, /^\S{1,200}$/, `the key of a step is ${JSON.stringify(task.key)}`);
  const kept = own.filter(({ task }) => task.key !== 'job:progress.loading_dataset');
  const shown = reported.filter(
    (step) => (step as { task: { key: string } }).task.key !== 'job:progress.loading_dataset',
  );
  assert.deepEqual(kept, shown, 'steps are not kept as they are reported');
  for (const line of progress.lines) assert.equal(typeof line, 'string', 'a log line is no text');
}

function told({ status, error }: { status: string; error: unknown }): string {
  return `ended as ${status}: ${JSON.stringify(error)}`;
}

/** As it is after JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
