import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import ipaddr from 'ipaddr.js';
import { DomainError } from '../errors/domain-error.js';
import { tokenInvalid, tokenMissing } from '../auth/token.errors.js';

/** Who asks. */
export interface Scraper {
  /** Of the connection itself. */
  address: string | undefined;
  headers: IncomingHttpHeaders;
}

/**
 * With METRICS_TOKEN whoever sends it as a bearer token; without, programs on this machine. A proxy on this machine speaks
 * for others: what it passes on does not count as local.
 * @throws DomainError TOKEN_MISSING, TOKEN_INVALID (401), METRICS_LOCAL_ONLY (403)
 */
export function assertMayScrape({ address, headers }: Scraper, token: string | undefined): void {
  if (token === undefined) {
    if (!isLoopback(address) || headers['x-forwarded-for'] || headers['forwarded']) throw localOnly();
    return;
  }
  const [scheme, given, ...rest] = (headers.authorization ?? '').trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer' || given === undefined || rest.length > 0) throw tokenMissing();
  if (!timingSafeEqual(digest(given), digest(token))) throw tokenInvalid('it is not METRICS_TOKEN');
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && isIP(address) !== 0 && ipaddr.process(address).range() === 'loopback';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function localOnly(): DomainError {
  const message = 'Metrics are for programs on this machine. Set METRICS_TOKEN to read them from elsewhere.';
  return new DomainError('forbidden', 'METRICS_LOCAL_ONLY', message);
}
