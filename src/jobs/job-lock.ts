import type { Caller } from '../auth/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { parseDateInput } from '../schedules/dates.js';

/**
 * The lock that a body asks for; the present one when it asks for none or sends it back unchanged.
 * @throws DomainError `LOCK_NOT_PERMITTED` when somebody other than a superuser changes it
 */
export function lockDate(
  body: { lockedAt?: string | null; timezone?: string },
  caller: Caller,
  present: Date | null,
): Date | null {
  if (body.lockedAt === undefined) return present;
  const wanted = body.lockedAt === null ? null : parseDateInput(body.lockedAt, body.timezone ?? 'UTC', 'start');
  if (wanted?.getTime() === present?.getTime() && !(caller.superuser && wanted === null)) return present;
  if (!caller.superuser)
    throw new DomainError('forbidden', 'LOCK_NOT_PERMITTED', 'Only a superuser can lock or unlock a job (lockedAt).');
  return wanted;
}
