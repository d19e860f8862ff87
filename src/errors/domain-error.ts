/** What went wrong, independent of any protocol; the HTTP filter maps each kind to one status. */
export type ErrorKind =
  | 'malformed' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'absent' // 404
  | 'conflict' // 409
  | 'stale' // 412
  | 'tooLarge' // 413
  | 'unsupported' // 415
  | 'impossible' // 422
  | 'tooMany' // 429
  | 'unavailable'; // 503

/** One problem of several: where it is (`data.to[0]`), what is wrong, and the offending value where it is safe to show. */
export interface ProblemDetail {
  path: string;
  message: string;
  value?: unknown;
}

/**
 * The only exception that services throw on purpose.
 * `message` says what failed, with which value, and what to do; `code` is stable and in UPPER_SNAKE_CASE.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly details?: ProblemDetail[] | Record<string, unknown>,
  ) {
    super(message);
    this.name = new.target.name;
  }
}
