import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import type { ProjectRole } from '../auth/project-role.js';
import type { SqlSession } from '../database/sql.js';
import { assertRole, uuidOf } from './project-access.js';
import type { ProjectRow } from './project-rows.js';
import { noAccess } from './projects.errors.js';
import { ProjectsRepository } from './projects.repository.js';

/** Who is to change something, and what they must be in the project. */
export interface RoleWish {
  caller: Caller;
  needed: ProjectRole;
}

/**
 * Locks projects for changes, and looks again who may: between the request and the lock a role may have gone. Whoever
 * takes a role away waits for the same lock.
 */
@Injectable()
export class PresentRoles {
  constructor(
    private readonly projects: ProjectsRepository,
    private readonly principals: PrincipalsRepository,
  ) {}

  transaction<Result>(work: (session: SqlSession) => Promise<Result>): Promise<Result> {
    return this.projects.transaction(work);
  }

  /** @throws DomainError `MALFORMED_ID`, `PROJECT_NOT_FOUND`, `NO_PROJECT_ACCESS`, `PROJECT_ROLE_NEEDED` */
  async lockedProject(session: SqlSession, idText: string, { caller, needed }: RoleWish): Promise<ProjectRow> {
    const id = uuidOf(idText);
    const project = await this.projects.lock(session, id);
    const present = await this.principals.callerOf(caller.userId, session);
    if (!present) throw noAccess(id);
    assertRole(project, present, { id, needed });
    return project;
  }
}
