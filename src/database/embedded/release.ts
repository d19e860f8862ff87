import type { DataHome } from './data-directory.js';
import type { Guard } from './guard.js';
import { isLastUser, openKeeper, type Keeper } from './keeper.js';
import { findRunningServer } from './postmaster-file.js';
import { isGoneWithin, stopServer } from './server-process.js';

const OTHERS_STOP_MS = 30_000;

/** The `release` of one handle: the first call does the work, later calls get its result. Never rejects. */
export function releaser(home: DataHome, password: string, guard: Guard): () => Promise<{ stopped: boolean }> {
  let result: Promise<{ stopped: boolean }> | undefined;
  return () => (result ??= guard.end().then((keeper) => release(home, password, keeper)));
}

async function release(home: DataHome, password: string, keeper: Keeper): Promise<{ stopped: boolean }> {
  let client = keeper;
  // The event loop would otherwise be free to end while we wait for an answer.
  client.ref();
  try {
    client = await revive(home, password, keeper);
    if (!(await isLastUser(client))) return { stopped: false };
    // Still connected and holding the lock: a node that starts now waits, sees the server go, and starts its own.
    await stopServer(home.cluster);
    return { stopped: findRunningServer(home.cluster) === undefined };
  } catch {
    return { stopped: await isStoppedByOthers(home) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The keeper's connection does not survive a crash of a server process, after which PostgreSQL restarts itself. */
async function revive(home: DataHome, password: string, keeper: Keeper): Promise<Keeper> {
  try {
    await keeper.query('SELECT 1');
    return keeper;
  } catch (error) {
    await keeper.end().catch(() => undefined);
    const port = findRunningServer(home.cluster)?.port;
    if (port === undefined) throw error;
    return openKeeper(port, password);
  }
}

/** Our connection was cut while asking: the other node that stops just now was the last, or the server is gone already. */
async function isStoppedByOthers(home: DataHome): Promise<boolean> {
  const server = findRunningServer(home.cluster);
  return server === undefined || isGoneWithin(server.pid, OTHERS_STOP_MS);
}
