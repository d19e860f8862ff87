/**
 * A full-text query of PostgreSQL that wants every word of `q`, a prefix being enough; undefined when `q` has no word.
 * Words are letters and digits, so `%`, `_`, quotes and operators are only separators.
 */
export function datasetSearch(q: string): string | undefined {
  const words = q
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  return words
    ?.slice(0, 20)
    .map((word) => `'${word}':*`)
    .join(' & ');
}

/** What is searched, letter by letter the expression of the index datasets_search_idx. */
export const SEARCH_EXPRESSION = `to_tsvector('simple'::regconfig, regexp_replace((d.slug || ' ' || d.name || ' ' || coalesce(d.description, '')) COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g'))`;
