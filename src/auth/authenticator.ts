import { Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';
import { CallersRepository, callerOfRow } from './callers.repository.js';
import type { CallerRow } from './callers.repository.js';
import { newsIn } from './claims-age.js';
import { IdentityRecorder, assertIssuer } from './identity-recorder.js';
import type { IdentityClaims } from './jwt/claims.js';
import { ClaimsReader } from './jwt/claims-reader.js';
import { JwtAuthentication } from './jwt/jwt-authentication.js';
import { VerifiedTokens } from './jwt/verified-tokens.js';
import { SeenCallers } from './seen-callers.js';
import { tokenMalformed, tokenMissing, tokenRevoked, userDisabled } from './token.errors.js';
import { ACCESS_TOKEN_PREFIX } from './tokens/access-token-text.js';
import { AccessTokenAuthentication } from './tokens/access-token-authentication.js';

/** A request, as far as it says who sends it. */
export interface TokenBearer {
  headers: { authorization?: string };
}

/** Finds out who is calling. Throws `unauthenticated` errors that tell the kinds of failure apart. */
@Injectable()
export class Authenticator {
  private readonly verified = new VerifiedTokens(() => Date.now());
  private readonly seen = new SeenCallers();

  constructor(
    private readonly jwts: JwtAuthentication,
    private readonly reader: ClaimsReader,
    private readonly recorder: IdentityRecorder,
    private readonly callers: CallersRepository,
    private readonly accessTokens: AccessTokenAuthentication,
  ) {}

  async authenticate(context: ExecutionContext): Promise<Caller> {
    const request = context.switchToHttp().getRequest<TokenBearer>();
    const token = bearerToken(request.headers.authorization);
    if (token.startsWith(ACCESS_TOKEN_PREFIX)) return this.accessTokens.authenticate(token);
    return callerOfRow(await this.userOf(await this.claimsOf(context, token)));
  }

  /**
   * The caller as last seen, without asking: then `presumedFrom` is set, and what is read next must confirm it. Only who
   * may go on is presumed; others, and whoever was not seen lately, are looked up.
   */
  async presume(context: ExecutionContext): Promise<Caller> {
    const request = context.switchToHttp().getRequest<TokenBearer>();
    const token = bearerToken(request.headers.authorization);
    if (token.startsWith(ACCESS_TOKEN_PREFIX)) return this.accessTokens.authenticate(token);
    const claims = await this.claimsOf(context, token);
    return this.presumedBy(claims) ?? callerOfRow(await this.userOf(claims));
  }

  /** The same for a token that was found good here before: at once. Undefined for others, or if the caller must be looked up. */
  presumeAtOnce({ headers }: TokenBearer): Caller | undefined {
    const claims = this.verified.get(headers.authorization ?? '');
    return claims && this.presumedBy(claims);
  }

  private presumedBy(claims: IdentityClaims): Caller | undefined {
    const seen = this.seen.get(claims.userId);
    return seen && isUpToDate(seen.row, claims) && isUsable(seen.row, claims) ? seen.presumed : undefined;
  }

  /**
   * Looks again at somebody who has stayed connected since `authenticate`: rights are as the database knows them now.
   * Records nothing: claims of an older token must not take the place of newer ones. Throws as `authenticate` does.
   */
  async again(context: ExecutionContext): Promise<Caller> {
    const request = context.switchToHttp().getRequest<TokenBearer>();
    const token = bearerToken(request.headers.authorization);
    if (token.startsWith(ACCESS_TOKEN_PREFIX)) return this.accessTokens.authenticate(token);
    const claims = await this.claimsOf(context, token);
    const known = await this.callers.byUser(claims.userId);
    if (!known) throw gone(claims.userId);
    assertUsable(known, claims);
    return callerOfRow(known);
  }

  /** The representation that a request's personal access token carries; null when it carries none, or came with another. */
  async representationOf(authorization: string): Promise<'hal' | 'jsonapi' | null> {
    const [scheme, token = ''] = authorization.trim().split(/ +/);
    return scheme?.toLowerCase() === 'bearer' ? this.accessTokens.representationOf(token) : null;
  }

  private async claimsOf(context: ExecutionContext, token: string): Promise<IdentityClaims> {
    const { headers } = context.switchToHttp().getRequest<TokenBearer>();
    const known = this.verified.get(headers.authorization!);
    if (known) return known;
    const { payload, origin } = await this.jwts.verify(context, token);
    const claims = this.reader.read(payload, origin);
    // Under one spelling only: one token must not take the places of others.
    if (origin === 'secret' && headers.authorization === `Bearer ${token}`)
      this.verified.add(headers.authorization, claims, payload.exp);
    return claims;
  }

  private async userOf(claims: IdentityClaims): Promise<CallerRow> {
    const known = await this.lookUp(claims.userId);
    if (known) assertUsable(known, claims);
    if (known && isUpToDate(known, claims)) return known;
    if (claims.isLogin) throw gone(claims.userId);
    await this.recorder.record(claims);
    const recorded = await this.lookUp(claims.userId);
    if (!recorded) throw gone(claims.userId);
    assertUsable(recorded, claims);
    return recorded;
  }

  private async lookUp(userId: string): Promise<CallerRow | undefined> {
    const row = await this.callers.byUser(userId);
    this.seen.note(userId, row);
    return row;
  }
}

function bearerToken(header: string | undefined): string {
  const [scheme, ...rest] = (header ?? '').trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer') throw tokenMissing();
  const [token] = rest;
  if (rest.length !== 1 || token === undefined || !/^[\w.~+/=-]+$/.test(token)) throw tokenMalformed();
  return token;
}

function assertUsable(user: CallerRow, claims: IdentityClaims): void {
  assertIssuer(user.issuer, claims);
  if (user.disabled) throw userDisabled(user.id);
  const validFrom = user.tokensValidFrom;
  // A token that doesn't say when it was made can't show that it is newer.
  if (validFrom && (claims.issuedAtMs === undefined || claims.issuedAtMs < validFrom.getTime()))
    throw tokenRevoked(
      `Tokens of "${user.id}" from before ${validFrom.toISOString()} (claim "iat") were revoked. Get a new one.`,
    );
}

function isUsable(user: CallerRow, claims: IdentityClaims): boolean {
  try {
    assertUsable(user, claims);
    return true;
  } catch {
    return false;
  }
}

/** Whether there is nothing to record of the token. */
function isUpToDate(user: CallerRow, claims: IdentityClaims): boolean {
  return claims.isLogin || newsIn(claims, user) === 'none';
}

function gone(userId: string): Error {
  return tokenRevoked(`The account "${userId}" was deleted.`);
}
