import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import { AddressGuard } from './address-guard.js';
import { guardedBody } from './guarded-body.js';
import type { OutboundRequest, OutboundResponse } from './outbound-request.js';
import { tooManyRedirects } from './outbound.errors.js';
import { outboundFailure } from './outbound-failure.js';
import type { Deadline } from './outbound-failure.js';
import { firstHop, nextHop } from './redirect.js';
import type { Hop } from './redirect.js';

const MAX_REDIRECTS = 5;
const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * The only way out over HTTP. Addresses are checked after resolution and on every redirect (AddressGuard); headers other
 * than harmless ones do not follow a redirect to another origin; time and size are bounded; bodies are streamed.
 */
@Injectable()
export class OutboundHttp implements OnModuleDestroy {
  private readonly agent: Agent;

  constructor(private readonly guard: AddressGuard) {
    this.agent = new Agent({
      connect: { lookup: guard.lookup, timeout: CONNECT_TIMEOUT_MS },
      // The deadline of each request rules; undici's own 5 minutes would cut longer ones short.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: -1,
      // A connection for each request: one kept open may be closed by the other side just when it is used again, and a
      // POST that fails so cannot be repeated safely.
      pipelining: 0,
    });
  }

  /**
   * Sends a request and answers as soon as the headers are there, whatever the status.
   * @throws DomainError OUTBOUND_URL_REFUSED, OUTBOUND_ADDRESS_REFUSED, OUTBOUND_NAME_NOT_RESOLVED, OUTBOUND_TIMEOUT,
   * OUTBOUND_CONNECTION_FAILED, OUTBOUND_TOO_MANY_REDIRECTS, OUTBOUND_REQUEST_REFUSED, OUTBOUND_ABORTED
   */
  async request(input: OutboundRequest): Promise<OutboundResponse> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS, followRedirects = true, maxBodyBytes = DEFAULT_MAX_BODY_BYTES } = input;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = input.signal ? AbortSignal.any([timeout, input.signal]) : timeout;
    const deadline: Deadline = { timeout, timeoutMs };
    let hop = firstHop(input);
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.send(hop, signal, deadline);
      const headers = flat(answer.headers);
      const next = followRedirects ? nextHop(hop, answer.statusCode, headers['location']) : undefined;
      if (!next) {
        const body = guardedBody(answer.body, {
          host: hop.url.host,
          encoding: headers['content-encoding'],
          maxBodyBytes,
          deadline,
        });
        return { status: answer.statusCode, headers, body };
      }
      answer.body.on('error', () => undefined).destroy();
      if (redirects === MAX_REDIRECTS) throw tooManyRedirects(hop.url.host, MAX_REDIRECTS);
      hop = next;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }

  private async send(hop: Hop, signal: AbortSignal, deadline: Deadline): Promise<Dispatcher.ResponseData> {
    this.guard.checkLiteral(hop.url.hostname);
    try {
      return await request(`${hop.url.origin}${hop.url.pathname}${hop.url.search}`, {
        dispatcher: this.agent,
        method: hop.method,
        headers: hop.headers,
        body: hop.body ?? null,
        signal,
      });
    } catch (error) {
      throw outboundFailure(error, hop.url.host, deadline);
    }
  }
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    joined[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return joined;
}
