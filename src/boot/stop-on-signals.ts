import type { Logger } from 'pino';

/** What a stop has to close, in this order; filled as the start goes on. */
export interface Stoppables {
  /** Settles when the start is over: a stop waits for it, so that nothing is started behind its back. */
  starting?: Promise<void>;
  /** The start looks at it between its steps, and ends. */
  isStopping?: boolean;
  closeApp?: () => Promise<void>;
  releaseDatabase?: () => Promise<unknown>;
}

/** A terminal and npm both pass Ctrl-C on: what comes this soon after the first signal is the same one. */
const SAME_SIGNAL_MS = 1_000;
const HURRIED_RELEASE_MS = 5_000;

/** SIGINT, SIGTERM and SIGHUP stop in order: drain, close, release the database, exit 0. A second signal hurries: exit 1. */
export function stopOnSignals(stoppables: Stoppables, logger: Logger): void {
  let firstAt: number | undefined;
  const hear = (signal: string): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      stoppables.isStopping = true;
      logger.info(`${signal}: stopping; running jobs may finish (once more to hurry)`);
      void stop(stoppables, logger);
    } else if (performance.now() - firstAt > SAME_SIGNAL_MS) {
      logger.warn(`${signal}: not waiting any longer; runs that were under way will be found lost`);
      setTimeout(() => process.exit(1), HURRIED_RELEASE_MS);
      void Promise.resolve(stoppables.releaseDatabase?.()).finally(() => process.exit(1));
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => hear(signal));
}

async function stop(stoppables: Stoppables, logger: Logger): Promise<void> {
  try {
    await stoppables.starting?.catch(() => undefined);
    await stoppables.closeApp?.();
    await stoppables.releaseDatabase?.();
    process.exit(0);
  } catch (error) {
    logger.error(error, 'the stop was not clean');
    process.exit(1);
  }
}
