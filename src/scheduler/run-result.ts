const MAX_BYTES = 64 * 1024;

/**
 * What a driver returned, as it can be stored: plain JSON without NUL, at most 64 KiB. Anything else is replaced by a
 * note that says why, so that a run never fails for its answer.
 */
export function storableData(data: unknown): Record<string, unknown> | null {
  if (data === undefined || data === null) return null;
  try {
    const json = JSON.stringify(data);
    if (json === undefined) return null;
    const bytes = Buffer.byteLength(json);
    if (bytes > MAX_BYTES) return { omitted: `The driver's result has ${bytes} bytes; at most ${MAX_BYTES} are kept.` };
    const clean: unknown = JSON.parse(withoutNul(json));
    return typeof clean === 'object' && clean !== null && !Array.isArray(clean)
      ? (clean as Record<string, unknown>)
      : { value: clean };
  } catch (error) {
    return { omitted: `The driver's result is not JSON: ${(error as Error).message}` };
  }
}

/** PostgreSQL can't store NUL in JSON. */
export function withoutNul(json: string): string {
  return json.replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd');
}
