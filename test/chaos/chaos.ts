import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from './cluster/cluster.js';
import { checkAll } from './checks/check-all.js';
import type { Verdict } from './checks/check-all.js';
import type { Evidence } from './evidence/evidence.js';
import { readJournals, wallClockOffsetMs } from './evidence/journals.js';
import { readDatabase, readLeft } from './evidence/read-database.js';
import { Faults } from './load/faults.js';
import { People } from './load/people.js';
import type { ChaosOptions } from './options.js';
import { Random } from './random.js';

/** When nothing falls due any more, retries and repeats of lost runs have this long to come to their end. */
const SETTLE_MS = 90_000;

/** What came of it. */
export interface ChaosResult {
  evidence: Evidence;
  verdicts: Verdict[];
  /** How the nodes ended at last: exit codes. */
  endings: string[];
  faultsSkipped: number;
  directory: string;
}

/**
 * Starts a cluster, makes jobs, lets faults and people loose on it, waits until everything has come to its end, and checks.
 * What happens is decided by the seed; when exactly, by the machine.
 */
export async function runChaos(
  options: ChaosOptions,
  say: (line: string) => void = () => undefined,
): Promise<ChaosResult> {
  const { nodes, jobs, seconds, seed } = options;
  const cluster = await Cluster.start({
    nodes,
    ...(options.mutant ? { mutant: options.mutant } : {}),
    env: clocksOf(seed),
    // The last one is an older version that does not know a type yet.
    envOf: (number): Record<string, string> => (number === nodes ? { CHAOS_TYPES: 'chaos-work,chaos-killer' } : {}),
  });
  let isClosed = false;
  try {
    say(`${nodes} nodes and PostgreSQL are up in ${cluster.directory}`);
    const people = new People(cluster);
    await people.makeJobs(seed, jobs, options.killers);
    const endMs = Date.now() + seconds * 1_000;
    say(`${jobs} jobs are made; faults and people go on for ${seconds} s`);

    const faults = new Faults(cluster);
    await Promise.all([
      faults.run(seed, { lengthMs: seconds * 1_000 - 2_000, everyMs: options.faultEveryMs }),
      people.startJobs(seed, { endOn: new Date(endMs), everyMs: Math.min(45_000, Math.max(1_500, jobs * 16)) }),
      people.goOn(seed, { untilMs: endMs - 500 }),
    ]);
    say(`${faults.records.length} faults and ${people.deeds.length} requests are over; waiting for the rest to end`);
    await cluster.spare.startUntilUp();
    await settle(cluster, endMs);
    await faults.stopWatching();
    say('everything has come to its end, or never will; stopping the nodes');
    const endings = await faults.stopAll();
    const evidence: Evidence = {
      seed,
      deeds: people.deeds,
      faults: faults.records,
      failures: faults.failures,
      boots: cluster.boots,
      journal: readJournals(cluster.journals, wallClockOffsetMs()),
      ...(await readDatabase(cluster.database.url)),
    };
    await cluster.stop();
    isClosed = true;
    const verdicts = checkAll(evidence);
    return { evidence, verdicts, endings, faultsSkipped: faults.skipped, directory: cluster.directory };
  } catch (error) {
    if (!isClosed) await cluster.remove();
    throw error;
  }
}

/** Offsets to which clocks of nodes jump, in milliseconds. */
function clocksOf(seed: number): Record<string, string> {
  const random = Random.of(seed, 'clocks');
  const hours = Array.from({ length: 8 }, () => random.pick([-36, -2, -0.1, 0.1, 1, 30]));
  return { CHAOS_CLOCK: hours.map((offset) => offset * 3_600_000).join(',') };
}

/** Resolves when nothing is due, waits or runs any more, or when that takes too long; the check says which. */
async function settle(cluster: Cluster, endMs: number): Promise<void> {
  await pause(Math.max(0, endMs + 500 - Date.now()));
  const deadline = Date.now() + SETTLE_MS;
  while (Date.now() < deadline) {
    const { running, waiting, due } = await readLeft(cluster.database.url);
    if (running.length + waiting.length + due.length === 0) return;
    await pause(200);
  }
}
