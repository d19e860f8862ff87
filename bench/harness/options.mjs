// @ts-check
import { parseArgs } from 'node:util';

/** What can be measured, in the order in which it is. */
export const SECTIONS = ['drain', 'latency', 'minute', 'death', 'idle', 'memory', 'clients'];

const USAGE = `npm run bench -- [options]

  --sections a,b     of ${SECTIONS.join(', ')}; default: all
  --rounds n         alternated rounds of each contender; default 5
  --jobs n           jobs to drain; default 50000
  --contenders a,b   of the drain: product, pgbench, statements, graphile-worker, pg-boss, graphile-worker-drain,
                     pg-boss-drain; default: all there are
  --big n            jobs in the table for idle polls and memory; default 1000000
  --seconds n        how long the clients go on; default 300
  --dist directory   the build to measure; default dist
  --json file        also write every figure there
  --quick            small: 2 rounds, 10000 jobs, 100000 in the table, 60 seconds of clients

DATABASE_URL: a PostgreSQL 15 or newer whose role may create databases. Unset: one of the product's own kind is started
in a temporary directory, with the settings of the product, and removed.`;

/**
 * @typedef {{ sections: string[], rounds: number, jobs: number, seconds: number, contenders: string[] | undefined, big: number,
 *   dist: string, json: string | undefined }} BenchOptions
 */

/** @param {string[]} args @returns {BenchOptions} */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      sections: { type: 'string' },
      contenders: { type: 'string' },
      rounds: { type: 'string' },
      jobs: { type: 'string' },
      big: { type: 'string' },
      seconds: { type: 'string' },
      dist: { type: 'string' },
      json: { type: 'string' },
      quick: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const sections = values.sections?.split(',') ?? SECTIONS;
  const unknown = sections.filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0)
    throw new Error(`--sections ${unknown.join(',')} is unknown; there are ${SECTIONS.join(', ')}`);
  return {
    sections,
    rounds: count('rounds', values.rounds, values.quick ? 2 : 5),
    jobs: count('jobs', values.jobs, values.quick ? 10_000 : 50_000),
    big: count('big', values.big, values.quick ? 100_000 : 1_000_000),
    seconds: count('seconds', values.seconds, values.quick ? 60 : 300),
    contenders: values.contenders?.split(','),
    dist: values.dist ?? 'dist',
    json: values.json,
  };
}

/** @param {string} name @param {string | undefined} text @param {number} fallback */
function count(name, text, fallback) {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} ${text} is not a number from 1 up`);
  return value;
}
