import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { AccessibleRequest } from '../sharing/access.guard.js';
import type { Accessible } from '../sharing/access.repository.js';

/** A change that a request asks for: of which job, by whom, over which version. */
export interface JobEditRequest {
  /** As the access guard found it; after the change, `version` is the new one. */
  job: Accessible;
  caller: Caller;
  /** The ETag of the version that the client saw, if it says so. */
  ifMatch: string | undefined;
}

/** The change that is asked for, as a handler's parameter. For routes with a `job:*` permission. */
export const EditRequest = createParamDecorator((_: unknown, context: ExecutionContext): JobEditRequest => {
  const request = context
    .switchToHttp()
    .getRequest<AccessibleRequest & { headers: Record<string, string | undefined> }>();
  if (!request.accessible) throw new Error('@EditRequest() needs a route with a job:* permission');
  return { job: request.accessible, caller: request.caller, ifMatch: request.headers['if-match'] };
});
