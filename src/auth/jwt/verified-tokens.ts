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

  /** Undefined when the token is not known, or has expired. */
  get(token: string): IdentityClaims | undefined {
    const found = this.known.get(token);
    if (!found) return undefined;
    if (this.nowMs() < found.endsAtMs) return found.claims;
    this.known.delete(token);
    return undefined;
  }

  /** @param exp claim of the token, in seconds; undefined when it never ends */
  add(token: string, claims: IdentityClaims, exp: number | undefined): void {
    if (token.length > LONGEST) return;
    this.known.set(token, { claims, endsAtMs: exp === undefined ? Infinity : exp * 1000 });
    // A map keeps its order: the oldest comes first.
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST) return;
      this.known.delete(oldest);
    }
  }
}
