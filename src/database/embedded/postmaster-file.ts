import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ownerOfPid } from './process-identity.js';

/** What PostgreSQL writes about itself into its data directory. The port is there before it listens, `ready` once it answers. */
export interface RunningServer {
  pid: number;
  port: number | undefined;
  ready: boolean;
}

/**
 * The server that runs on this cluster, or undefined. The file outlives a killed server: the pid is checked to be a PostgreSQL on this very
 * cluster, and a file whose pid now belongs to another program is put away (PostgreSQL itself would refuse to start because of it).
 */
export function findRunningServer(cluster: string): RunningServer | undefined {
  const text = read(cluster);
  const server = text === undefined ? undefined : parse(text);
  if (text === undefined || !server) return undefined;
  const owner = ownerOfPid(server.pid, cluster);
  if (owner === 'server') return server;
  if (owner === 'somebody-else' || owner === 'nobody') putAway(cluster, text);
  return undefined;
}

function parse(text: string): RunningServer | undefined {
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: port > 0 ? port : undefined, ready: lines[7]?.trim() === 'ready' };
}

/** Removes the stale file, and only that one: if a new server has just written its own, that is put back. */
function putAway(cluster: string, stale: string): void {
  const file = path.join(cluster, 'postmaster.pid');
  const aside = `${file}.stale-${randomBytes(4).toString('hex')}`;
  try {
    fs.renameSync(file, aside);
    if (fs.readFileSync(aside, 'utf8') !== stale) fs.linkSync(aside, file);
    fs.rmSync(aside);
  } catch {
    // Somebody else was faster, with the same intention.
  }
}

function read(cluster: string): string | undefined {
  try {
    return fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8');
  } catch {
    return undefined;
  }
}
