import fs from 'node:fs';
import { directoryUnwritable } from './embedded.errors.js';
import type { DataHome } from './data-directory.js';

const KEEP_BYTES = 10 * 1024 * 1024;

/** Why a start failed. `lost-race`: another server runs on these data; `port-taken` and `lingering`: worth another try. */
export interface Failure {
  kind: 'lost-race' | 'port-taken' | 'lingering' | 'fatal';
  reason: string;
}

/** Opens the server's log for appending; one that has grown over 10 MB becomes `postgres.log.1` first. */
export function openServerLog(home: DataHome): { handle: number; offset: number } {
  try {
    const size = fs.lstatSync(home.log, { throwIfNoEntry: false })?.size ?? 0;
    if (size > KEEP_BYTES) fs.renameSync(home.log, `${home.log}.1`);
    const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = fs.constants;
    const handle = fs.openSync(home.log, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
    // Root may start what belongs to an ordinary user, who must be able to write the log next time.
    if (home.account) fs.fchownSync(handle, home.account.uid, home.account.gid);
    return { handle, offset: fs.fstatSync(handle).size };
  } catch (error) {
    throw directoryUnwritable(home.log, error);
  }
}

/** What was written to the log since `offset`. */
export function readServerLog(home: DataHome, offset: number): string {
  try {
    return fs.readFileSync(home.log).subarray(offset).toString('utf8');
  } catch {
    return '';
  }
}

const KNOWN: [RegExp, Failure['kind'], string?][] = [
  [/No space left on device/, 'fatal', 'the disk is full'],
  [/Disk quota exceeded/, 'fatal', 'the disk quota is used up'],
  [/Read-only file system/, 'fatal', 'the data directory is on a read-only file system'],
  [/lock file "[^"]*" (already exists|is empty)/, 'lost-race'],
  [/pre-existing shared memory block/, 'lingering', 'processes of an earlier server still use the data'],
  [/could not create any TCP\/IP sockets|Address already in use/, 'port-taken', 'its port is taken'],
];

/** Reads the reason of a failed start out of PostgreSQL's own words. */
export function explainFailure(log: string): Failure {
  const known = KNOWN.find(([pattern]) => pattern.test(log));
  const version =
    /initialized by PostgreSQL version (\S+?),? which is not compatible with this version (\S+?)\.?$/m.exec(log);
  if (version) {
    return {
      kind: 'fatal',
      reason: `the data directory was made by PostgreSQL ${version[1]}, this is ${version[2]}: keep the old version, or move the data by dump and restore`,
    };
  }
  const words = known ? matchingLine(log, known[0]) : lastFatalLine(log);
  if (known) return { kind: known[1], reason: [known[2], words].filter(Boolean).join(': ') };
  if (/Permission denied|wrong ownership|invalid permissions/.test(log)) {
    return { kind: 'fatal', reason: `permissions: ${words ?? 'denied'}` };
  }
  return { kind: 'fatal', reason: words ?? (lastWords(log) || 'it ended without a word') };
}

/** Before its logging is set up PostgreSQL complains in plain lines. */
function lastWords(log: string): string {
  const words = log.trim().split('\n').slice(-3).join(' ');
  return words.replace(/^postgres: /, '');
}

function matchingLine(log: string, pattern: RegExp): string | undefined {
  return withoutPrefix(log.split('\n').find((line) => pattern.test(line)));
}

function lastFatalLine(log: string): string | undefined {
  return withoutPrefix(log.split('\n').findLast((line) => /\b(FATAL|PANIC|error|fatal):\s/.test(line)));
}

/** Without the time, the pid and the severity. */
function withoutPrefix(line: string | undefined): string | undefined {
  return line?.replace(/^.*?\b(?:LOG|ERROR|FATAL|PANIC|error|fatal):\s+/, '');
}
