import { DriverError } from '../job-driver.js';
import { placeText } from './compiler/body-error.js';
import type { BodyError, BodyPosition } from './compiler/body-error.js';

export const openfnOff = (): DriverError =>
  new DriverError('OPENFN_OFF', 'openfn jobs are off on this node: its operator has not set OPENFN_SANDBOX.', true);

/** Another node may be able to. */
export const sandboxUnavailable = (reason: string): DriverError =>
  new DriverError('OPENFN_SANDBOX_UNAVAILABLE', `This node can't run openfn jobs: ${reason}.`);

export const bodyInvalid = (error: BodyError): DriverError =>
  new DriverError('OPENFN_BODY_INVALID', `data.body can't be run. ${capital(error.message)}.`, true);

export const adaptorUnknown = (adaptor: string, available: string[]): DriverError =>
  new DriverError(
    'OPENFN_ADAPTOR_UNKNOWN',
    `The adaptor ${adaptor} is not installed or not allowed here. Available: ${listed(available)}.`,
    true,
  );

export const adaptorImportRefused = (specifier: string, at: BodyPosition, available: string[]): DriverError =>
  new DriverError(
    'OPENFN_IMPORT_REFUSED',
    `data.body imports "${specifier.slice(0, 100)}" (${placeText(at)}), which jobs can't import. Available: ${listed(available)}.`,
    true,
  );

/** @param where `line 3, column 5 (get)` */
export const jobFailed = (message: string, where: string | undefined): DriverError =>
  new DriverError('OPENFN_JOB_FAILED', where ? `${capital(where)}: ${message}` : message);

export const stateTooLarge = (message: string): DriverError => new DriverError('OPENFN_STATE_TOO_LARGE', message);

export const timedOut = (limitMs: number): DriverError =>
  new DriverError(
    'OPENFN_TIMED_OUT',
    `The job took longer than ${limitMs} ms, which is the limit of this installation (OPENFN_TIMEOUT_MS).`,
  );

export const neverEnded = (): DriverError =>
  new DriverError(
    'OPENFN_NEVER_ENDED',
    'The job waits for something that never comes: a promise that nobody resolves.',
  );

export const outOfMemory = (limitMb: number): DriverError =>
  new DriverError(
    'OPENFN_OUT_OF_MEMORY',
    `The job needs more than the ${limitMb} MB of memory that this installation gives it (OPENFN_MEMORY_MB).`,
  );

export const tooMuchOutput = (): DriverError =>
  new DriverError('OPENFN_TOO_MUCH_OUTPUT', 'The job was stopped because it wrote without end.');

export const processDied = (how: string): DriverError =>
  new DriverError('OPENFN_PROCESS_DIED', `The process of the job ended without a result (${how}).`);

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listed(available: string[]): string {
  return available.length > 0 ? available.join(', ') : 'none';
}
