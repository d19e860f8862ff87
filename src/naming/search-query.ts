/**
 * A full-text query of PostgreSQL that wants every word of `q`, a prefix being enough; undefined when `q` has no word.
 * Words are letters and digits, so `%`, `_`, quotes and operators are only separators.
 */
export function searchQuery(q: string): string | undefined {
  // Cut up as the index is (ICU's alnum, so neither marks nor ² nor Ⅻ), and before lower-casing: İ becomes i and a mark.
  const words = q.normalize('NFC').match(/[\p{L}\p{Nd}]+/gu);
  return words
    ?.slice(0, 20)
    .map((word) => `'${word.toLowerCase()}':*`)
    .join(' & ');
}
