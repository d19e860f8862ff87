import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { ENV } from '../../config/config.module.js';
import type { Env } from '../../config/env.js';
import { DomainError } from '../../errors/domain-error.js';
import { LOGIN_CLAIM } from '../jwt/claims.js';
import { secretKeyOf } from '../jwt/jwt-strategies.js';

/** How long a login lasts. */
export const LOGIN_LIFETIME_SECONDS = 12 * 60 * 60;

/** Issuer of login tokens where JWT_ISSUER does not say another. */
const OWN_ISSUER = 'punctual';

/** Makes the tokens that login gives: HS256, and naming nothing but the user. */
@Injectable()
export class LoginTokens {
  private readonly jwt: JwtService | undefined;

  constructor(@Inject(ENV) env: Env) {
    if (env.JWT_SECRET === undefined) return;
    const key = secretKeyOf(env.JWT_SECRET);
    // These tokens must pass where JWT_ISSUER and JWT_AUDIENCE bind tokens made with our secret.
    const issuer = env.JWT_JWKS_URI ? OWN_ISSUER : (env.JWT_ISSUER ?? OWN_ISSUER);
    const audience = env.JWT_JWKS_URI ? undefined : env.JWT_AUDIENCE;
    this.jwt = new JwtService({
      secretOrKeyProvider: () => key,
      signOptions: { algorithm: 'HS256', issuer, ...(audience ? { audience } : {}) },
    });
  }

  /** Throws LOCAL_LOGIN_OFF where tokens come from the JWKS issuer only. */
  assertOn(): void {
    this.signer();
  }

  /** `issuedAt` is the database's clock, which also says from when on a user's tokens are valid. */
  issue(userId: string, issuedAt: Date): string {
    // With milliseconds: a token made right after a change of password is told apart from one made right before it.
    const iat = issuedAt.getTime() / 1000;
    const exp = Math.floor(iat) + LOGIN_LIFETIME_SECONDS;
    return this.signer().sign({ sub: userId, iat, exp, [LOGIN_CLAIM]: true });
  }

  private signer(): JwtService {
    if (this.jwt) return this.jwt;
    throw new DomainError(
      'forbidden',
      'LOCAL_LOGIN_OFF',
      'Login with a password is off here (no JWT_SECRET). Use a token from the issuer that this service trusts.',
    );
  }
}
