// @ts-check
import { execFile } from 'node:child_process';
import path from 'node:path';
import { since } from '../harness/context.mjs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NODE_24 = path.resolve(import.meta.dirname, '../node_modules/.bin/node');
const PEERS = path.resolve(import.meta.dirname, '../peers');

/**
 * A peer in a process of its own, under the Node that it wants, until its last job is completed in the store. `carry`: it
 * gets its jobs while it works, as it would in real life, where somebody has to enqueue each occurrence; `drain`: they
 * wait already.
 * @param {import('../harness/context.mjs').BenchContext} bench @param {string} name @param {'carry' | 'drain'} mode
 */
export function peer(bench, name, mode) {
  const script = path.join(PEERS, `${name}.mjs`);
  const start = async (/** @type {string} */ what, /** @type {string} */ url, jobs = bench.options.jobs) => {
    const { stdout } = await run(NODE_24, [script, what, url, String(jobs)], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', NO_LOG_SUCCESS: '1' },
      maxBuffer: 2 ** 28,
    });
    return stdout;
  };
  return {
    name: mode === 'carry' ? name : `${name}-drain`,
    template: `bench_${name.replace('-', '_')}_${mode}`,
    prepare: (/** @type {string} */ url) => start('prepare', url, mode === 'carry' ? 0 : bench.options.jobs),
    async round(/** @type {string} */ url) {
      const before = bench.server.cpuSeconds();
      const said = /^drained in ([\d.]+) ms with ([\d.]+) s of CPU$/m.exec(await start(mode, url));
      if (!said) throw new Error(`${name} did not say how long it took`);
      return { ms: Number(said[1]), cpuSeconds: Number(said[2]), serverCpuSeconds: since(bench, before) };
    },
  };
}
