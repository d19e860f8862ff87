import { DATA_CHECKS } from './checks/data-checks.js';
import { RUN_CHECKS } from './checks/run-checks.js';
import { SECRET_CHECKS } from './checks/secret-checks.js';
import { STOP_CHECKS } from './checks/stop-checks.js';
import { DriverBench } from './driver-bench.js';
import type { DriverSubject } from './driver-subject.js';

/** The functions of a test runner: vitest's, Jest's, or those of node:test (`afterAll: after`). */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>, timeoutMs?: number): unknown;
  afterAll(body: () => Promise<void>): unknown;
}

const TIMEOUT_MS = 60_000;
const CHECKS = [...DATA_CHECKS, ...SECRET_CHECKS, ...RUN_CHECKS, ...STOP_CHECKS];

/**
 * Registers tests of what every driver must hold to: bad data, secrets, progress, failures, large answers, stops. The
 * driver runs as under the scheduler (data sealed and opened, the same executor), without database or server.
 * @param type what jobs name in `type`
 * @param prepare what the suite needs to know; called once, by the first test
 */
export function describeJobDriver(
  { describe, it, afterAll }: TestRunner,
  type: string,
  prepare: () => DriverSubject | Promise<DriverSubject>,
): void {
  let opened: Promise<DriverBench> | undefined;
  const open = async (): Promise<DriverBench> => DriverBench.open(type, await prepare());
  describe(`the driver ${type}`, () => {
    for (const { title, holds } of CHECKS) it(title, async () => holds(await (opened ??= open())), TIMEOUT_MS);
    afterAll(async () => {
      const bench = await opened?.catch(() => undefined);
      await bench?.close();
    });
  });
}
