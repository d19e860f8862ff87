import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { AccessibleRequest } from '../sharing/access.guard.js';
import type { StreamViewer } from './run-events-stream.js';

/** Somebody who wants to follow the run in the path. */
export interface Following {
  jobId: string;
  runId: string;
  viewer: StreamViewer;
  lastEventId: string | undefined;
  /** The request as guards see it: its token is looked at again while the stream is open. */
  context: ExecutionContext;
}

/** The request to follow a run, as a handler's parameter; for routes with a `job:*` permission and a `:runId`. */
export const Follows = createParamDecorator((_: unknown, context: ExecutionContext): Following => {
  const { accessible, caller, params, headers } = context
    .switchToHttp()
    .getRequest<AccessibleRequest & { params: { runId: string }; headers: { 'last-event-id'?: string } }>();
  if (!accessible) throw new Error('@Follows() needs a route with a job:* permission');
  return {
    jobId: accessible.id,
    runId: params.runId,
    viewer: { userId: caller.userId, level: accessible.level },
    lastEventId: headers['last-event-id'],
    context,
  };
});
