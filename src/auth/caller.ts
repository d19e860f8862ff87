import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { ProjectRole } from './project-role.js';
import type { TeamRole } from './team-role.js';

/** Who is calling, as the database knows it at this request. */
export interface Caller {
  userId: string;
  name: string;
  email: string | null;
  timezone: string | null;
  superuser: boolean;
  permissions: ReadonlySet<string>;
  teams: readonly { id: string; role: TeamRole }[];
  /** By UUID; those scheduled for deletion are absent. */
  projects: readonly { id: string; role: ProjectRole }[];
  /** Representation that the caller's personal access token carries, if any. */
  representation: 'hal' | 'jsonapi' | null;
  /** Set when the request came with a personal access token. */
  accessTokenId?: string;
}

/** A request that the authentication guard has let through. */
export interface CallerRequest {
  caller: Caller;
}

/** The caller, as a handler's parameter. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => context.switchToHttp().getRequest<CallerRequest>().caller,
);
