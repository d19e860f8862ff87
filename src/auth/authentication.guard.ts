import { Injectable, Logger } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../errors/domain-error.js';
import { Authenticator } from './authenticator.js';
import type { Caller, CallerRequest } from './caller.js';
import { PRESUMES_METADATA } from './caller.js';
import { PERMISSION_METADATA, Permission } from './permission.js';
import { bareTeamName, teamId } from './principal-name.js';
import type { TokenRequest } from './throttle/token-throttle.js';
import { TokenThrottle } from './throttle/token-throttle.js';

/** Permissions about one job or dataset: the access guard, which runs next, decides on them, and confirms the caller. */
const DECIDED_BY_ACCESS_GUARD = /^(?:job|dataset):/;

/**
 * The first guard of every route: refuses routes that declare nothing, finds out who is calling (before any id is looked
 * at), puts it into `request.caller`, and enforces what needs no job or dataset: superuser, `permission.*`, team admin.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  private readonly logger = new Logger(AuthenticationGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly throttle: TokenThrottle,
  ) {}

  /** At once where nothing has to be asked: what is awaited without need costs each request its turns. */
  canActivate(context: ExecutionContext): true | Promise<true> {
    const permission = this.reflector.get<Permission | undefined>(PERMISSION_METADATA, context.getHandler());
    if (permission === undefined) throw this.notDeclared(context);
    if (permission === Permission.Public) return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    // Not written straight into the property: see decision 0031.
    const lookUp = () => this.throttle.watch(request, () => this.authenticator.authenticate(context));
    request.lookUpCaller = lookUp;
    if (!this.isConfirmedLater(context, permission)) return pass(permission, request, lookUp());
    const presumed = this.authenticator.presumeAtOnce(request);
    if (presumed) {
      this.throttle.noteGood(request);
      return passAs(permission, request, presumed);
    }
    const caller = this.throttle.watch(request, () => this.authenticator.presume(context));
    return pass(permission, request, caller);
  }

  private isConfirmedLater(context: ExecutionContext, permission: Permission): boolean {
    return (
      DECIDED_BY_ACCESS_GUARD.test(permission) ||
      this.reflector.get<true | undefined>(PRESUMES_METADATA, context.getHandler()) === true
    );
  }

  private notDeclared(context: ExecutionContext): DomainError {
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    this.logger.error(`${route} declares no permission and is refused: add @Permit(...)`);
    return new DomainError(
      'forbidden',
      'ROUTE_NOT_DECLARED',
      'This route declares no permission, so nobody may use it.',
    );
  }
}

type GuardedRequest = CallerRequest & TokenRequest & { params: { id?: string } };

async function pass(permission: Permission, request: GuardedRequest, caller: Promise<Caller>): Promise<true> {
  return passAs(permission, request, await caller);
}

function passAs(permission: Permission, request: GuardedRequest, caller: Caller): true {
  request.caller = caller;
  if (!mayPass(permission, caller, request.params.id)) throw notPermitted(permission, request.params.id);
  return true;
}

function mayPass(permission: Permission, caller: Caller, id: string | undefined): boolean {
  if (permission === Permission.Authenticated || DECIDED_BY_ACCESS_GUARD.test(permission)) return true;
  if (caller.superuser) return true;
  if (permission === Permission.TeamAdmin) return isAdminOf(caller, id ?? '');
  return permission.startsWith('permission.') && caller.permissions.has(permission);
}

function isAdminOf(caller: Caller, idText: string): boolean {
  const bareName = bareTeamName(idText);
  return bareName !== undefined && caller.teams.some((team) => team.id === teamId(bareName) && team.role === 'admin');
}

function notPermitted(permission: Permission, id: string | undefined): DomainError {
  if (permission === Permission.Superuser)
    return new DomainError('forbidden', 'SUPERUSER_NEEDED', 'Only superusers may do this. Ask one of them.');
  if (permission === Permission.TeamAdmin)
    return new DomainError(
      'forbidden',
      'TEAM_ADMIN_NEEDED',
      `Only admins of the team "${id}" and superusers may do this.`,
    );
  return new DomainError(
    'forbidden',
    'PERMISSION_MISSING',
    `This needs ${permission}. Ask a superuser to give it to you.`,
  );
}
