import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { directoryUnwritable } from './embedded.errors.js';

interface Link {
  source: string;
  target: string;
}

/** Makes the library links that the package's install script would have made. False when some are missing and cannot be made here. */
export function repairSymlinks(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return true;
  const links: Link[] = JSON.parse(fs.readFileSync(list, 'utf8'));
  return links.every(({ source, target }) => {
    const at = path.resolve(native, '..', target);
    if (fs.existsSync(at)) return true;
    try {
      fs.symlinkSync(path.basename(source), at);
    } catch {
      // Another start made it just now, or the tree is read-only: what counts is whether it is there.
    }
    return fs.existsSync(at);
  });
}

/**
 * Copies the programs to `target`, whose parent only we can write. The copy is made beside it and renamed, so a `target` that exists is whole;
 * it is compared with the source all the same. Throws DATA_DIR_UNWRITABLE.
 */
export function copyBinaries(native: string, target: string): string {
  if (isWholeCopy(native, target)) return target;
  const temporary = `${target}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    // The copy keeps the layout of the package, so that the list of links applies to it as well.
    const copied = path.join(temporary, 'native');
    fs.cpSync(native, copied, { recursive: true, verbatimSymlinks: true });
    openToReaders(temporary);
    repairSymlinks(copied);
    moveIntoPlace(copied, target);
  } catch (error) {
    throw directoryUnwritable(path.dirname(target), error);
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
  return target;
}

function moveIntoPlace(copied: string, target: string): void {
  // A directory that is not whole is set aside, not deleted under a server that may still use it.
  if (fs.existsSync(target)) fs.renameSync(target, `${target}.unusable-${randomBytes(4).toString('hex')}`);
  try {
    fs.renameSync(copied, target);
  } catch (error) {
    // Two starts copied at once: the other's copy is as good as ours.
    if (!isWholeCopy(copied, target)) throw error;
  }
}

function isWholeCopy(native: string, target: string): boolean {
  if (!fs.existsSync(target)) return false;
  return fs.readdirSync(native, { recursive: true, encoding: 'utf8' }).every((name) => {
    const original = fs.statSync(path.join(native, name), { throwIfNoEntry: false });
    const copy = fs.statSync(path.join(target, name), { throwIfNoEntry: false });
    return original === undefined || (copy !== undefined && (original.isDirectory() || copy.size === original.size));
  });
}

/** Readable and enterable for all, writable for the owner alone, executable where the original was, whatever the umask said. */
function openToReaders(directory: string): void {
  fs.chmodSync(directory, 0o755);
  for (const entry of fs.readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const at = path.join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const executable =
      entry.isDirectory() || path.basename(entry.parentPath) === 'bin' || (fs.statSync(at).mode & 0o100) !== 0;
    fs.chmodSync(at, executable ? 0o755 : 0o644);
  }
}
