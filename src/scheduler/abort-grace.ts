import type { RunningRun } from './running-run.js';

/** A driver that does not heed its AbortSignal is given up on after this long. */
const ABORT_GRACE_MS = 5_000;

/** What the work answers, or why the run was aborted if the work did not stop by itself within the grace. */
export function orGivenUp<Result>(running: RunningRun, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    running.onAbort((reason) => {
      timer = setTimeout(() => reject(reason), ABORT_GRACE_MS);
    });
    const settled = (): void => {
      running.onAbort(undefined);
      clearTimeout(timer);
    };
    work.then(
      (result) => {
        settled();
        resolve(result);
      },
      (error: unknown) => {
        settled();
        reject(error as Error);
      },
    );
  });
}
