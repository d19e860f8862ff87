/** What is searched, letter by letter the expression of the index datasets_search_idx. */
export const SEARCH_EXPRESSION = `to_tsvector('simple'::regconfig, lower(regexp_replace((d.slug || ' ' || d.name || ' ' || coalesce(d.description, '')) COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g')))`;
