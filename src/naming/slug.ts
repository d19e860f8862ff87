/**
 * Lower-case letters and digits of any script, composed (NFC, as people type them), joined by hyphens; at most 100
 * characters; `fallback` when nothing is left.
 */
export function slugify(name: string, fallback: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  // By code points: half of a surrogate pair is stored as another character, and such a slug is never found again.
  const slug = Array.from(words).slice(0, 100).join('').replace(/-+$/, '');
  return slug === '' ? fallback : slug;
}

/** The first of `base`, `base-2`, `base-3` … that is not taken. */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
