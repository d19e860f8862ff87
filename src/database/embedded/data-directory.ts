import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DomainError } from '../../errors/domain-error.js';
import { codeOf, directoryForeign, directoryInsecure, directoryUnwritable } from './embedded.errors.js';
import { canEnter, chooseAccount, isRoot, nameOf, type Account } from './run-as.js';

/** Where root keeps what an unprivileged account must reach when the tree itself is closed to it. */
export const SYSTEM_DIR = '/var/lib/punctual';

/** Every path of one embedded database. `home` appears by one rename, complete: the cluster and its password together. */
export interface DataHome {
  dir: string;
  home: string;
  cluster: string;
  passwordFile: string;
  portFile: string;
  log: string;
  account: Account | undefined;
  notice?: string;
}

/**
 * Decides where the data lives, makes that directory, and says who PostgreSQL runs as.
 * Data that already exists is never abandoned for an empty place. Throws when the directory cannot be written, entered or trusted.
 */
export function prepareDataHome(requested: string): DataHome {
  const wanted = path.resolve(requested);
  try {
    return prepare(wanted);
  } catch (error) {
    throw error instanceof DomainError ? error : directoryUnwritable(wanted, error);
  }
}

function prepare(wanted: string): DataHome {
  const dir = isRoot() ? placeForRoot(wanted) : wanted;
  refuseForeignData(homeAt(dir));
  makeDirectory(dir, isRoot() ? 0o711 : 0o700);
  const home = homeAt(fs.realpathSync(dir));
  if (home.account && !canEnter(home.account, home.dir)) {
    throw directoryForeign(
      home.dir,
      `its data is there but ${home.account.name} cannot enter: chmod o+x it and its parents`,
    );
  }
  return dir === wanted ? home : { ...home, notice: relocationNotice(wanted, home) };
}

function homeAt(dir: string): DataHome {
  const home = path.join(dir, 'postgres');
  const cluster = path.join(home, 'data');
  const [passwordFile, portFile] = [path.join(home, 'password'), path.join(home, 'port')];
  return {
    dir,
    home,
    cluster,
    passwordFile,
    portFile,
    log: path.join(dir, 'postgres.log'),
    account: chooseAccount(cluster),
  };
}

function placeForRoot(wanted: string): string {
  const here = homeAt(wanted);
  if (fs.existsSync(here.home)) return wanted;
  const elsewhere = path.join(SYSTEM_DIR, relocatedName(wanted));
  if (fs.existsSync(path.join(elsewhere, 'postgres'))) return elsewhere;
  if (here.account && canEnter(here.account, nearestExisting(wanted))) return wanted;
  makeSystemDirectory();
  return elsewhere;
}

/** Two clones, two names: readable, and told apart by a digest of the whole path. */
function relocatedName(wanted: string): string {
  const existing = nearestExisting(wanted);
  const real = path.join(fs.realpathSync(existing), path.relative(existing, wanted));
  const base = path.basename(wanted).startsWith('.') ? path.basename(path.dirname(wanted)) : path.basename(wanted);
  const slug = base.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40) || 'data';
  return `${slug}-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`;
}

function relocationNotice(wanted: string, home: DataHome): string {
  const who = home.account?.name ?? 'PostgreSQL';
  return `PostgreSQL's data is in ${home.dir}, because it runs as ${who} (it refuses root), who cannot enter ${wanted}.`;
}

function nearestExisting(directory: string): string {
  return fs.existsSync(directory) || path.dirname(directory) === directory
    ? directory
    : nearestExisting(path.dirname(directory));
}

/** Makes the root-owned place in /var/lib; refuses one that somebody else could have prepared. */
export function makeSystemDirectory(): string {
  makeDirectory(SYSTEM_DIR, 0o755);
  const stat = fs.lstatSync(SYSTEM_DIR);
  if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0) throw directoryInsecure(SYSTEM_DIR);
  return SYSTEM_DIR;
}

/** Makes the directory with exactly this mode whatever the umask (its new parents too); the mode of one that exists is left alone. */
export function makeDirectory(directory: string, mode: number): void {
  try {
    makeMissing(directory, mode);
    fs.accessSync(directory, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw directoryUnwritable(directory, error);
  }
}

/** Not `recursive: true`, with which Node 20 never returns from a place like /proc. */
function makeMissing(directory: string, mode: number): void {
  if (fs.existsSync(directory)) return;
  makeMissing(path.dirname(directory), mode);
  try {
    fs.mkdirSync(directory);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
  fs.chmodSync(directory, mode);
}

function refuseForeignData(home: DataHome): void {
  const stat = fs.statSync(home.cluster, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (!stat || isRoot() || stat.uid === self) return;
  const owner = nameOf(stat.uid);
  throw directoryForeign(
    home.dir,
    `its PostgreSQL data belongs to ${owner} (was it first started by root?): start as root again, or choose another place with DATA_DIR`,
  );
}
