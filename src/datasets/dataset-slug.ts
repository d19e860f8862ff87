const EXPLICIT = /^[\p{Ll}\p{Lo}\p{N}](?:[\p{Ll}\p{Lo}\p{N}._-]{0,98}[\p{Ll}\p{Lo}\p{N}])?$/u;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The rule of `isSlug`, in words. */
export const SLUG_RULE =
  'must hold lower-case letters, digits, ".", "_" and "-" only, begin and end with a letter or digit, have at most 100 characters and not look like a UUID';

/** Whether people may choose this as a dataset's id. */
export function isSlug(text: string): boolean {
  return EXPLICIT.test(text) && !UUID.test(text);
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Lower-case letters and digits of any script, joined by hyphens; `dataset` when nothing is left. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 100)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' || isUuid(slug) ? 'dataset' : slug;
}

/** The first of `base`, `base-2`, `base-3` … that is not taken. */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

export function naturalIdOf(ownerId: string, slug: string): string {
  return `${ownerId}:${slug}`;
}
