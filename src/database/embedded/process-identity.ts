import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { codeOf } from './embedded.errors.js';

/** What a pid found in a file turns out to be now. `unreadable`: a PostgreSQL of which we cannot see which data it serves. */
export type PidOwner = 'server' | 'unreadable' | 'somebody-else' | 'nobody';

/** True while a process with this pid exists that still does something (a zombie does not). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

/** Is this pid the PostgreSQL that serves this cluster? Pids are reused, so that it lives proves nothing. */
export function ownerOfPid(pid: number, cluster: string): PidOwner {
  if (!isAlive(pid)) return 'nobody';
  const command = commandOf(pid);
  if (command === undefined) return 'unreadable';
  if (path.basename(command.program) !== 'postgres') return 'somebody-else';
  if (command.line.includes(`-D ${cluster} `)) return 'server';
  // The directory may have been moved since the start: the server's working directory moved with it.
  const workingDirectory = workingDirectoryOf(pid);
  if (workingDirectory === undefined) return 'unreadable';
  return workingDirectory === cluster ? 'server' : 'somebody-else';
}

/** A value that tells a process from a later one with the same pid; undefined where the system does not say. */
export function startTimeOf(pid: number): string | undefined {
  return statFields(pid)?.[19];
}

/** The fields of /proc/<pid>/stat from the third (the state) on; the second may contain anything. */
function statFields(pid: number): string[] | undefined {
  const text = readProc(pid, 'stat');
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function commandOf(pid: number): { program: string; line: string } | undefined {
  const argv = fs.existsSync('/proc/self/cmdline') ? readProc(pid, 'cmdline')?.split('\0') : undefined;
  if (argv) return { program: argv[0] ?? '', line: argv.join(' ') };
  try {
    const line = execFileSync('/bin/ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return { program: /^(.*?)(?= -|$)/.exec(line)?.[1] ?? line, line: `${line} ` };
  } catch {
    return undefined;
  }
}

function workingDirectoryOf(pid: number): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
