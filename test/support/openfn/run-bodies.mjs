// @ts-check
// Runs compiled jobs one after the other in this process, without a sandbox: `node --experimental-vm-modules run-bodies.mjs`,
// a JSON list of jobs on stdin, a JSON list of what they told last on stdout.
import fs from 'node:fs';
import { report } from '../../../src/drivers/openfn/child/reports.mjs';
import { runJob } from '../../../src/drivers/openfn/child/run-job.mjs';

process.setMaxListeners(0);
const results = [];
for (const job of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  report({ type: 'next' });
  results.push(await runJob(job));
}
fs.writeSync(1, JSON.stringify(results));
process.exit(0);
