import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { AccessibleRequest } from './access.guard.js';
import type { Accessible } from './access.repository.js';

/** The job or dataset in the route's `:id`, with the caller's level, as the access guard found it. */
export const Found = createParamDecorator((_: unknown, context: ExecutionContext): Accessible => {
  const found = context.switchToHttp().getRequest<AccessibleRequest>().accessible;
  if (!found) throw new Error('@Found() needs a route with a job:* or dataset:* permission');
  return found;
});
