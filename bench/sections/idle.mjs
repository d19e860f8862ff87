// @ts-check
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { using } from '../harness/database.mjs';
import { growBigDatabase } from '../harness/big-database.mjs';
import { milliseconds, quantile } from '../harness/statistics.mjs';

const run = promisify(execFile);
const RECORDER = path.resolve(import.meta.dirname, '../probes/record-statements.mjs');
const TICKS = 500;

/** What a look costs when nothing is due. @param {import('../harness/context.mjs').BenchContext} bench */
export async function idle(bench) {
  const { options, report } = bench;
  const sizes = [10_000, 100_000, 1_000_000].filter((size) => size < options.big).concat(options.big);
  report.section(`a look when nothing is due, with ${sizes.join(', ')} jobs in the table; first quartiles of ${TICKS}`);
  /** @type {Record<string, unknown>} */
  const figures = {};
  let over = 0;
  for (const size of sizes) {
    const found = await lookAt(bench, await growBigDatabase(bench, size));
    figures[size] = found;
    over = found.overMs;
    const worst = found.statements.map(({ name, ms }) => `${name} ${ms.toFixed(3)}`).join(', ');
    report.say(
      `${String(size).padStart(8)} jobs: ${milliseconds(found.tickMs)} for ${found.statements.length} statements; ` +
        `${found.statements.length} round trips alone ${milliseconds(found.tripsMs)}; over them ${milliseconds(found.overMs)}`,
    );
    report.say(`         over the round trip, each: ${worst}`);
  }
  report.figure('idle', figures);
  report.bar({
    bar: `idle poll at ${options.big} jobs, all statements of a look`,
    atLeast: '<= 0.2 ms over the round trips',
    measured: milliseconds(over),
    met: over <= 0.2,
  });
}

/** The statements of one look, as the product sends them, each timed beside an empty one. @param {import('../harness/context.mjs').BenchContext} bench @param {string} url */
async function lookAt({ dist, directory }, url) {
  const file = path.join(directory, 'look.json');
  await run(process.execPath, [RECORDER, dist, url, 'look', file], { maxBuffer: 2 ** 28 });
  /** @type {import('../contenders/statements.mjs').Recorded[]} */
  const statements = JSON.parse(fs.readFileSync(file, 'utf8'));
  const trip = { name: 'trip', text: 'SELECT 1', values: [] };
  return using(url, async (client) => {
    const times = statements.map(() => /** @type {number[]} */ ([]));
    /** @type {number[]} */
    const trips = [];
    for (let tick = 0; tick < TICKS; tick += 1) {
      for (const [index, statement] of statements.entries()) {
        times[index].push(await timed(client, statement));
        trips.push(await timed(client, trip));
      }
    }
    const tripMs = typical(trips);
    const each = statements.map(({ name, text }, index) => ({
      name: name || text.split(/[ ;]/)[0],
      ms: typical(times[index]) - tripMs,
    }));
    const tickMs = times.reduce((sum, of) => sum + typical(of), 0);
    return {
      tickMs,
      tripsMs: tripMs * statements.length,
      overMs: tickMs - tripMs * statements.length,
      statements: each,
    };
  });
}

/** The first quartile: what comes on top of it is the work of others on this machine. @param {readonly number[]} times */
const typical = (times) => quantile(times, 0.25);

/** @param {import('pg').Client} client @param {{ name: string, text: string, values: unknown[] }} statement */
async function timed(client, { name, text, values }) {
  const startedMs = performance.now();
  await client.query(name ? { name, text, values } : text);
  return performance.now() - startedMs;
}
