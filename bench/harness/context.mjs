// @ts-check
/**
 * What every section gets.
 * @typedef {{ options: import('./options.mjs').BenchOptions, dist: string, directory: string,
 *   server: import('./database.mjs').BenchServer, report: import('./report.mjs').Report }} BenchContext
 */

/**
 * One round of a contender. CPU seconds are those of its own process and of the whole database server in that time: they
 * say more than milliseconds do on a machine that others use as well.
 * @typedef {{ ms: number, cpuSeconds?: number, serverCpuSeconds?: number, note?: string }} Round
 */

/** CPU seconds that the database server has used since. @param {BenchContext} bench @param {number | undefined} before */
export function since({ server }, before) {
  const now = server.cpuSeconds();
  return now === undefined || before === undefined ? undefined : now - before;
}
