import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { JwtPayload } from 'jsonwebtoken';
import { ENV } from '../../config/config.module.js';
import type { Env } from '../../config/env.js';
import { PRINCIPAL_NAME_RULE, isPrincipalName } from '../principal-name.js';
import { tokenInvalid } from '../token.errors.js';
import { readTeams } from './claimed-teams.js';
import { LOCAL_ISSUER, LOGIN_CLAIM } from './claims.js';
import type { ClaimedTeam, IdentityClaims, TokenOrigin } from './claims.js';
import { displayText, emailAddress, timezoneName } from './profile-claims.js';

type Rights = Pick<IdentityClaims, 'superuser' | 'permissions' | 'teams'>;

/** Turns a verified payload into what counts here. Throws TOKEN_INVALID for an unusable `sub` or malformed rights. */
@Injectable()
export class ClaimsReader {
  constructor(@Inject(ENV) private readonly env: Env) {}

  read(payload: JwtPayload, origin: TokenOrigin): IdentityClaims {
    const userId: unknown = payload.sub;
    if (typeof userId !== 'string' || !isPrincipalName(userId))
      throw tokenInvalid(`its claim "sub" is no user id: it ${PRINCIPAL_NAME_RULE}`);
    const recorded = {
      issuer: origin === 'secret' ? LOCAL_ISSUER : (this.env.JWT_ISSUER ?? ''),
      name: displayText(payload['name']),
      email: emailAddress(payload['email']),
      timezone: timezoneName(payload['timezone']),
      ...this.rights(payload, origin),
    };
    return {
      userId,
      issuedAtMs: typeof payload.iat === 'number' ? Math.round(payload.iat * 1000) : undefined,
      isLogin: origin === 'secret' && payload[LOGIN_CLAIM] === true,
      ...recorded,
      fingerprint: createHash('sha256').update(JSON.stringify(recorded)).digest('base64url'),
    };
  }

  private rights(payload: JwtPayload, origin: TokenOrigin): Rights {
    const counts = (claim: 'superuser' | 'permissions' | 'teams'): boolean =>
      origin === 'secret' || this.env.JWT_TRUSTED_CLAIMS.includes(claim);
    return {
      superuser: counts('superuser') && readSuperuser(payload['superuser']),
      permissions: counts('permissions') ? readPermissions(payload['permissions']) : [],
      teams: counts('teams') ? teamsOf(payload['teams'], origin) : [],
    };
  }
}

/** Identity providers leave empty claims out: from them, no `teams` means none. A hand-made token without says nothing. */
function teamsOf(claim: unknown, origin: TokenOrigin): ClaimedTeam[] | undefined {
  if (claim !== undefined && claim !== null) return readTeams(claim);
  return origin === 'jwks' ? [] : undefined;
}

function readSuperuser(claim: unknown): boolean {
  if (claim === undefined || claim === null) return false;
  if (typeof claim !== 'boolean') throw tokenInvalid('its claim "superuser" is neither true nor false');
  return claim;
}

function readPermissions(claim: unknown): string[] {
  if (claim === undefined || claim === null) return [];
  const usable = (item: unknown): item is string => typeof item === 'string' && /^[\w.:*-]{1,255}$/.test(item);
  if (!Array.isArray(claim) || claim.length > 1000 || !claim.every(usable))
    throw tokenInvalid('its claim "permissions" is not a list of permission names such as "permission.jobs.create"');
  return [...new Set<string>(claim)].sort();
}
