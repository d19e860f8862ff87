import { EnvError } from '../config/env.js';
import { DomainError } from '../errors/domain-error.js';

/** What the user reads when the start fails: one line per problem, each with what to do; no stack. */
export function bootFailureLines(error: unknown, databaseUrl: string | undefined): string[] {
  if (error instanceof EnvError) return error.problems;
  if (error instanceof DomainError) return [error.message];
  if (!(error instanceof Error)) return [String(error)];
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return [`${addressOf(error)} is in use by another program. Stop it, or set PORT to a free port.`];
  if (code === 'EACCES' && 'port' in error)
    return [`${addressOf(error)} needs privileges. Set PORT to 1024 or higher.`];
  if (code === 'EADDRNOTAVAIL') return [`HOST is not an address of this machine: ${addressOf(error)}.`];
  const database = databaseProblem(error, databaseUrl);
  return [database ?? error.message];
}

function addressOf(error: Error): string {
  const { address, port } = error as Error & { address?: string; port?: number };
  return `${address ?? ''}:${port ?? ''}`;
}

function databaseProblem(error: Error, databaseUrl: string | undefined): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  const where = databaseUrl && URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  const name = where ? `${where.hostname}:${where.port || 5432}${where.pathname}` : 'the database';
  if (code === '28P01' || code === '28000')
    return `PostgreSQL at ${name} refuses the user or password of DATABASE_URL.`;
  if (code === '3D000')
    return `PostgreSQL at ${name}: this database does not exist. Create it, or correct DATABASE_URL.`;
  if (code === '42501')
    return `PostgreSQL at ${name}: the user of DATABASE_URL may not create tables (${error.message}).`;
  const network = [
    'ECONNREFUSED',
    'ENOTFOUND',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ECONNRESET',
    'EAI_AGAIN',
    '57P03',
  ];
  if ((code && network.includes(code)) || /timeout|terminated/i.test(error.message))
    return `PostgreSQL at ${name} can't be reached (${code ?? error.message}). Start it, or correct DATABASE_URL.`;
  return undefined;
}
