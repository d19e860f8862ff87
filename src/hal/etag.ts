import { DomainError } from '../errors/domain-error.js';

/** The ETag of a version: it changes with people's edits only. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** @throws DomainError `VERSION_MISMATCH` (412) when `ifMatch` is given and names another version than the present one */
export function assertMatches(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (tags.includes(etagOf(version))) return;
  throw new DomainError(
    'stale',
    'VERSION_MISMATCH',
    `If-Match names ${ifMatch}, but the present version is ${etagOf(version)}: somebody changed it meanwhile. GET it again, then repeat your change.`,
  );
}
