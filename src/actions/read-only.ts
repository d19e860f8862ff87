import { DomainError } from '../errors/domain-error.js';

/** @throws DomainError `READ_ONLY_FIELD` that names every field that is given and not what it is */
export function refuseChanged(body: object, identity: Record<string, string>): void {
  const given = body as Record<string, unknown>;
  const changed = Object.keys(identity).filter(
    (field) => given[field] !== undefined && given[field] !== identity[field],
  );
  if (changed.length === 0) return;
  throw new DomainError(
    'malformed',
    'READ_ONLY_FIELD',
    `${changed.join(', ')} can't be changed: leave it out, or send it back unchanged. To have another, delete this and make a new one.`,
    changed.map((field) => ({ path: field, message: `is read-only; its value is "${identity[field]}"` })),
  );
}
