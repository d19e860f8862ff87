import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { DomainError } from '../errors/domain-error.js';
import { AccessLevel, LEVEL_OF_TEAM_ROLE } from '../sharing/access-level.js';

/** Rules about who may make a job of what type, for whom. */
@Injectable()
export class JobPermissions {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly principals: PrincipalsRepository,
  ) {}

  /** @throws DomainError `DRIVER_RESTRICTED` when the type needs a permission that the caller lacks */
  assertMayUseDriver(type: string, caller: Caller): void {
    const permission = `permission.drivers.${type}`;
    if (!this.env.RESTRICTED_DRIVERS.includes(type) || caller.superuser || caller.permissions.has(permission)) return;
    throw new DomainError(
      'forbidden',
      'DRIVER_RESTRICTED',
      `Jobs of type "${type}" need the permission ${permission}. Ask an administrator.`,
    );
  }

  /**
   * The canonical owner of a new job: the caller, or a team in which the caller is at least memberPlus.
   * @throws DomainError `UNKNOWN_PRINCIPAL` (422), `OWNER_NOT_PERMITTED` (403)
   */
  async ownerForNew(ownerId: string | undefined, caller: Caller): Promise<string> {
    if (ownerId === undefined || ownerId === caller.userId) return caller.userId;
    const owner = await this.principals.resolve(ownerId);
    if (!owner)
      throw new DomainError('impossible', 'UNKNOWN_PRINCIPAL', `There is no user or team "${ownerId}".`, [
        { path: 'ownerId', message: 'is neither a user nor a team', value: ownerId },
      ]);
    const role = caller.teams.find((team) => team.id === owner.id)?.role;
    if (owner.id === caller.userId || caller.superuser || (role && LEVEL_OF_TEAM_ROLE[role] >= AccessLevel.Edit))
      return owner.id;
    throw new DomainError(
      'forbidden',
      'OWNER_NOT_PERMITTED',
      `You can create jobs for yourself and for teams in which you are at least memberPlus, not for "${owner.id}".`,
    );
  }
}
