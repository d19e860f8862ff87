import { parseArgs } from 'node:util';
import { randomInt } from 'node:crypto';

/** What a run of the chaos suite is to do. */
export interface ChaosOptions {
  nodes: number;
  jobs: number;
  /** How long faults and edits go on, after the jobs were made. */
  seconds: number;
  seed: number;
  /** Milliseconds from one fault to the next, about. */
  faultEveryMs: number;
  /** Jobs that kill their node each time. */
  killers: number;
  /** A deliberate bug to build in, to see it found (see mutants.ts). */
  mutant?: string;
  /** Leaves the directory (journals, logs, database) behind. */
  keep: boolean;
  /** Instead of all that: the evidence.json of an earlier run, to check once more. */
  check?: string;
}

const usage = `npm run chaos -- [--nodes 4] [--jobs 2000] [--seconds 60] [--seed N] [--fault-every-ms 2000] [--killers 1] [--mutant NAME] [--keep]\nnpm run chaos -- --check evidence.json`;

/** @throws Error with the usage when an argument is not understood */
export function readOptions(args: string[]): ChaosOptions {
  const { values } = parseArgs({
    args,
    options: {
      nodes: { type: 'string', default: '4' },
      jobs: { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string' },
      'fault-every-ms': { type: 'string', default: '2000' },
      killers: { type: 'string', default: '1' },
      mutant: { type: 'string' },
      keep: { type: 'boolean', default: false },
      check: { type: 'string' },
    },
  });
  const whole = (name: string, text: string, least: number): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      throw new Error(`--${name} must be a whole number from ${least} on.\n${usage}`);
    return value;
  };
  return {
    nodes: whole('nodes', values.nodes, 2),
    jobs: whole('jobs', values.jobs, 1),
    seconds: whole('seconds', values.seconds, 5),
    seed: values.seed === undefined ? randomInt(1, 2 ** 31) : whole('seed', values.seed, 0),
    faultEveryMs: whole('fault-every-ms', values['fault-every-ms'], 100),
    killers: whole('killers', values.killers, 0),
    ...(values.mutant === undefined ? {} : { mutant: values.mutant }),
    keep: values.keep,
    ...(values.check === undefined ? {} : { check: values.check }),
  };
}
