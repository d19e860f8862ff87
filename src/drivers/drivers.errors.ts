import { DomainError } from '../errors/domain-error.js';
import type { ProblemDetail } from '../errors/domain-error.js';

/** Everything that is wrong with the drivers of this build; stops the boot. */
export class DriverDeclarationError extends Error {
  constructor(readonly problems: string[]) {
    super(`Job drivers are not declared right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'DriverDeclarationError';
  }
}

export const unknownDriver = (type: string, known: string[]): DomainError =>
  new DomainError(
    'impossible',
    'UNKNOWN_DRIVER',
    `There is no job type "${type.slice(0, 60)}". Use one of: ${known.join(', ')}.`,
  );

export const driverNotFound = (type: string, known: string[]): DomainError =>
  new DomainError(
    'absent',
    'JOB_DRIVER_NOT_FOUND',
    `There is no job driver "${type.slice(0, 60)}". Known: ${known.join(', ')}.`,
  );

export function driverDataInvalid(type: string, problems: ProblemDetail[]): DomainError {
  const [first, ...rest] = problems;
  const more = rest.length > 0 ? ` (and ${rest.length} more, see details)` : '';
  const what = first ? `${first.path}: ${first.message}` : 'unknown problem';
  return new DomainError(
    'impossible',
    'DRIVER_DATA_INVALID',
    `The data of an "${type}" job is not valid. ${what}${more}.`,
    problems,
  );
}

export const dataIncomplete = (type: string, missing: string[]): DomainError =>
  new DomainError('impossible', 'DATA_INCOMPLETE', `This ${type} job can't run yet: ${missing.join('; ')}.`, {
    missing,
  });
