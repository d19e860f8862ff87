import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ProblemDto } from './problem.dto.js';

const MEANING: Record<number, string> = {
  400: 'Malformed request: an unknown field, a wrong type or a bad parameter',
  401: 'No token, or one that is malformed, expired or revoked',
  403: 'You can see it, but your access does not allow this',
  404: 'It does not exist, or you can’t see it',
  409: 'Its present state does not allow this',
  412: 'If-Match names another version than the present one',
  413: 'The body is too large',
  415: 'The body is not JSON',
  422: 'Well-formed but impossible',
  429: 'Too many requests; see Retry-After',
  503: 'Something this needs can’t be reached right now',
};

/** Documents the errors that a route can answer; 401 and 429 are added, since every route but the public ones needs a token. */
export function ApiProblems(...statuses: number[]): MethodDecorator {
  return applyDecorators(
    ...[...new Set([401, 429, ...statuses])].map((status) =>
      ApiResponse({ status, description: MEANING[status] ?? 'Error', type: ProblemDto }),
    ),
  );
}
