import { createHash } from 'node:crypto';

/** SHA-256 of what makes two requests the same: method, path, and the body whatever the order of its keys. */
export function requestHash(method: string, url: string, body: unknown): Buffer {
  const path = decodedPath(url);
  return createHash('sha256')
    .update(JSON.stringify([method, path, canonical(body ?? {})]))
    .digest();
}

/** `%3A` and `:` are the same path. The query says nothing to the routes that take a key. */
function decodedPath(url: string): string {
  const [path = ''] = url.split('?', 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  // Pairs, since objects put keys that look like numbers first.
  return { pairs: entries.map(([key, entry]) => [key, canonical(entry)]) };
}
