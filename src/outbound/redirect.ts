import type { OutboundRequest } from './outbound-request.js';
import { urlRefused } from './outbound.errors.js';

/** What is sent in one hop. */
export interface Hop {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: string | Buffer;
}

/** Headers that say nothing about who calls: they alone follow a redirect to another origin. */
const HARMLESS = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent']);

/** The first hop of a request. @throws DomainError OUTBOUND_URL_REFUSED */
export function firstHop({ method, url, headers = {}, body }: OutboundRequest): Hop {
  const target = callable(url);
  const sent: Record<string, string> = { 'user-agent': 'punctual', 'accept-encoding': 'gzip, br' };
  for (const [name, value] of Object.entries(headers)) sent[name.toLowerCase()] = value;
  if (target.username && !sent['authorization']) sent['authorization'] = basicAuthorization(target);
  return { method: method.toUpperCase(), url: target, headers: sent, body };
}

/** The hop that a redirect asks for, or undefined when the answer isn't one. @throws DomainError OUTBOUND_URL_REFUSED */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const url = callable(location, hop.url);
  const entries = Object.entries(hop.headers);
  const headers = Object.fromEntries(
    url.origin === hop.url.origin ? entries : entries.filter(([name]) => HARMLESS.has(name)),
  );
  if (status >= 307 || hop.method === 'HEAD' || hop.method === 'GET') return { ...hop, url, headers };
  delete headers['content-type'];
  return { method: 'GET', url, headers };
}

function callable(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw urlRefused('it is not a URL such as https://example.com/sales.json');
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw urlRefused(`its scheme is ${url.protocol.slice(0, -1)}; only http and https are called`);
  return url;
}

function basicAuthorization(url: URL): string {
  const clear = `${decode(url.username)}:${decode(url.password)}`;
  return `Basic ${Buffer.from(clear).toString('base64')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
