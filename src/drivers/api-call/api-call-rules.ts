import { MAX_HEADERS, isHeaderName, isHeaderValue, isOfTheConnection } from '../../outbound/header-rules.js';

/** A job that set them could lie about the occurrence. */
const OURS = /^(?:idempotency-key$|x-punctual-)/i;

/** An absolute http(s) URL without credentials: those would be shown to everybody who sees the job's data. */
export function isHttpUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

/** What keeps a value from being a set of headers; undefined when it is one. Values are not quoted: they may be secrets. */
export function headerProblem(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return 'must be an object of names and texts';
  const entries = Object.entries(value);
  if (entries.length > MAX_HEADERS) return `must be at most ${MAX_HEADERS}`;
  for (const [name, text] of entries) {
    const shown = JSON.stringify(name.slice(0, 60)).replaceAll('$', '');
    if (!isHeaderName(name)) return `has a name that is not legal: ${shown}`;
    if (isOfTheConnection(name) || OURS.test(name)) return `must not set ${shown}: Punctual sets it`;
    if (typeof text !== 'string' || !isHeaderValue(text)) return `has a value that is not legal text under ${shown}`;
  }
  return undefined;
}
