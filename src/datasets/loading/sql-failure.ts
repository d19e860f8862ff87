import { DatabaseError } from 'pg';
import { DomainError } from '../../errors/domain-error.js';
import { connectionUnavailable, sourceQueryFailed } from './loading.errors.js';

/** What a failure on a named connection means to the one who wrote the query; nothing about the server behind it. */
export function sqlFailure(error: unknown, connection: string): DomainError {
  if (error instanceof DomainError) return error;
  if (!(error instanceof DatabaseError)) return connectionUnavailable(connection, 'the connection was lost');
  const code = error.code ?? '';
  if (code === '57014') return sourceQueryFailed(connection, 'it took longer than 30 seconds, or was canceled');
  if (code === '25006') return sourceQueryFailed(connection, 'it tries to write, and datasets only read');
  if (code === '08P01') return sourceQueryFailed(connection, 'it has parameters such as $1, and nothing to fill them');
  // 08, 28, 53, 57, 58: the server's own troubles.
  if (/^(08|28|3D|53|57|58|XX)/.test(code)) return connectionUnavailable(connection, code);
  return sourceQueryFailed(connection, `${error.message.slice(0, 300)} (${code})`);
}
