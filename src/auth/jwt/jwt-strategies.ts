import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { PassportStrategy } from '@nestjs/passport';
import type { Algorithm, JwtPayload } from 'jsonwebtoken';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { SecretOrKeyProvider } from 'passport-jwt';
import type { Env } from '../../config/env.js';
import { tokenInvalid } from '../token.errors.js';
import type { JwksKeys } from './jwks-keys.js';
import { readJwtHeader } from './jwt-header.js';

interface Verification {
  algorithms: Algorithm[];
  keyOf: SecretOrKeyProvider;
  issuer?: string;
  audience?: string;
}

/** Our secret as a key. A KeyObject: given a text, jsonwebtoken takes thirty times as long to verify. */
export function secretKeyOf(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret));
}

/**
 * HS256 with our secret, and nothing else. JWT_ISSUER and JWT_AUDIENCE bind these tokens only when there is no JWKS
 * issuer that they are about.
 */
export function registerSecretStrategy(name: string, secret: string, env: Env): void {
  const bound = env.JWT_JWKS_URI ? {} : { issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE };
  const key = asSecret(secretKeyOf(secret));
  const keyOf: SecretOrKeyProvider = (_request, _token, done) => done(null, key);
  register(name, { keyOf, algorithms: ['HS256'], ...bound }, (payload) => payload);
}

/** RS256 and ES256 with the issuer's keys; issuer, audience and expiry are obligatory. */
export function registerJwksStrategy(name: string, keys: JwksKeys, env: Env): void {
  const provide = async (token: string, done: Parameters<SecretOrKeyProvider>[2]): Promise<void> => {
    const { kid, alg } = readJwtHeader(token);
    try {
      done(null, asSecret(await keys.find(kid, alg)));
    } catch (error) {
      done(error);
    }
  };
  const keyOf: SecretOrKeyProvider = (_request, token: string, done) => void provide(token, done);
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = env;
  // jsonwebtoken takes "undefined" for "any": without these two, no token may pass.
  if (!issuer || !audience) throw new Error('JWT_ISSUER and JWT_AUDIENCE are required with JWT_JWKS_URI');
  register(name, { keyOf, algorithms: ['RS256', 'ES256'], issuer, audience }, (payload) => {
    if (typeof payload.exp !== 'number') throw tokenInvalid('it never expires (no claim "exp")');
    return payload;
  });
}

/** The library takes KeyObjects; its typings admit only texts and buffers. */
function asSecret(key: KeyObject): Buffer {
  return key as unknown as Buffer;
}

/** Registers with passport under `name`, which is one application's own: passport's registry spans the process. */
function register(name: string, verification: Verification, check: (payload: JwtPayload) => JwtPayload): void {
  const { keyOf, ...claims } = verification;
  class JwtStrategy extends PassportStrategy(Strategy, name) {
    constructor() {
      super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKeyProvider: keyOf, ...claims });
    }

    validate(payload: JwtPayload): JwtPayload {
      return check(payload);
    }
  }
  new JwtStrategy();
}
