import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { Permission } from '../auth/permission.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import type { SqlSession } from '../database/sql.js';
import { absent, assertLevel, kindOf } from './access.guard.js';
import type { Accessible } from './access.repository.js';
import { AccessRepository } from './access.repository.js';

/**
 * Access as it is while a thing is locked for a change. Between the guard's look and the lock a share, a role or an
 * account may have gone: a long upload, or a wait for others. Whoever withdraws a share waits for the lock too, so a
 * change has either happened before, or does not happen.
 */
@Injectable()
export class PresentAccess {
  constructor(
    private readonly access: AccessRepository,
    private readonly principals: PrincipalsRepository,
  ) {}

  /** @returns the thing with the caller's level by now. @throws DomainError `JOB_NOT_FOUND`, `DATASET_NOT_FOUND`, `ACCESS_DENIED` */
  async assert(session: SqlSession, permission: Permission, id: string, caller: Caller): Promise<Accessible> {
    const kind = kindOf(permission);
    const present = await this.principals.callerOf(caller.userId, session);
    const [found] = present ? await this.access.candidates(kind, id, present, session) : [];
    if (!found) throw absent(kind, id);
    assertLevel(found, permission);
    return found;
  }
}
