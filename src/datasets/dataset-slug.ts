import { slugify } from '../naming/slug.js';

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

/** The slug of a name; `dataset` when nothing is left, or what is left looks like a UUID. */
export function slugOf(name: string): string {
  const slug = slugify(name, 'dataset');
  return isUuid(slug) ? 'dataset' : slug;
}

export function naturalIdOf(ownerId: string, slug: string): string {
  return `${ownerId}:${slug}`;
}
