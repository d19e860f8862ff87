import { DomainError } from '../errors/domain-error.js';
import type { UpdateJobDto } from './update-job.dto.js';

/** Identity of a job: may be sent back unchanged. What the service derives (links, permissions, times) is ignored. */
const IDENTITY = [
  'id',
  'type',
  'slug',
  'naturalId',
  'ownerId',
  'source',
  'sourceId',
  'editingId',
  'createdAt',
] as const;

export type JobIdentity = Record<(typeof IDENTITY)[number], string | null>;

/** @throws DomainError `READ_ONLY_FIELD` that names every identity field that the body tries to change, and the way to do it */
export function refuseChangedIdentity(body: UpdateJobDto, identity: JobIdentity): void {
  const changed = IDENTITY.filter((field) => body[field] !== undefined && !isSame(field, body[field], identity[field]));
  if (changed.length === 0) return;
  const how = changed.includes('ownerId') ? ' Change the owner with PUT /api/jobs/{id}/owner.' : '';
  throw new DomainError(
    'malformed',
    'READ_ONLY_FIELD',
    `${changed.join(', ')} can't be changed here: leave it out, or send it back unchanged.${how}`,
    changed.map((field) => ({ path: field, message: `is read-only; its value is ${JSON.stringify(identity[field])}` })),
  );
}

function isSame(field: string, given: unknown, present: string | null): boolean {
  if (field !== 'createdAt') return given === present;
  return typeof given === 'string' && present !== null && Date.parse(given) === Date.parse(present);
}
