// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { using } from '../harness/database.mjs';
import { insertJobs, migrate } from '../harness/jobs.mjs';
import { memoryOf } from '../harness/processes.mjs';
import { Product } from '../harness/product.mjs';
import { milliseconds, quantile } from '../harness/statistics.mjs';

const CLIENTS = 50;
const RUNS_PER_MINUTE = 1_000;
const JOBS = 10_000;
/** Between two requests of one client. */
const THINK_MS = 200;
const SAMPLE_EVERY_MS = 5_000;

/**
 * Two nodes, fifty clients, and a thousand runs a minute in the background: no error, memory that stays flat, and how long
 * requests take. @param {import('../harness/context.mjs').BenchContext} bench
 */
export async function clients(bench) {
  const { options, report, server, dist } = bench;
  report.section(
    `${CLIENTS} clients on 2 nodes for ${options.seconds} s, ${RUNS_PER_MINUTE} runs a minute, ${JOBS} jobs`,
  );
  const url = await server.create('bench_clients');
  await migrate(url, dist);
  await insertJobs(url, { count: JOBS });
  await insertJobs(url, {
    first: JOBS + 1,
    count: JOBS + RUNS_PER_MINUTE,
    cron: `'* * * * *'`,
    policies: { jitterMs: 59_000 },
  });
  const product = new Product(dist, url);
  try {
    const nodes = [await product.start(), await product.start()];
    await makeDueEachMinute(url);
    const found = await play(nodes, options.seconds, (line) => report.say(line));
    report.figure('clients', found);
    tell(bench, found);
    await tellRuns(bench, url, options.seconds);
  } finally {
    await product.stop();
    await server.drop('bench_clients');
  }
}

/** @typedef {{ url: string, pid: number }} Node */
/** @typedef {{ times: Map<string, number[]>, errors: string[], memory: number[][] }} Played */

/** The minute jobs start with the next minute. @param {string} url */
async function makeDueEachMinute(url) {
  await using(url, async (client) => {
    await client.query(
      `UPDATE job_schedules SET due_at = date_trunc('minute', now()) + interval '1 minute', occurrence_at = NULL
       WHERE interval = '* * * * *'`,
    );
    await client.query(`SELECT pg_notify('punctual_schedule', '')`);
  });
}

/** @param {Node[]} nodes @param {number} seconds @param {(line: string) => void} say @returns {Promise<Played>} */
async function play(nodes, seconds, say) {
  /** @type {Played} */
  const played = { times: new Map(), errors: [], memory: [] };
  const endMs = performance.now() + seconds * 1000;
  const sampler = (async () => {
    while (performance.now() < endMs) {
      played.memory.push(nodes.map(({ pid }) => memoryOf(pid).now));
      if (played.memory.length % 12 === 0)
        say(
          `${played.memory.length * (SAMPLE_EVERY_MS / 1000)} s: ${countOf(played)} requests, ${played.errors.length} errors, ${played.memory
            .at(-1)
            ?.map((mb) => `${mb.toFixed(0)} MB`)
            .join(' and ')}`,
        );
      await pause(SAMPLE_EVERY_MS);
    }
  })();
  const people = Array.from({ length: CLIENTS }, (_, index) =>
    person({ url: nodes[index % nodes.length].url, name: `client-${index}`, endMs, played }),
  );
  await Promise.all([sampler, ...people]);
  return played;
}

/** @param {Played} played */
const countOf = ({ times }) => [...times.values()].reduce((sum, all) => sum + all.length, 0);

/** Lists, reads, makes, edits, runs and deletes jobs of their own, one request after another. @param {{ url: string, name: string, endMs: number, played: Played }} options */
async function person({ url, name, endMs, played }) {
  const call = callsOf(url, name, played);
  /** @type {string | undefined} */
  let job;
  for (let turn = 0; performance.now() < endMs; turn += 1) {
    await pause(THINK_MS * (0.5 + Math.random()));
    if (turn % 20 === 0) {
      if (job) await call('delete', 'DELETE', `/api/jobs/${job}`);
      job = (await call('create', 'POST', '/api/jobs', { body: { name: `${name} ${turn}`, type: 'noop' } }))?.id;
    }
    if (!job) continue;
    const kind = turn % 10;
    if (kind < 4) await call('list', 'GET', '/api/jobs?limit=30');
    else if (kind < 7) await call('get', 'GET', `/api/jobs/${job}`);
    else if (kind === 7) await call('edit', 'PUT', `/api/jobs/${job}`, { body: { name: `${name} ${turn} edited` } });
    else if (kind === 8) await call('run', 'POST', `/api/jobs/${job}`);
    else await call('history', 'GET', `/api/jobs/${job}/history`);
  }
}

/** @param {string} url @param {string} name @param {Played} played */
function callsOf(url, name, { times, errors }) {
  const token = Product.tokenOf(name);
  return async (
    /** @type {string} */ what,
    /** @type {string} */ method,
    /** @type {string} */ path,
    /** @type {{ body?: object }} */ { body } = {},
  ) => {
    const startedMs = performance.now();
    try {
      const headers = { authorization: `Bearer ${token}` };
      const json = { ...headers, 'content-type': 'application/json' };
      const response = await fetch(
        url + path,
        body ? { method, headers: json, body: JSON.stringify(body) } : { method, headers },
      );
      const text = await response.text();
      const all = times.get(what) ?? [];
      all.push(performance.now() - startedMs);
      times.set(what, all);
      if (!response.ok) errors.push(`${what}: ${response.status} ${text.slice(0, 200)}`);
      return text ? JSON.parse(text) : undefined;
    } catch (error) {
      errors.push(`${what}: ${/** @type {Error} */ (error).message}`);
      return undefined;
    }
  };
}

/** @param {import('../harness/context.mjs').BenchContext} bench @param {Played} played */
function tell({ report }, { times, errors, memory }) {
  for (const [what, all] of times)
    report.say(
      `${what.padEnd(8)} ${String(all.length).padStart(6)} requests  p50 ${milliseconds(quantile(all, 0.5))}  p95 ${milliseconds(quantile(all, 0.95))}  p99 ${milliseconds(quantile(all, 0.99))}`,
    );
  for (const error of errors.slice(0, 5)) report.say(`error: ${error}`);
  const all = [...times.values()].flat();
  report.bar({
    bar: `${CLIENTS} clients: requests that failed, of ${all.length}`,
    atLeast: '0',
    measured: String(errors.length),
    met: errors.length === 0,
  });
  report.bar({
    bar: `${CLIENTS} clients: p99 of all requests`,
    atLeast: '–',
    measured: milliseconds(quantile(all, 0.99)),
    met: undefined,
  });
  const third = Math.floor(memory.length / 3);
  const mean = (/** @type {number[][]} */ samples) =>
    samples.flat().reduce((sum, mb) => sum + mb, 0) / samples.flat().length;
  const [middle, last] = [mean(memory.slice(third, 2 * third)), mean(memory.slice(2 * third))];
  report.bar({
    bar: `${CLIENTS} clients: memory per node, last third to the one before`,
    atLeast: '<= 1.1',
    measured: `${(last / middle).toFixed(2)} (${middle.toFixed(0)} MB, ${last.toFixed(0)} MB)`,
    met: last <= middle * 1.1,
  });
}

/** Every full minute has its thousand runs, once each. @param {import('../harness/context.mjs').BenchContext} bench @param {string} url @param {number} seconds */
async function tellRuns({ report }, url, seconds) {
  const [counted] = await using(
    url,
    async (client) =>
      (
        await client.query(
          `SELECT count(*)::int AS minutes, min(n)::int AS least, max(n)::int AS most FROM (
       SELECT scheduled_for, count(DISTINCT job_id) AS n FROM job_runs
       WHERE trigger = 'schedule' AND final AND status = 'succeeded' AND scheduled_for < date_trunc('minute', now()) - interval '1 minute'
       GROUP BY scheduled_for) m`,
        )
      ).rows,
  );
  const isFull = counted.least === RUNS_PER_MINUTE && counted.most === RUNS_PER_MINUTE;
  report.bar({
    bar: `${CLIENTS} clients: background runs of each full minute (${counted.minutes} minutes of ${(seconds / 60).toFixed(1)})`,
    atLeast: `${RUNS_PER_MINUTE}, each once`,
    measured: `${counted.least} to ${counted.most}`,
    met: counted.minutes === 0 ? undefined : isFull,
  });
}
