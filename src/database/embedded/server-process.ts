import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import type { DataHome } from './data-directory.js';
import { findRunningServer, type RunningServer } from './postmaster-file.js';
import { isAlive } from './process-identity.js';
import { identity, SERVER_ENVIRONMENT } from './run-as.js';
import { explainFailure, openServerLog, readServerLog, type Failure } from './server-log.js';
import { serverArguments } from './server-settings.js';

const POLL_MS = 20;
const FAST_SHUTDOWN_MS = 15_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;

/**
 * Starts PostgreSQL in a session of its own (a terminal's Ctrl-C does not reach it) and waits until it is ready or has failed.
 * It outlives this process unless it is stopped, and does not keep it alive. A server still recovering at the deadline is left to go on.
 */
export async function launchServer(
  home: DataHome,
  binaries: Binaries,
  options: { port: number; ephemeral: boolean; deadline: number },
): Promise<RunningServer | Failure> {
  const { handle, offset } = openServerLog(home);
  const child = spawn(binaries.postgres, serverArguments(home.cluster, options.port, options.ephemeral), {
    ...identity(home.account),
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', handle, handle],
  });
  fs.closeSync(handle);
  child.unref();
  const ended = whenEnded(child);
  while (Date.now() < options.deadline) {
    const end = ended();
    if (end !== undefined) return explainEnd(readServerLog(home, offset), end);
    const server = findRunningServer(home.cluster);
    if (server?.ready && server.pid === child.pid) return server;
    await pause(POLL_MS);
  }
  return {
    kind: 'fatal',
    reason: `it is not ready yet (pid ${child.pid}; recovering after a crash?): wait and start again`,
  };
}

/** Stops the server on this cluster, if any: fast, then (after a while) immediately, which costs the next start a recovery. */
export async function stopServer(cluster: string, manner: 'fast' | 'immediate' = 'fast'): Promise<void> {
  const server = findRunningServer(cluster);
  if (!server) return;
  if (manner === 'fast') {
    signal(server.pid, 'SIGINT');
    if (await isGoneWithin(server.pid, FAST_SHUTDOWN_MS)) return;
  }
  signal(server.pid, 'SIGQUIT');
  await isGoneWithin(server.pid, IMMEDIATE_SHUTDOWN_MS);
}

/** Waits until the process has ended; false when it has not after `timeoutMs`. */
export async function isGoneWithin(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}

/** A port for the server: the one it had last if it is free, else any, remembered in `portFile`; undefined when there is none. */
export async function choosePort(portFile: string, avoid?: number): Promise<number | undefined> {
  const last = fs.existsSync(portFile) ? Number(fs.readFileSync(portFile, 'utf8')) : 0;
  const wanted = last > 1023 && last < 65_536 && last !== avoid ? last : 0;
  const port = (wanted && (await bind(wanted))) || (await bind(0));
  if (port !== undefined && port !== last) remember(portFile, port);
  return port;
}

function remember(portFile: string, port: number): void {
  try {
    fs.writeFileSync(portFile, `${port}\n`);
  } catch {
    // Keeping the port is a courtesy to people's database clients; the start does not depend on it.
  }
}

function bind(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

function whenEnded(child: ChildProcess): () => string | undefined {
  let end: string | undefined;
  child.once('error', (error) => (end = error.message));
  child.once('exit', (code, signalName) => (end = signalName ? `it was ended by ${signalName}` : `exit code ${code}`));
  return () => end;
}

function explainEnd(log: string, end: string): Failure {
  return log.trim() === '' ? { kind: 'fatal', reason: end } : explainFailure(log);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself just now.
  }
}
