import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import { DomainError } from '../errors/domain-error.js';
import { AccessLevel, LEVEL_OF_TEAM_ROLE } from './access-level.js';
import type { ResourceKind } from './access-sql.js';

/** Who may make a job or a dataset for whom. */
@Injectable()
export class NewOwner {
  constructor(private readonly principals: PrincipalsRepository) {}

  /**
   * The canonical owner of a new thing: the caller, or a team in which the caller is at least memberPlus.
   * @throws DomainError `UNKNOWN_PRINCIPAL` (422), `OWNER_NOT_PERMITTED` (403)
   */
  async of(kind: ResourceKind, ownerId: string | undefined, caller: Caller): Promise<string> {
    if (ownerId === undefined || ownerId === caller.userId) return caller.userId;
    const owner = await this.principals.resolve(ownerId);
    if (!owner) throw unknownOwner(ownerId);
    const role = caller.teams.find((team) => team.id === owner.id)?.role;
    const isPermitted =
      owner.id === caller.userId || caller.superuser || (role && LEVEL_OF_TEAM_ROLE[role] >= AccessLevel.Edit);
    if (!isPermitted) throw notPermitted(kind, owner.id);
    return owner.id;
  }
}

function unknownOwner(ownerId: string): DomainError {
  return new DomainError('impossible', 'UNKNOWN_PRINCIPAL', `There is no user or team "${ownerId}".`, [
    { path: 'ownerId', message: 'is neither a user nor a team', value: ownerId },
  ]);
}

function notPermitted(kind: ResourceKind, ownerId: string): DomainError {
  return new DomainError(
    'forbidden',
    'OWNER_NOT_PERMITTED',
    `You can create ${kind}s for yourself and for teams in which you are at least memberPlus, not for "${ownerId}".`,
  );
}
