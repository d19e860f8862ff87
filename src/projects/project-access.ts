import type { Caller } from '../auth/caller.js';
import type { ProjectRole } from '../auth/project-role.js';
import { reaches, standingIn } from '../auth/project-standing.js';
import { malformedId, noAccess, projectNotFound, roleNeeded } from './projects.errors.js';
import type { ProjectRow } from './project-rows.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The UUID in lower case. @throws DomainError `MALFORMED_ID` (400) */
export function uuidOf(idText: string): string {
  if (!UUID.test(idText)) throw malformedId(idText);
  return idText.toLowerCase();
}

/**
 * Lets through who is at least that in a project.
 * @throws DomainError `PROJECT_NOT_FOUND`, `NO_PROJECT_ACCESS`, `PROJECT_ROLE_NEEDED`, in that order
 */
export function assertRole(
  project: Pick<ProjectRow, 'id' | 'name' | 'scheduledDeletion'> | undefined,
  caller: Caller,
  { id, needed = 'viewer' }: { id: string; needed?: ProjectRole },
): asserts project {
  const standing = standingIn(project, caller);
  if (!project || standing === 'absent') throw projectNotFound(id);
  if (standing === 'outside') throw noAccess(project.id);
  if (!reaches(standing, needed)) throw roleNeeded(project.name, { needed, held: standing });
}
