import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = path.join(import.meta.dirname, 'launcher-node.mjs');

/** A real process that holds an embedded database, as a node of the app does. */
export interface LauncherProcess {
  pid: number;
  /** The next line it prints, parsed: `{url, startedHere}`, then `{stopped}`. Rejects when it ends without one. */
  next(): Promise<Record<string, unknown>>;
  release(): Promise<Record<string, unknown>>;
  /** kill -9, and waits for its end. */
  kill(): Promise<void>;
}

/** Starts such a process on `dataDir`, from the launcher compiled to `entry`. */
export function startLauncherProcess(entry: string, dataDir: string): LauncherProcess {
  const child = spawn(process.execPath, [SCRIPT, entry, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => {
    const line = await lines.next();
    if (line.done) throw new Error(`the launcher process ended with ${child.exitCode ?? child.signalCode}`);
    return JSON.parse(line.value);
  };
  return {
    pid: child.pid ?? -1,
    next,
    release: () => {
      child.stdin.write('release\n');
      return next();
    },
    kill: () => kill(child),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
