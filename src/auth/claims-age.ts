import type { IdentityClaims } from './jwt/claims.js';

/** What is known of the claims that were recorded last. */
export interface RecordedClaims {
  claimsHash: string | null;
  claimsIat: Date | null;
}

const DAY_MS = 86_400_000;

/** When the claims were made; undefined when the token has no `iat`. */
export function claimedAt({ issuedAtMs }: IdentityClaims): Date | undefined {
  if (issuedAtMs === undefined) return undefined;
  // One token from the far future must not keep all later ones out for good; its issuer's clock may be ahead, though.
  return new Date(Math.max(0, Math.min(issuedAtMs, Date.now() + DAY_MS)));
}

/** Whether the token is older than the one that was recorded: its claims may hold what was withdrawn since. */
function isOutdated(claims: IdentityClaims, { claimsIat }: RecordedClaims): boolean {
  const at = claimedAt(claims);
  return claimsIat !== null && (at === undefined || at < claimsIat);
}

/** What there is to record of a token. */
export function newsIn(claims: IdentityClaims, recorded: RecordedClaims): 'none' | 'age' | 'claims' {
  if (isOutdated(claims, recorded)) return 'none';
  if (claims.fingerprint !== recorded.claimsHash) return 'claims';
  const at = claimedAt(claims);
  return at && (recorded.claimsIat === null || at > recorded.claimsIat) ? 'age' : 'none';
}
