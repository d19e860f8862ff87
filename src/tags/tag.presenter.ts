import type { TagDto } from './tag.dto.js';
import type { TagRow } from './tags.repository.js';

/** A tag as clients read it, at the path where it was found: among all tags, or among those of a job. */
export function presentTag({ id, name }: TagRow, collection: string): TagDto {
  return { _links: { self: { href: `${collection}/${id}` }, 'inf:job': { href: `/api/jobs?tag=${id}` } }, id, name };
}
