import { DriverError } from '../drivers/job-driver.js';
import { DomainError } from '../errors/domain-error.js';
import type { RunError } from '../ledger/run-vocabulary.js';
import { storableText } from './run-text.js';

const MAX_MESSAGE = 2_000;

/** A failure as the history keeps it. */
export interface Failure {
  error: RunError;
  /** No use in trying again. */
  permanent: boolean;
}

/** A driver's failure is data: its code and sentence are kept, its stack goes to the log of whoever catches it. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof DriverError) return failure(thrown.code, thrown.message, thrown.permanent);
  if (thrown instanceof DomainError) return failure(thrown.code, thrown.message, thrown.kind !== 'unavailable');
  if (thrown instanceof Error) return failure('DRIVER_FAILED', thrown.message || thrown.name, false);
  return failure(
    'DRIVER_FAILED',
    `The driver threw ${typeof thrown === 'string' ? `"${thrown}"` : typeof thrown}.`,
    false,
  );
}

function failure(code: string, message: string, permanent: boolean): Failure {
  return { error: { code, message: storableText(message, MAX_MESSAGE) }, permanent };
}
