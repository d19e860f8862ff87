import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { DomainError } from '../errors/domain-error.js';

/** Rules about who may make a job of what type. */
@Injectable()
export class JobPermissions {
  constructor(@Inject(ENV) private readonly env: Env) {}

  /** @throws DomainError `PERMISSION_MISSING` when the caller may make no jobs at all */
  assertMayCreate(caller: Caller): void {
    if (caller.superuser || caller.permissions.has(Permission.JobsCreate)) return;
    throw new DomainError(
      'forbidden',
      'PERMISSION_MISSING',
      `This needs ${Permission.JobsCreate}. Ask a superuser to give it to you.`,
    );
  }

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
}
