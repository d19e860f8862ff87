// npm test: the whole suite; arguments go to vitest (npm test -- test/e2e). Ends with one plain line: N passed, N failed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildIfNeeded, root } from './build-if-needed.mjs';

// Printed whatever happens: a build that fails is a failure too.
let counts = { passed: 0, failed: 1 };
process.on('exit', () => console.log(`${counts.passed} passed, ${counts.failed} failed`));

// Some tests start the built app.
buildIfNeeded();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-results-'));
const report = path.join(directory, 'results.json');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches vitest as well, which stops its database; wait for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => console.error(error.message));
child.on('close', (code) => {
  const { passed, failed } = countTests();
  fs.rmSync(directory, { recursive: true, force: true });
  // A run that broke outside a test (a file that does not load, a crash, an unhandled error) has failed too.
  counts = { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
  process.exitCode = counts.failed > 0 ? code || 1 : 0;
});

function countTests() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(fs.readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
