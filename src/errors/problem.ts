import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { DomainError } from './domain-error.js';
import type { ErrorKind } from './domain-error.js';

/** The one shape of every error body. */
export interface Problem {
  statusCode: number;
  error: string;
  message: string;
  errorCode: string;
  details?: unknown;
}

const STATUS_OF_KIND: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  stale: 412,
  tooLarge: 413,
  unsupported: 415,
  impossible: 422,
  tooMany: 429,
  unavailable: 503,
};

/** What Fastify refuses before any handler is asked, directly or wrapped by Nest. */
const OF_STATUS: Record<number, [errorCode: string, message: string]> = {
  413: [
    'BODY_TOO_LARGE',
    'The body is larger than 1 MiB. Send less; rows of a dataset can come from a URL (source kind http).',
  ],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Bodies are JSON here: send Content-Type: application/json.'],
};

/** What a client is told of a failure; undefined when nobody foresaw it and the body must say nothing about it. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof DomainError) return ofDomainError(error);
  if (error instanceof HttpException) return ofHttpException(error);
  return ofFastifyError(error) ?? ofDatabaseError(error);
}

export const UNFORESEEN: Problem = {
  statusCode: 500,
  error: 'Internal Server Error',
  message: 'Something went wrong on our side. The log has the details under this request’s id.',
  errorCode: 'INTERNAL_ERROR',
};

/** For a URL that could not even be routed. */
export function malformedUrl(message: string): Problem {
  return problem(400, 'MALFORMED_URL', `${message}. Percent-encode what is not plain text.`);
}

function problem(statusCode: number, errorCode: string, message: string): Problem {
  return { statusCode, error: STATUS_CODES[statusCode] ?? 'Error', message, errorCode };
}

function ofDomainError(error: DomainError): Problem {
  const base = problem(STATUS_OF_KIND[error.kind], error.code, error.message);
  return error.details === undefined ? base : { ...base, details: error.details };
}

function ofHttpException(error: HttpException): Problem {
  const status = error.getStatus();
  const known = OF_STATUS[status];
  if (known) return problem(status, ...known);
  // Nest wraps Fastify's errors: this one is recognised by its text only.
  if (status === 400 && error.message.startsWith('Body is not valid JSON'))
    return problem(400, 'MALFORMED_JSON', `The body is not valid JSON.`);
  const codes: Record<number, string> = { 400: 'MALFORMED_REQUEST', 404: 'ROUTE_NOT_FOUND', 405: 'METHOD_NOT_ALLOWED' };
  return problem(status, codes[status] ?? 'HTTP_ERROR', error.message);
}

function ofFastifyError(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode } = error as Error & { code?: string; statusCode?: number };
  const known = code?.startsWith('FST_') && OF_STATUS[statusCode ?? 0];
  if (known) return problem(statusCode!, ...known);
  if (statusCode === 400 && error instanceof SyntaxError)
    return problem(400, 'MALFORMED_JSON', `The body is not valid JSON: ${error.message}.`);
  if (code?.startsWith('FST_') && statusCode !== undefined && statusCode < 500)
    return problem(statusCode, 'MALFORMED_REQUEST', error.message);
  return undefined;
}

/** SQLSTATEs and error codes of a database that is away, or went away in the middle. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '53300',
  '08006',
  '08003',
  '08001',
  '25P03',
]);
const LOST_CONNECTION =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/;

/** Failures of the database that are nobody's programming error. */
function ofDatabaseError(error: unknown): Problem | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === '22021' || code === '22P05')
    return problem(400, 'MALFORMED_TEXT', 'Text must not contain the NUL character (\\u0000).');
  if (code === '22P02' && error instanceof Error && /\btype json\b/.test(error.message))
    return problem(400, 'MALFORMED_TEXT', 'Text must not contain one half of a surrogate pair without the other.');
  // Foreign keys: what is referred to was looked up a moment ago, so only a race gets here.
  if (code === '23503' || code === '23001')
    return problem(
      409,
      'REFERENCE_CHANGED',
      'Something that this refers to was deleted, or came into use, at the same moment. Nothing was changed; look again.',
    );
  // A commit whose answer was lost may have come through: nobody can promise that nothing was changed.
  if (AWAY.has(String(code)) || (error instanceof Error && LOST_CONNECTION.test(error.message)))
    return problem(
      503,
      'DATABASE_UNAVAILABLE',
      'The database can’t be reached right now. Try again; if this was to change something, look first whether it did.',
    );
  return undefined;
}
