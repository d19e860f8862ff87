import { DomainError } from '../errors/domain-error.js';

export const secretsKeyMissing = (): DomainError =>
  new DomainError(
    'impossible',
    'SECRETS_KEY_MISSING',
    'This installation cannot store secrets: SECRETS_KEY is not set. Ask its operator to set SECRETS_KEY (try: openssl rand -hex 32) on every node.',
  );

export const secretUnreadable = (why: string): DomainError =>
  new DomainError(
    'impossible',
    'SECRET_UNREADABLE',
    `A stored secret can't be decrypted: ${why}. Restore the SECRETS_KEY it was stored with, or enter the secret again.`,
  );
