import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ExecutionContext, OnApplicationShutdown } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { IAuthGuard } from '@nestjs/passport';
import type { JwtPayload } from 'jsonwebtoken';
import passport from 'passport';
import { Clock } from '../../clock/clock.js';
import { ENV } from '../../config/config.module.js';
import type { Env } from '../../config/env.js';
import { DomainError } from '../../errors/domain-error.js';
import { tokenExpired, tokenInvalid, tokenMalformed } from '../token.errors.js';
import type { TokenOrigin } from './claims.js';
import { JwksKeys } from './jwks-keys.js';
import { readJwtHeader } from './jwt-header.js';
import { registerJwksStrategy, registerSecretStrategy } from './jwt-strategies.js';

const ORIGIN_OF_ALG: Record<string, TokenOrigin> = { HS256: 'secret', RS256: 'jwks', ES256: 'jwks' };

/** A payload whose signature, times, issuer and audience are right, and which key proved it. */
export interface VerifiedJwt {
  payload: JwtPayload;
  origin: TokenOrigin;
}

/**
 * Verifies JWTs with passport: one strategy per kind of key. The token's `alg` picks the strategy, and each strategy knows
 * only its own kind of key, so a public key can never serve as an HMAC secret, and `none` has no strategy.
 */
@Injectable()
export class JwtAuthentication implements OnApplicationShutdown {
  private readonly guards = new Map<TokenOrigin, IAuthGuard>();
  private readonly names: string[] = [];

  constructor(@Inject(ENV) env: Env, clock: Clock) {
    const { JWT_SECRET: secret, JWT_JWKS_URI: jwksUri } = env;
    if (secret) this.add('secret', (name) => registerSecretStrategy(name, secret, env));
    if (jwksUri) this.add('jwks', (name) => registerJwksStrategy(name, new JwksKeys(jwksUri, clock), env));
  }

  async verify(context: ExecutionContext, token: string): Promise<VerifiedJwt> {
    const { alg } = readJwtHeader(token);
    const origin = Object.hasOwn(ORIGIN_OF_ALG, alg) ? ORIGIN_OF_ALG[alg] : undefined;
    const guard = origin && this.guards.get(origin);
    if (!origin || !guard) throw tokenInvalid(`tokens signed with "${alg.slice(0, 20)}" are not accepted here`);
    await guard.canActivate(context);
    return { payload: context.switchToHttp().getRequest<{ user: JwtPayload }>().user, origin };
  }

  /** Not before the server is closed: until then requests come in. */
  onApplicationShutdown(): void {
    for (const name of this.names) passport.unuse(name);
  }

  private add(origin: TokenOrigin, register: (name: string) => void): void {
    const name = `jwt-${origin}-${randomUUID()}`;
    register(name);
    this.names.push(name);
    this.guards.set(origin, new (passportGuard(name))());
  }
}

function passportGuard(name: string): new () => IAuthGuard {
  return class extends AuthGuard(name) {
    override handleRequest<User>(error: unknown, user: User | false, info: unknown): User {
      if (error) throw error;
      if (!user) throw reasonOf(info);
      return user;
    }
  };
}

/** What jsonwebtoken, or our key provider, had against the token. */
function reasonOf(info: unknown): DomainError {
  if (info instanceof DomainError) return info;
  const { name, message, expiredAt } = info as Error & { expiredAt?: Date };
  if (name === 'TokenExpiredError') return tokenExpired(expiredAt);
  if (name === 'NotBeforeError') return tokenInvalid('it is not valid yet (claim "nbf")');
  if (message === 'jwt malformed' || message === 'invalid token') return tokenMalformed();
  return tokenInvalid(name === 'JsonWebTokenError' ? message : 'its signature can’t be verified');
}
