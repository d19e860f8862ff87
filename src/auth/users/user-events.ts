import type { AuditEntry } from '../../audit/audit.repository.js';
import { fieldChanges } from '../../audit/field-changes.js';
import type { Caller } from '../caller.js';
import type { UpdateUserDto } from './users.dto.js';
import type { UserRow } from './users.repository.js';

const FIELDS = ['name', 'email', 'timezone', 'superuser', 'permissions', 'disabled'];

/** What a superuser did to an account, for the audit trail. Of a password only that there is a new one. */
export function userEvent(
  caller: Caller,
  before: UserRow | undefined,
  after: UserRow | undefined,
  wish?: Pick<UpdateUserDto, 'password'>,
): AuditEntry {
  const changes = fieldChanges(before ?? {}, after ?? {}, { fields: FIELDS });
  if (wish?.password !== undefined) changes['password'] = { changed: true };
  return {
    actorId: caller.userId,
    subjectKind: 'user',
    subjectId: (before ?? after)!.id,
    action: `user.${before === undefined ? 'created' : after === undefined ? 'deleted' : 'updated'}`,
    changes,
  };
}
