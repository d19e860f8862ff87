import { DomainError } from '../errors/domain-error.js';

/** Why a request is not authenticated; `code` tells programs the kinds apart. */
export type TokenErrorCode =
  | 'TOKEN_MISSING'
  | 'TOKEN_MALFORMED'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_INVALID'
  | 'TOKEN_REVOKED'
  | 'IDENTITY_CONFLICT'
  | 'USER_DISABLED';

export function refused(code: TokenErrorCode, message: string): DomainError {
  return new DomainError('unauthenticated', code, message);
}

export const tokenMissing = (): DomainError =>
  refused('TOKEN_MISSING', 'This needs a token: send "Authorization: Bearer <token>". POST /api/auth/login gives one.');

export const tokenMalformed = (): DomainError =>
  refused('TOKEN_MALFORMED', 'The token is neither a JWT nor a personal access token. Check how it was copied.');

export const tokenExpired = (at: Date | undefined): DomainError =>
  // A hand-made `exp` may lie outside of what a date can hold.
  refused(
    'TOKEN_EXPIRED',
    `The token expired${at && !Number.isNaN(at.getTime()) ? ` at ${at.toISOString()}` : ''}. Get a new one.`,
  );

export const tokenInvalid = (why: string): DomainError => refused('TOKEN_INVALID', `The token is not valid: ${why}.`);

export const tokenRevoked = (why: string): DomainError => refused('TOKEN_REVOKED', why);

export const identityConflict = (why: string): DomainError => refused('IDENTITY_CONFLICT', why);

export const userDisabled = (userId: string): DomainError =>
  refused('USER_DISABLED', `The account "${userId}" is disabled. Ask a superuser to enable it.`);
