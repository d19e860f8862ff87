import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ViewRequest } from './view-request.js';

/** What this view needs to know of a request. */
export const View = createParamDecorator((_: unknown, context: ExecutionContext): ViewRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    query: request.query as Record<string, unknown>,
    url: request.url,
    origin: `${request.protocol}://${request.host}`,
  };
});

/** A query parameter; of several the last counts, and empty is as if it were absent. */
export function single(value: unknown): string | undefined {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' && last !== '' ? last : undefined;
}
