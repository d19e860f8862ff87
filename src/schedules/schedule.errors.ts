import { DomainError } from '../errors/domain-error.js';

/** What can be wrong with a schedule; stable, part of the API. */
export type ScheduleErrorCode =
  | 'INVALID_INTERVAL'
  | 'INVALID_TIMEZONE'
  | 'INVALID_RANGE'
  | 'INVALID_DATE'
  | 'INVALID_BLACKOUT';

/** The field of the request that holds the offending value. */
export type ScheduleField = 'interval' | 'timezone' | 'startOn' | 'endOn' | `blackouts[${number}]`;

/** A schedule that is well-formed JSON but can't be followed (422). `details` holds one entry: path, message, value. */
export class ScheduleError extends DomainError {
  constructor(code: ScheduleErrorCode, path: ScheduleField, message: string, value: unknown) {
    super('impossible', code, message, [{ path, message, value }]);
  }
}

/** The error for an expression or duration that can't be read; `message` names the faulty part. */
export function invalidInterval(message: string, value: string): ScheduleError {
  return new ScheduleError('INVALID_INTERVAL', 'interval', message, value);
}
