import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What vitest writes, as far as it is looked at. */
interface Report {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

interface Summary {
  numPassedTests: number;
  failed: string[];
}

function summary({ numPassedTests, testResults }: Report): Summary {
  const failed = testResults
    .filter(({ status }) => status !== 'passed')
    .flatMap(({ name, message, assertionResults }) => [
      `${path.basename(name)} ${message}`,
      ...assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    ]);
  return { numPassedTests, failed };
}

/** Runs the suite of src/schedules in a process whose host lies in the given zone. */
async function runSuite(hostTimezone: string): Promise<Summary> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-zones-'));
  const report = path.join(directory, 'report.json');
  const { VITEST: _, VITEST_POOL_ID: _pool, VITEST_WORKER_ID: _worker, ...env } = process.env;
  const config = path.join(ROOT, 'test/support/schedules.vitest.config.ts');
  const args = ['run', '--config', config, '--reporter=json', `--outputFile=${report}`];
  // A suite that fails ends with code 1, and its report says what failed.
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: ROOT,
    env: { ...env, TZ: hostTimezone, EXPECTED_HOST_TIMEZONE: hostTimezone, EVERY_NTH_ZONE: '11' },
  }).catch(() => undefined);
  const { numPassedTests, failed } = summary(JSON.parse(fs.readFileSync(report, 'utf8')) as Report);
  fs.rmSync(directory, { recursive: true });
  return { numPassedTests, failed };
}

it('passes the whole suite of schedules on hosts in Sydney and in Santiago', { timeout: 300_000 }, async () => {
  for (const hostTimezone of ['Australia/Sydney', 'America/Santiago']) {
    const { numPassedTests, failed } = await runSuite(hostTimezone);
    expect(failed).toEqual([]);
    expect(numPassedTests).toBeGreaterThan(300);
  }
});
