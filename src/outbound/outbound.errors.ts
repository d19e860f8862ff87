import { DomainError } from '../errors/domain-error.js';

// Messages name the host and the reason only: a URL may carry credentials, and headers are secrets.

export const urlRefused = (reason: string): DomainError =>
  new DomainError('impossible', 'OUTBOUND_URL_REFUSED', `The URL can't be called: ${reason}.`);

/** Doesn't tell what a name resolves to: that would be a map of the private network. */
export const addressRefused = (host: string): DomainError =>
  new DomainError(
    'impossible',
    'OUTBOUND_ADDRESS_REFUSED',
    `${host} is not a public address, and this installation calls public addresses only. Its operator may set ALLOW_PRIVATE_NETWORK=true.`,
  );

export const nameNotResolved = (host: string, reason: string): DomainError =>
  new DomainError(
    'unavailable',
    'OUTBOUND_NAME_NOT_RESOLVED',
    `The host name ${host} can't be resolved (${reason}). Check its spelling.`,
  );

export const requestRefused = (reason: string): DomainError =>
  new DomainError('impossible', 'OUTBOUND_REQUEST_REFUSED', `The request can't be sent: ${reason}.`);

export const connectionFailed = (host: string, reason: string): DomainError =>
  new DomainError('unavailable', 'OUTBOUND_CONNECTION_FAILED', `The call to ${host} failed: ${reason}.`);

export const timedOut = (host: string, reason: string): DomainError =>
  new DomainError('unavailable', 'OUTBOUND_TIMEOUT', `The call to ${host} was given up: ${reason}.`);

export const aborted = (host: string): DomainError =>
  new DomainError('unavailable', 'OUTBOUND_ABORTED', `The call to ${host} was ended before it was answered.`);

export const bodyTooLarge = (host: string, maxBytes: number): DomainError =>
  new DomainError(
    'impossible',
    'OUTBOUND_BODY_TOO_LARGE',
    `${host} answered with more than ${maxBytes} bytes, which is the limit here.`,
  );

export const tooManyRedirects = (host: string, max: number): DomainError =>
  new DomainError('impossible', 'OUTBOUND_TOO_MANY_REDIRECTS', `${host} redirected more than ${max} times.`);

/** Carries a refusal through undici's connect, which reports only errors with a code of its own. */
export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError;
