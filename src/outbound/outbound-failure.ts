import type { DomainError } from '../errors/domain-error.js';
import { aborted, connectionFailed, isDomainError, requestRefused, timedOut } from './outbound.errors.js';

/** The time a request has, and whether it is over. */
export interface Deadline {
  timeout: AbortSignal;
  timeoutMs: number;
}

/** What a failure inside undici or the system means to people. */
export function outboundFailure(error: unknown, host: string, deadline: Deadline): DomainError {
  const told = chain(error).find(isDomainError);
  if (told) return told;
  if (deadline.timeout.aborted) return timedOut(host, `there was no complete answer within ${deadline.timeoutMs} ms`);
  const { name, code = '', message = '' } = error as { name?: string; code?: string; message?: string };
  if (name === 'AbortError' || code === 'UND_ERR_ABORTED') return aborted(host);
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return timedOut(host, 'it did not accept the connection in time');
  if (code === 'UND_ERR_INVALID_ARG') return requestRefused(withoutValues(message));
  if (code === 'UND_ERR_SOCKET')
    return connectionFailed(host, 'it closed the connection before the answer was complete');
  if (/^(ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_SSL|EPROTO)/.test(code))
    return connectionFailed(host, `its TLS certificate or protocol was not accepted (${code})`);
  if (code.startsWith('HPE_')) return connectionFailed(host, `its answer is not valid HTTP (${code})`);
  return connectionFailed(host, REASONS[code] ?? (code || 'for an unknown reason'));
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused (ECONNREFUSED)',
  ECONNRESET: 'the connection was reset (ECONNRESET)',
  EHOSTUNREACH: 'the host is unreachable (EHOSTUNREACH)',
  ENETUNREACH: 'the network is unreachable (ENETUNREACH)',
  ETIMEDOUT: 'the connection timed out (ETIMEDOUT)',
};

/** An error and what caused it; several addresses tried in vain come as one AggregateError. */
function chain(error: unknown): unknown[] {
  const { cause, errors } = (error ?? {}) as { cause?: unknown; errors?: unknown[] };
  return [error, ...(cause ? chain(cause) : []), ...(Array.isArray(errors) ? errors.flatMap(chain) : [])];
}

/** undici names the header it refuses; in case it ever quotes a value, only short words pass. */
function withoutValues(message: string): string {
  return message.replaceAll(/[^\w\s.:-]/g, '').slice(0, 80) || 'its method or a header is not legal';
}
