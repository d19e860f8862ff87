import { DomainError } from '../errors/domain-error.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws DomainError `TAG_NOT_FOUND` for what can't be the id of a tag */
export function tagIdOf(text: string): string {
  if (!UUID.test(text)) throw tagNotFound(text);
  return text.toLowerCase();
}

export function tagNotFound(tagId: string): DomainError {
  return new DomainError(
    'absent',
    'TAG_NOT_FOUND',
    `There is no tag with the id "${tagId}". GET /api/tags lists tags, POST /api/tags makes one.`,
  );
}

export function tooManyTags(limit: number): DomainError {
  return new DomainError('conflict', 'TOO_MANY_TAGS', `The job has ${limit} tags already. Take one off first.`);
}
