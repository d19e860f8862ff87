import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { CallerRequest } from '../auth/caller.js';
import { PERMISSION_METADATA } from '../auth/permission.js';
import type { Permission } from '../auth/permission.js';
import { DomainError } from '../errors/domain-error.js';
import { AccessLevel, LEVEL_OF_PERMISSION } from './access-level.js';
import { AccessRepository } from './access.repository.js';
import type { ResourceKind } from './access-sql.js';
import type { Accessible } from './access.repository.js';
import { ALONG_METADATA } from './reads-along.js';
import type { Along } from './reads-along.js';

/** A request about one job or dataset, after the access guard. */
export interface AccessibleRequest extends CallerRequest {
  params: { id: string };
  accessible?: Accessible;
}

/**
 * Enforces `job:*` and `dataset:*` on routes whose `:id` names one: unreadable is 404, readable but not permitted 403.
 * Runs after the authentication guard, which refuses routes that declare nothing.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: AccessRepository,
  ) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const permission = this.reflector.get<Permission | undefined>(PERMISSION_METADATA, context.getHandler());
    if (!permission || LEVEL_OF_PERMISSION[permission] === undefined) return true;
    const request = context.switchToHttp().getRequest<AccessibleRequest>();
    const along = this.reflector.get<Along | undefined>(ALONG_METADATA, context.getHandler());
    return this.pass(permission, request, along);
  }

  private async pass(permission: Permission, request: AccessibleRequest, along: Along | undefined): Promise<true> {
    const kind = kindOf(permission);
    const found = await this.find(kind, request, along);
    if (!found) throw absent(kind, request.params.id);
    assertLevel(found, permission);
    request.accessible = found;
    return true;
  }

  /** Leaves `request.caller` confirmed: by the statement that finds the thing, or looked up before it. */
  private async find(kind: ResourceKind, request: AccessibleRequest, along: Along | undefined) {
    const { caller } = request;
    if (caller.presumedFrom !== undefined) {
      const answer = await this.access.findPresumed(kind, request.params.id, caller, along);
      request.caller = answer ? { ...caller, presumedFrom: undefined } : await request.lookUpCaller();
      if (answer) return answer.found;
    }
    return this.access.find(kind, request.params.id, request.caller, along);
  }
}

/** Which kind of thing a permission is about. */
export function kindOf(permission: Permission): ResourceKind {
  return permission.slice(0, permission.indexOf(':')) as ResourceKind;
}

/** @throws DomainError `ACCESS_DENIED` */
export function assertLevel(found: Accessible, permission: Permission): void {
  if (found.level < LEVEL_OF_PERMISSION[permission]!) throw notPermitted(kindOf(permission), found, permission);
}

export function absent(kind: ResourceKind, idText: string): DomainError {
  return new DomainError(
    'absent',
    `${kind.toUpperCase()}_NOT_FOUND`,
    `There is no ${kind} "${idText}", or you can't see it.`,
  );
}

function notPermitted(kind: ResourceKind, found: Accessible, permission: Permission): DomainError {
  const level = Object.entries(AccessLevel)
    .find(([, value]) => value === found.level)?.[0]
    .toUpperCase();
  return new DomainError(
    'forbidden',
    'ACCESS_DENIED',
    `${permission} is needed for this ${kind}; your access to "${found.name}" is ${level}. Ask its owner ${found.ownerId} for more.`,
  );
}
