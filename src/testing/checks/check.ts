import type { DriverBench } from '../driver-bench.js';

/** One fact that holds for every driver. */
export interface Check {
  title: string;
  /** @throws AssertionError that says what is wrong with the driver, or with its examples */
  holds(bench: DriverBench): Promise<void>;
}

/** What a rejected promise was rejected with; undefined when it was not. */
export async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}
