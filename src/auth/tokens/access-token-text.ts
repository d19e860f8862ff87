import { createHash, randomBytes } from 'node:crypto';

/** What personal access tokens begin with, so that people and secret scanners know them. */
export const ACCESS_TOKEN_PREFIX = 'pnc_';

const TEXT = /^pnc_[\w-]{43}$/;

/** A new token: 256 random bits. */
export function newAccessTokenText(): string {
  return ACCESS_TOKEN_PREFIX + randomBytes(32).toString('base64url');
}

export function isAccessTokenText(text: string): boolean {
  return TEXT.test(text);
}

/** What is stored of it. Random texts of this length need no salt and no slow hash. */
export function accessTokenHash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
