// @ts-check
// For `node --import`: notes when the noop driver is called, and writes that down when the process ends. Changes nothing
// else. BENCH_DIST is the build, BENCH_STARTS the file: one line per run, its id and the epoch ms, rounded up.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const dist = path.resolve(process.env['BENCH_DIST'] ?? 'dist');
  createRequire(path.join(dist, 'src/main.js'))('reflect-metadata');
  const { NoopDriver } = await import(pathToFileURL(path.join(dist, 'src/drivers/noop/noop.driver.js')).href);
  /** @type {string[]} */
  const starts = [];
  const run = NoopDriver.prototype.run;
  NoopDriver.prototype.run = function noted(/** @type {{ run: { id: string } }} */ context) {
    starts.push(`${context.run.id} ${Date.now() + 1}`);
    return run.call(this, context);
  };
  process.on('exit', () => fs.writeFileSync(process.env['BENCH_STARTS'] ?? 'starts.txt', starts.join('\n')));
}
