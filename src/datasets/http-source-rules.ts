import { MAX_HEADERS, isHeaderName, isHeaderValue, isOfTheConnection } from '../outbound/header-rules.js';
import { MASK } from '../secrets/mask.js';
import { headersRefused, pathRefused, urlRefused } from './source.errors.js';

const MAX_VALUE_LENGTH = 8_192;

/** @throws DomainError SOURCE_URL_REFUSED */
export function checkUrl(text: string): URL {
  if (!URL.canParse(text)) throw urlRefused('it is not a URL such as https://example.com/sales.json');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw urlRefused('only http and https are read');
  // Whoever may read the source would read the password.
  if (url.username || url.password)
    throw urlRefused(
      'it has a user or password in it; send an authorization header instead, which is stored encrypted',
    );
  return url;
}

/** @throws DomainError SOURCE_HEADERS_REFUSED, which never shows a value */
export function checkHeaders(headers: Record<string, unknown>): void {
  const names = Object.keys(headers);
  if (names.length > MAX_HEADERS) throw headersRefused(`there are more than ${MAX_HEADERS}`);
  for (const [name, value] of Object.entries(headers)) {
    if (!isHeaderName(name)) throw headersRefused(`"${name.slice(0, 100)}" is not a header name`);
    if (isOfTheConnection(name)) throw headersRefused(`"${name}" is set by the connection itself`);
    if (typeof value !== 'string' || value.length > MAX_VALUE_LENGTH)
      throw headersRefused(`the value of "${name}" must be a text of at most ${MAX_VALUE_LENGTH} characters`);
    if (value !== MASK && !isHeaderValue(value))
      throw headersRefused(`the value of "${name}" has characters that a header can't carry`);
  }
  const folded = names.map((name) => name.toLowerCase());
  const twice = folded.find((name, index) => folded.indexOf(name) < index);
  if (twice !== undefined) throw headersRefused(`"${twice}" is there twice`);
}

/** @throws DomainError SOURCE_PATH_REFUSED */
export function checkPath(path: string, format: 'json' | 'csv'): void {
  if (format === 'csv') throw pathRefused('it leads into a JSON document, and the format is csv');
  if (path.split('.').some((segment) => segment === ''))
    throw pathRefused(`"${path.slice(0, 100)}" has an empty part; write it like data.items`);
}
