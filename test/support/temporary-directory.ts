import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive, startTimeOf } from '../../src/database/embedded/process-identity.js';
import { stopServer } from '../../src/database/embedded/server-process.js';

const PREFIX = 'punctual-test-';
const MARKER = 'owner.json';

interface Owner {
  pid: number;
  startTime?: string;
}

/**
 * A new directory for one purpose of the tests, marked with the process it belongs to. Enterable by the account that PostgreSQL runs as
 * (mkdtemp's 0700 is not, for root).
 */
export function makeTemporaryDirectory(): string {
  const directory = path.join(
    fs.realpathSync(os.tmpdir()),
    `${PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`,
  );
  fs.mkdirSync(directory);
  fs.chmodSync(directory, 0o711);
  const owner: Owner = { pid: process.pid, startTime: startTimeOf(process.pid) };
  fs.writeFileSync(path.join(directory, MARKER), JSON.stringify(owner));
  return directory;
}

/** Stops the server that still runs in the directory, if any, and removes it. */
export async function removeTemporaryDirectory(directory: string): Promise<void> {
  for (const home of homesIn(directory)) await stopServer(home, 'immediate');
  fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** Cleans up after test runs that were killed: only directories whose marker names a process that is no more. */
export async function sweepTemporaryDirectories(): Promise<void> {
  const base = fs.realpathSync(os.tmpdir());
  for (const name of fs.readdirSync(base).filter((entry) => entry.startsWith(PREFIX))) {
    const directory = path.join(base, name);
    if (isAbandoned(directory)) await removeTemporaryDirectory(directory);
  }
}

function isAbandoned(directory: string): boolean {
  const stat = fs.lstatSync(directory, { throwIfNoEntry: false });
  const marker = path.join(directory, MARKER);
  if (!stat?.isDirectory() || stat.uid !== process.getuid?.() || !fs.existsSync(marker)) return false;
  const owner: Owner = JSON.parse(fs.readFileSync(marker, 'utf8'));
  return !isAlive(owner.pid) || startTimeOf(owner.pid) !== owner.startTime;
}

/** The clusters beneath: `postgres/data` in the directory itself and one level down. */
function homesIn(directory: string): string[] {
  const folders = [
    directory,
    ...fs
      .readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(directory, entry.name)),
  ];
  return folders.map((folder) => path.join(folder, 'postgres/data')).filter((cluster) => fs.existsSync(cluster));
}
