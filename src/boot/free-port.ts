import { once } from 'node:events';
import net from 'node:net';
import { DomainError } from '../errors/domain-error.js';

/**
 * Rejects, with the error that listening would give, when the port cannot be had. Asked before anything else is started:
 * a node that finds out at the end would have claimed runs by then.
 */
export async function assertPortIsFree(port: number, host: string): Promise<void> {
  if (port === 0) return;
  const probe = net.createServer().listen(port, host);
  await once(probe, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'getaddrinfo' ? hostUnknown(host, error.code) : error;
  });
  probe.close();
  await once(probe, 'close');
}

function hostUnknown(host: string, code: string | undefined): DomainError {
  const message = `HOST="${host}" is not an address of this machine, nor a name that can be looked up (${code}).`;
  return new DomainError('unavailable', 'HOST_UNKNOWN', message);
}
