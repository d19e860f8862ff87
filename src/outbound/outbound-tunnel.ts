import net from 'node:net';
import { Injectable } from '@nestjs/common';
import { AddressGuard } from './address-guard.js';
import { outboundFailure } from './outbound-failure.js';

const CONNECT_TIMEOUT_MS = 10_000;

/** Connections for code that speaks its own protocols (TLS, databases, …): they reach what HTTP calls may reach. */
@Injectable()
export class OutboundTunnel {
  constructor(private readonly guard: AddressGuard) {}

  /**
   * Connects by TCP to a permitted address of a host. Whoever gets the socket closes it.
   * @throws DomainError OUTBOUND_ADDRESS_REFUSED, OUTBOUND_NAME_NOT_RESOLVED, OUTBOUND_TIMEOUT, OUTBOUND_CONNECTION_FAILED, OUTBOUND_ABORTED
   */
  async connect(host: string, port: number, signal: AbortSignal): Promise<net.Socket> {
    this.guard.checkLiteral(host);
    const deadline = { timeout: AbortSignal.timeout(CONNECT_TIMEOUT_MS), timeoutMs: CONNECT_TIMEOUT_MS };
    const socket = new net.Socket({ allowHalfOpen: true });
    const give = AbortSignal.any([deadline.timeout, signal]);
    const giveUp = (): void => void socket.destroy(new DOMException('given up', 'AbortError'));
    give.addEventListener('abort', giveUp, { once: true });
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject).once('connect', resolve);
        socket.connect({ host: host.replace(/^\[|\]$/g, ''), port, lookup: this.guard.lookup, autoSelectFamily: true });
        if (give.aborted) giveUp();
      });
      return socket;
    } catch (error) {
      socket.destroy();
      throw outboundFailure(error, host, deadline);
    } finally {
      give.removeEventListener('abort', giveUp);
    }
  }
}
