// @ts-check
import { median, perSecond, withSpread } from '../harness/statistics.mjs';
import { peer } from '../contenders/peers.mjs';
import { product } from '../contenders/product.mjs';
import { hasPgbench, pgbench, recordStatements, statements } from '../contenders/statements.mjs';

const LIMITS = ['pgbench', 'statements'];
const PEERS = ['graphile-worker', 'pg-boss'];

/** How fast due jobs are worked off, against the statements alone and against others. @param {import('../harness/context.mjs').BenchContext} bench */
export async function drain(bench) {
  const { options, report, server } = bench;
  report.section(`drain of ${options.jobs} due noop jobs, history written; ${options.rounds} alternated rounds`);
  /** @type {import('../contenders/statements.mjs').Recorded[]} */
  let recorded = [];
  const all = [
    product(bench),
    ...((await hasPgbench()) ? [pgbench(bench, () => recorded)] : []),
    statements(bench, () => recorded),
    ...PEERS.flatMap((name) => [peer(bench, name, 'carry'), peer(bench, name, 'drain')]),
  ];
  const contenders = all.filter(({ name }) => options.contenders?.includes(name) ?? true);
  const templates = new Set();
  for (const { template, prepare } of contenders) {
    if (templates.has(template)) continue;
    templates.add(template);
    await prepare(await server.create(template));
  }
  if (contenders.some(({ name }) => LIMITS.includes(name))) recorded = await recordStatements(bench, 'bench_product');
  /** @type {Map<string, number[]>} */
  const rates = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= options.rounds; round += 1)
    for (const { name, template, round: play } of contenders) {
      const url = await server.create('bench_round', template);
      const played = /** @type {import('../harness/context.mjs').Round} */ (await play(url));
      await server.drop('bench_round');
      rates.get(name)?.push((options.jobs / played.ms) * 1000);
      report.say(`round ${round}  ${name.padEnd(16)} ${described(played, options.jobs)}`);
    }
  for (const template of templates) await server.drop(template);
  for (const [name, values] of rates) report.say(`${name.padEnd(16)} ${withSpread(values, perSecond)}`);
  report.figure('drain', Object.fromEntries(rates));
  compare(bench, rates);
}

/** Ratios round by round: neighbours in time saw the same machine. @param {import('../harness/context.mjs').BenchContext} bench @param {Map<string, number[]>} rates */
function compare({ report, options }, rates) {
  const own = rates.get('product');
  if (!own) return;
  const against = (/** @type {string[]} */ names) => {
    const best = own.map((_, round) => Math.max(...names.map((name) => rates.get(name)?.[round] ?? Number.NaN)));
    return own.map((rate, round) => rate / best[round]);
  };
  const shown = (/** @type {number} */ ratio) => ratio.toFixed(2);
  const limit = LIMITS.find((name) => rates.has(name));
  if (limit) {
    const ratios = against([limit]);
    report.bar({
      bar: `drain of ${options.jobs} jobs, to the same statements sent by ${limit === 'pgbench' ? 'pgbench' : 'a bare client'} in batches of 1000`,
      atLeast: '>= 0.7',
      measured: withSpread(ratios, shown),
      met: median(ratios) >= 0.7,
    });
  }
  const compareWith = (
    /** @type {string[]} */ names,
    /** @type {string} */ how,
    /** @type {number | undefined} */ least,
  ) => {
    const present = names.filter((name) => rates.has(name));
    if (present.length === 0) return;
    const ratios = against(present);
    report.bar({
      bar: `drain of ${options.jobs} jobs, to the best tuned peer, ${how}`,
      atLeast: least === undefined ? '–' : `>= ${least}`,
      measured: withSpread(ratios, shown),
      met: least === undefined ? undefined : median(ratios) >= least,
    });
  };
  compareWith(PEERS, 'enqueue to complete', 1.3);
  const waiting = PEERS.map((name) => `${name}-drain`);
  compareWith(waiting, 'its jobs enqueued before', undefined);
}

/** @param {import('../harness/context.mjs').Round} round @param {number} jobs */
function described({ ms, cpuSeconds, serverCpuSeconds, note }, jobs) {
  const perRun = (/** @type {number | undefined} */ seconds) =>
    seconds === undefined ? '–' : ((seconds * 1e6) / jobs).toFixed(0);
  const rate = perSecond((jobs / ms) * 1000).padStart(8);
  return `${rate}   CPU µs per run: own ${perRun(cpuSeconds)}, PostgreSQL ${perRun(serverCpuSeconds)}${note ? `   ${note}` : ''}`;
}
