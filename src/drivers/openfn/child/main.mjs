// @ts-check
// What runs in the process of an openfn job. Its input is one line of JSON on stdin, its output lines of JSON on fd 3.
// The job's code may get out of OpenFn's context and do here as it likes: what keeps it in is the process, not this file.
import os from 'node:os';
import { pathToFileURL } from 'node:url';
import { fence } from './fence.mjs';
import { routeNetwork } from './network.mjs';
import { readJob, report } from './reports.mjs';

const job = await readJob();
fence();
if (job.proxy) routeNetwork(job.proxy);
Error.stackTraceLimit = 50;
const { runJob } = await import('./run-job.mjs');

// The event loop is empty, and the job has not come to an end.
process.once('beforeExit', () => {
  report({ type: 'stuck' });
  process.exit(1);
});
report(job.isProbe ? { type: 'result', state: await whatIsOpen() } : await runJob(job));
process.exit(0);

/** What a fence should have closed; fails when OpenFn's runtime can't be loaded here. */
async function whatIsOpen() {
  await import(pathToFileURL(job.runtime).href);
  const permission = /** @type {{ permission?: { has(scope: string, path?: string): boolean } }} */ (process)
    .permission;
  return {
    files: permission ? permission.has('fs.read', '/etc/passwd') || permission.has('fs.write', '/etc/passwd') : true,
    processes: permission ? permission.has('child') || permission.has('worker') : true,
    network: Object.keys(os.networkInterfaces()).length > 0,
  };
}
