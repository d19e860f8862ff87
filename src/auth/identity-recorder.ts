import { Injectable } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { newsIn } from './claims-age.js';
import { IdentitiesRepository } from './identities.repository.js';
import type { ClaimedTeam, IdentityClaims } from './jwt/claims.js';
import { identityConflict } from './token.errors.js';

const ATTEMPTS = 3;
/** Deadlock, serialization failure, and a team or user that was deleted between two statements: all gone when tried again. */
const PASSING = ['40P01', '40001', '23503'];

/**
 * Records the user and the teams of a token just in time. All or nothing; the same token on many requests and nodes at
 * once is recorded once and fails for none. Throws IDENTITY_CONFLICT when a name is somebody else's.
 */
@Injectable()
export class IdentityRecorder {
  constructor(
    private readonly sql: Sql,
    private readonly identities: IdentitiesRepository,
  ) {}

  async record(claims: IdentityClaims): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.sql.transaction((session) => this.write(session, claims));
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !PASSING.includes(String((error as { code?: unknown }).code))) throw error;
      }
    }
  }

  private async write(session: SqlSession, claims: IdentityClaims): Promise<void> {
    await this.identities.createUser(session, claims);
    const known = await this.identities.lock(session, claims.userId);
    if (!known) throw await this.noUser(session, claims.userId);
    assertIssuer(known.issuer, claims);
    const news = newsIn(claims, known);
    if (news === 'age') await this.identities.updateAge(session, claims);
    if (news !== 'claims') return;
    await this.identities.updateUser(session, claims);
    if (claims.teams) await this.writeTeams(session, claims.userId, claims.teams);
  }

  private async writeTeams(session: SqlSession, userId: string, teams: ClaimedTeam[]): Promise<void> {
    const [taken] = await this.identities.createTeams(session, teams);
    if (taken !== undefined)
      throw identityConflict(
        `The token names a team "${taken}", but a user bears that name. One of them needs another name.`,
      );
    await this.identities.replaceMemberships(session, userId, teams);
  }

  private async noUser(session: SqlSession, userId: string): Promise<Error> {
    if (await this.identities.isTeamName(session, userId))
      return identityConflict(
        `The token is for a user "${userId}", but a team bears that name. One of them needs another name.`,
      );
    return Object.assign(new Error(`user ${userId} was deleted while it was recorded`), { code: '40001' });
  }
}

/** A user belongs to one issuer; a token of another one may not speak for it. Throws IDENTITY_CONFLICT. */
export function assertIssuer(issuer: string, claims: IdentityClaims): void {
  if (issuer !== claims.issuer)
    throw identityConflict(
      `"${claims.userId}" belongs to the issuer "${issuer}"; a token of "${claims.issuer}" can't speak for it.`,
    );
}
