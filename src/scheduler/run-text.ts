/** Half of a surrogate pair, or NUL: neither can be stored in PostgreSQL's JSON. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Whatever a driver handed over, as text that can be stored: at most `max` UTF-16 units, then an ellipsis. */
export function storableText(value: unknown, max: number): string {
  const text = typeof value === 'string' ? value : String(value);
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.replaceAll(UNSTORABLE, '\ufffd');
}

/** The same, by bytes of UTF-8; no character is cut in half. */
export function storableLine(value: unknown, maxBytes: number): string {
  const text = storableText(value, maxBytes);
  if (Buffer.byteLength(text) <= maxBytes + 3) return text;
  // A decoder that expects more to come keeps back what is incomplete at the end.
  const whole = new TextDecoder().decode(Buffer.from(text).subarray(0, maxBytes), { stream: true });
  return `${whole}…`;
}
