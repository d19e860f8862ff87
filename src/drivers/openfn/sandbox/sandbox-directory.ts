import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { NOBODY } from './launch.js';

const PREFIX = 'punctual-openfn-';
const ABANDONED_AFTER_MS = 86_400_000;

/** What a run has on disk while it lasts. */
export interface SandboxDirectory {
  path: string;
  /** Where the run's own root is mounted. */
  root: string;
  /** What it may write to, where it has no root of its own. */
  tmp: string;
  /** The way out. */
  socket: string;
}

/** Only the run itself and this node can enter it. */
export async function makeSandboxDirectory(asNobody: boolean): Promise<SandboxDirectory> {
  const made = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), PREFIX)));
  const directory = {
    path: made,
    root: path.join(made, 'root'),
    tmp: path.join(made, 'tmp'),
    socket: path.join(made, 's'),
  };
  await Promise.all([fs.mkdir(directory.root), fs.mkdir(directory.tmp)]);
  if (asNobody) for (const one of [directory.root, directory.tmp, made]) await fs.chown(one, NOBODY, NOBODY);
  return directory;
}

/** Never throws: what can't be removed now is found by the sweep. */
export async function removeSandboxDirectory(directory: SandboxDirectory): Promise<void> {
  await fs.rm(directory.path, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
}

/** Removes what a node that was killed left behind. */
export async function sweepSandboxDirectories(nowMs: number): Promise<void> {
  const names = await fs.readdir(os.tmpdir()).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const full = path.join(os.tmpdir(), name);
    const stat = await fs.stat(full).catch(() => undefined);
    if (stat && nowMs - stat.mtimeMs > ABANDONED_AFTER_MS)
      await fs.rm(full, { recursive: true, force: true }).catch(() => undefined);
  }
}
