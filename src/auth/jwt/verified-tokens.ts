import type { IdentityClaims } from './claims.js';

const MOST = 1_000;
const LONGEST = 4_096;

/**
 * What tokens signed with our own secret say, once verified: the same text can't become invalid but by its end. Whether the
 * account is disabled, its tokens revoked or its rights changed is no part of it, and asked at each request. Tokens of an
 * issuer are verified each time, since its keys may be withdrawn.
 */
export class VerifiedTokens {
  private readonly known = new Map<string, { claims: IdentityClaims; endsAtMs: number }>();

  constructor(private readonly nowMs: () => number) {}

  /** @param authorization the header that brings the token. Undefined when it is not known, or the token has expired */
  get(authorization: string): IdentityClaims | undefined {
    const found = this.known.get(authorization);
    if (!found) return undefined;
    if (this.nowMs() < found.endsAtMs) return found.claims;
    this.known.delete(authorization);
    return undefined;
  }

  /** @param exp claim of the token, in seconds; undefined when it never ends */
  add(authorization: string, claims: IdentityClaims, exp: number | undefined): void {
    if (authorization.length > LONGEST) return;
    this.known.set(authorization, { claims, endsAtMs: exp === undefined ? Infinity : exp * 1000 });
    // A map keeps its order: the oldest comes first.
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST) return;
      this.known.delete(oldest);
    }
  }
}
