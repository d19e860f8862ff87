import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import fs from 'node:fs';
import { accountUnusable, codeOf } from './embedded.errors.js';

/** An unprivileged account of this machine that root hands PostgreSQL to. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Nothing of the app's environment (its secrets are there) reaches PostgreSQL. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Who PostgreSQL runs as: undefined (the current user), or, for root, the owner of the data that is already there, else `postgres`, else `nobody`.
 * Accounts are only looked up, never created. Throws when root has nobody to drop to.
 */
export function chooseAccount(existingCluster: string): Account | undefined {
  if (!isRoot()) return undefined;
  const owner = ownerOf(existingCluster);
  if (owner) return owner;
  const account = findAccount('postgres') ?? findAccount('nobody');
  if (!account) throw accountUnusable('there is neither an account postgres nor an account nobody to hand it to');
  return account;
}

/** Tries it for real (modes, ACLs and mounts included): can this account enter the directory? */
export function canEnter(account: Account, directory: string): boolean {
  return runSync(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory]).status === 0;
}

/** Runs a short command as the account (or as ourselves) in an empty environment. Throws when the system forbids the change of user. */
export function runSync(account: Account | undefined, command: string, args: string[]): SpawnSyncReturns<string> {
  const result = spawnSync(command, args, {
    ...identity(account),
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    encoding: 'utf8',
  });
  const code = codeOf(result.error);
  if (account && (code === 'EPERM' || code === 'EINVAL')) {
    throw accountUnusable(`root may not switch to the account ${account.name} here (${code})`);
  }
  return result;
}

/** The part of the spawn options that changes the user; Node drops the supplementary groups with it. */
export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** The name of a uid, or `uid 123` when the system does not know it. */
export function nameOf(uid: number): string {
  return passwd().find((entry) => entry.uid === uid)?.name ?? `uid ${uid}`;
}

function ownerOf(directory: string): Account | undefined {
  const stat = fs.statSync(directory, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { name: nameOf(stat.uid), uid: stat.uid, gid: stat.gid } : undefined;
}

function findAccount(name: string): Account | undefined {
  return passwd().find((entry) => entry.name === name && entry.uid !== 0);
}

function passwd(): Account[] {
  if (!fs.existsSync('/etc/passwd')) return [];
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
