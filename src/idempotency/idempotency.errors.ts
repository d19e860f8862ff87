import { DomainError } from '../errors/domain-error.js';

export function malformedKey(): DomainError {
  return new DomainError(
    'malformed',
    'IDEMPOTENCY_KEY_MALFORMED',
    'Idempotency-Key must be 1 to 255 visible ASCII characters, without spaces. A new UUID for each new request will do.',
  );
}

export function keyReused(key: string): DomainError {
  return new DomainError(
    'impossible',
    'IDEMPOTENCY_KEY_REUSED',
    `The Idempotency-Key "${key}" was used for another request (method, path or body) in the last 24 hours. Use a new key for a new request.`,
  );
}

export function stillUnderWay(retryAfterSeconds: number): DomainError {
  return new DomainError(
    'conflict',
    'IDEMPOTENCY_IN_PROGRESS',
    `A request with this Idempotency-Key is still under way. Send it again in ${retryAfterSeconds} s for its answer.`,
    { retryAfterSeconds },
  );
}
