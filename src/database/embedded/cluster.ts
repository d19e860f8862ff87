import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import type { DataHome } from './data-directory.js';
import { codeOf, directoryForeign, directoryUnwritable, platformUnsupported, startFailed } from './embedded.errors.js';
import { isAlive } from './process-identity.js';
import { identity, SERVER_ENVIRONMENT } from './run-as.js';
import { explainFailure } from './server-log.js';

const run = promisify(execFile);
const UNFINISHED = 'postgres.init-';
export const SUPERUSER = 'postgres';

/**
 * Makes sure that a whole cluster with its password lies in `home`. It is made beside it and moved there in one rename: a start that dies
 * half-way leaves only rubbish (swept by the next), and of two starts at once one wins and the other uses the winner's.
 */
export async function ensureCluster(
  home: DataHome,
  binaries: Binaries,
  ephemeral: boolean,
): Promise<'created' | 'existing'> {
  sweepUnfinished(home.dir);
  if (fs.existsSync(home.home)) return checkExisting(home);
  const draft = path.join(home.dir, `${UNFINISHED}${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await initialise(home, binaries, draft, ephemeral);
    return moveIntoPlace(draft, home) ? 'created' : checkExisting(home);
  } finally {
    fs.rmSync(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function initialise(home: DataHome, binaries: Binaries, draft: string, ephemeral: boolean): Promise<void> {
  const cluster = path.join(draft, path.basename(home.cluster));
  const forInitdb = path.join(draft, 'initdb-password');
  const password = randomBytes(24).toString('hex');
  try {
    fs.mkdirSync(draft);
    fs.chmodSync(draft, home.account ? 0o711 : 0o700);
    fs.mkdirSync(cluster, { mode: 0o700 });
    writeSecret(path.join(draft, path.basename(home.passwordFile)), password);
    writeSecret(forInitdb, password);
    if (home.account) {
      for (const file of [cluster, forInitdb]) fs.chownSync(file, home.account.uid, home.account.gid);
    }
  } catch (error) {
    throw directoryUnwritable(home.dir, error);
  }
  await runInitdb(home, binaries, initdbArguments(cluster, forInitdb, ephemeral));
  fs.rmSync(forInitdb);
}

function initdbArguments(cluster: string, passwordFile: string, ephemeral: boolean): string[] {
  // The builtin provider sorts by code point like C (fast, the same everywhere) and knows the case of every letter, which C does not.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, `--username=${SUPERUSER}`];
  return [`--pgdata=${cluster}`, ...access, ...locale, ...(ephemeral ? ['--no-sync'] : [])];
}

async function runInitdb(home: DataHome, binaries: Binaries, args: string[]): Promise<void> {
  try {
    await run(binaries.initdb, args, { ...identity(home.account), cwd: '/', env: SERVER_ENVIRONMENT });
  } catch (error) {
    const output =
      typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
    if (/could not look up effective user ID/.test(output)) {
      throw platformUnsupported(`the uid ${process.getuid?.()} has no entry in /etc/passwd, which PostgreSQL demands`);
    }
    fs.appendFileSync(home.log, output, { mode: 0o600 });
    throw startFailed(explainFailure(output).reason, home.log);
  }
}

function moveIntoPlace(draft: string, home: DataHome): boolean {
  try {
    fs.renameSync(draft, home.home);
  } catch (error) {
    if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST') return false;
    throw directoryUnwritable(home.dir, error);
  }
  syncDirectory(home.dir);
  return true;
}

function checkExisting(home: DataHome): 'existing' {
  for (const needed of [path.join(home.cluster, 'PG_VERSION'), home.passwordFile]) {
    if (!fs.existsSync(needed))
      throw directoryForeign(home.home, `${needed} is missing: restore it, or move the directory away`);
  }
  return 'existing';
}

function sweepUnfinished(dir: string): void {
  for (const name of fs.readdirSync(dir).filter((entry) => entry.startsWith(UNFINISHED))) {
    const pid = Number.parseInt(name.slice(UNFINISHED.length), 10);
    if (pid > 0 && isAlive(pid)) continue;
    // An initdb that outlived its parent may still write there: then the next start sweeps the rest.
    try {
      fs.rmSync(path.join(dir, name), { recursive: true, force: true });
    } catch {
      continue;
    }
  }
}

function writeSecret(file: string, secret: string): void {
  fs.writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true });
}

function syncDirectory(directory: string): void {
  const handle = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
