import { tokenMalformed } from '../token.errors.js';

/** The part of a JWT's header that chooses the key. Not yet verified. */
export interface JwtHeader {
  alg: string;
  kid?: string;
}

/** Reads the header of what looks like a JWT, and makes sure that the payload is an object. Throws TOKEN_MALFORMED. */
export function readJwtHeader(token: string): JwtHeader {
  const [header, payload, , ...more] = token.split('.');
  const { alg, kid } = jsonObject(header);
  jsonObject(payload);
  if (token.split('.').length !== 3 || more.length > 0 || typeof alg !== 'string') throw tokenMalformed();
  if (kid !== undefined && typeof kid !== 'string') throw tokenMalformed();
  return { alg, kid };
}

function jsonObject(part: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through: what is no JSON is malformed, too.
  }
  throw tokenMalformed();
}
