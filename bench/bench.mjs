// @ts-check
// npm run bench: the product's bars, measured against the statements alone and against others on one PostgreSQL.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readOptions } from './harness/options.mjs';

const here = import.meta.dirname;
const root = path.dirname(here);

/** @param {string[]} args */
function npm(...args) {
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed`);
}

const options = readOptions(process.argv.slice(2));
if (!fs.existsSync(path.join(here, 'node_modules/pg-boss'))) npm('ci', '--prefix', 'bench');
if (options.dist === 'dist') (await import('../scripts/build-if-needed.mjs')).buildIfNeeded();

const { BenchServer } = await import('./harness/database.mjs');
const { Report } = await import('./harness/report.mjs');
const dist = path.resolve(options.dist);
const report = new Report();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-bench-files-'));
const server = await BenchServer.open(dist);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, () => void server.close().finally(() => process.exit(1)));
report.say(`Node ${process.version}, ${server.about}, ${os.cpus().length} CPUs: ${os.cpus()[0]?.model}`);
try {
  for (const name of options.sections) {
    const { [name]: run } = await import(`./sections/${name}.mjs`);
    await run({ options, dist, directory, server, report });
  }
  report.print();
  if (options.json) fs.writeFileSync(options.json, JSON.stringify({ bars: report.bars, ...report.figures }, null, 2));
} finally {
  await server.close();
  fs.rmSync(directory, { recursive: true, force: true });
}
