import type { TeamRole } from '../team-role.js';

/** Which key verified a token: our own secret, or the JWKS issuer's. */
export type TokenOrigin = 'secret' | 'jwks';

/** Issuer of users that our own secret speaks for. */
export const LOCAL_ISSUER = 'local';

/** Claim of tokens that login gives: they name a user and state nothing about rights. */
export const LOGIN_CLAIM = 'punctual_login';

/** A team as a token names it. */
export interface ClaimedTeam {
  bareName: string;
  name: string;
  role: TeamRole;
}

/** What a verified token says, checked and reduced to what counts here. */
export interface IdentityClaims {
  userId: string;
  /** `local`, or JWT_ISSUER. */
  issuer: string;
  /** Milliseconds; undefined when the token has no `iat`. */
  issuedAtMs: number | undefined;
  /** From login: nothing is recorded from it, and it never brings a deleted user back. */
  isLogin: boolean;
  /** Undefined = the token doesn't say: what is known stays. */
  name: string | undefined;
  email: string | undefined;
  timezone: string | undefined;
  /** Not claimed = not given. */
  superuser: boolean;
  permissions: string[];
  /** Sorted by name; undefined = the token says nothing about teams: memberships stay. */
  teams: ClaimedTeam[] | undefined;
  /** Equal for tokens that would be recorded alike. */
  fingerprint: string;
}
