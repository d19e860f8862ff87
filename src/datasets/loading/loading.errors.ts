import { DomainError } from '../../errors/domain-error.js';

/** What a source sent can't be read as rows. `reason` ends the sentence; it names the row or line. */
export const sourceUnreadable = (reason: string): DomainError =>
  new DomainError('impossible', 'SOURCE_UNREADABLE', `The source can't be read: ${reason}.`);

export const sourceTooLarge = (reason: string): DomainError =>
  new DomainError(
    'impossible',
    'SOURCE_TOO_LARGE',
    `The source holds too much: ${reason}. The rows loaded before stay.`,
  );

/** The source answered, but not with rows: 4xx is for its people to mend, anything else may pass. */
export const sourceStatus = (host: string, status: number): DomainError =>
  new DomainError(
    status >= 400 && status < 500 && status !== 429 ? 'impossible' : 'unavailable',
    'SOURCE_HTTP_STATUS',
    `${host} answered ${status} instead of rows. Check the URL and the headers of the source.`,
  );

export const sourceQueryFailed = (connection: string, reason: string): DomainError =>
  new DomainError('impossible', 'SOURCE_QUERY_FAILED', `The query on connection "${connection}" failed: ${reason}.`);

export const connectionUnavailable = (connection: string, reason: string): DomainError =>
  new DomainError(
    'unavailable',
    'CONNECTION_UNAVAILABLE',
    `The connection "${connection}" can't be used right now (${reason}). Ask the operator of this installation.`,
  );

export const loadAborted = (): DomainError =>
  new DomainError(
    'unavailable',
    'LOAD_ABORTED',
    'Loading was ended before it was complete. The rows loaded before stay.',
  );

export const sourceChanged = (name: string): DomainError =>
  new DomainError(
    'conflict',
    'DATASET_SOURCE_CHANGED',
    `The source of "${name}" was changed while it was being loaded, so these rows were thrown away. Refresh again.`,
  );
