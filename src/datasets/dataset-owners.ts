import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import { AccessLevel, LEVEL_OF_TEAM_ROLE } from '../sharing/access-level.js';
import { ownerNotPermitted, ownerUnknown } from './datasets.errors.js';

/** Who may make a dataset for whom. */
@Injectable()
export class DatasetOwners {
  constructor(private readonly principals: PrincipalsRepository) {}

  /**
   * The canonical owner of a new dataset: the caller, or a team in which the caller is at least memberPlus.
   * @throws DomainError UNKNOWN_PRINCIPAL (422), OWNER_NOT_PERMITTED (403)
   */
  async ownerForNew(ownerId: string | undefined, caller: Caller): Promise<string> {
    if (ownerId === undefined || ownerId === caller.userId) return caller.userId;
    const owner = await this.principals.resolve(ownerId);
    if (!owner) throw ownerUnknown(ownerId);
    const role = caller.teams.find((team) => team.id === owner.id)?.role;
    const isPermitted =
      owner.id === caller.userId || caller.superuser || (role && LEVEL_OF_TEAM_ROLE[role] >= AccessLevel.Edit);
    if (!isPermitted) throw ownerNotPermitted(owner.id);
    return owner.id;
  }
}
