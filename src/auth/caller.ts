import { SetMetadata, createParamDecorator } from '@nestjs/common';
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
  /**
   * Set while the caller is as an earlier request found it: what `callerText` must still say. Whoever reads what the caller
   * may see reads that, too, and asks anew if it differs.
   */
  presumedFrom?: string;
}

/** A request that the authentication guard has let through. */
export interface CallerRequest {
  caller: Caller;
  /** Looks the caller up, for who can't confirm a presumed one. Throws as the guard does. */
  lookUpCaller: () => Promise<Caller>;
}

/** A caller who may be presumed, and how to look it up. */
export type PresumedRequest = Pick<CallerRequest, 'caller' | 'lookUpCaller'>;

export const PRESUMES_METADATA = 'punctual:presumes';

/** Lets the guard presume the caller of a route that takes it by `@PresumedCaller()` and confirms it. */
export const PresumesCaller = (): MethodDecorator => SetMetadata(PRESUMES_METADATA, true);

/** Of a handler that confirms the caller by its own statement, or has it looked up. */
export const PresumedCaller = createParamDecorator((_: unknown, context: ExecutionContext): PresumedRequest => {
  const { caller, lookUpCaller } = context.switchToHttp().getRequest<CallerRequest>();
  return { caller, lookUpCaller };
});

/** The caller, as a handler's parameter. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CallerRequest>();
  if (caller.presumedFrom !== undefined) throw new Error('@CurrentCaller() got a caller whom no guard has confirmed');
  return caller;
});
