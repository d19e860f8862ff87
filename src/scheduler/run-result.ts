const MAX_BYTES = 64 * 1024;

/**
 * What a driver returned, as it can be stored: plain JSON without NUL, at most 64 KiB (unless told otherwise). Anything
 * else is replaced by a note that says why, so that a run never fails for its answer.
 */
export function storableData(data: unknown, maxBytes = MAX_BYTES): Record<string, unknown> | null {
  if (data === undefined || data === null) return null;
  try {
    const json = JSON.stringify(data);
    if (json === undefined) return null;
    const bytes = Buffer.byteLength(json);
    if (bytes > maxBytes) return { omitted: `It has ${bytes} bytes; at most ${maxBytes} are kept.` };
    const clean: unknown = JSON.parse(withoutNul(json));
    return typeof clean === 'object' && clean !== null && !Array.isArray(clean)
      ? (clean as Record<string, unknown>)
      : { value: clean };
  } catch (error) {
    return { omitted: `It is not JSON: ${(error as Error).message}` };
  }
}

/** PostgreSQL can't store NUL in JSON, nor half a surrogate pair, which is what JSON.stringify escapes as \ud8xx to \udfxx. */
export function withoutNul(json: string): string {
  // Most JSON has no escape at all, and the pattern is slow.
  if (!json.includes('\\u')) return json;
  return json.replaceAll(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\\ufffd');
}
