/** How many headers people may give one request. */
export const MAX_HEADERS = 50;

const NAME = /^[!#$%&'*+.^_`|~\w-]{1,200}$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** They belong to the connection. Whoever could set them could smuggle a second request into the first. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export function isHeaderName(name: string): boolean {
  return NAME.test(name);
}

export function isHeaderValue(value: string): boolean {
  return VALUE.test(value);
}

export function isOfTheConnection(name: string): boolean {
  return OF_THE_CONNECTION.has(name.toLowerCase());
}
