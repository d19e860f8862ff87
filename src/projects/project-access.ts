import type { Caller } from '../auth/caller.js';
import { PROJECT_ROLES } from '../auth/project-role.js';
import type { ProjectRole } from '../auth/project-role.js';
import { malformedId, noAccess, projectNotFound, roleNeeded } from './projects.errors.js';
import type { ProjectRow } from './project-rows.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The UUID in lower case. @throws DomainError `MALFORMED_ID` (400) */
export function uuidOf(idText: string): string {
  if (!UUID.test(idText)) throw malformedId(idText);
  return idText.toLowerCase();
}

/** What the caller is in a project; superusers are as its owner. Null: nothing. */
export function roleIn(projectId: string, caller: Caller): ProjectRole | null {
  if (caller.superuser) return 'owner';
  return caller.projects.find((project) => project.id === projectId)?.role ?? null;
}

/** Whether a role goes as far as another. */
export function reaches(role: ProjectRole, needed: ProjectRole): boolean {
  return PROJECT_ROLES.indexOf(role) >= PROJECT_ROLES.indexOf(needed);
}

/**
 * The one rule for projects, in this order: unknown, or scheduled for deletion and the caller no superuser: 404; no
 * member: 403; too weak a role: 403.
 * @throws DomainError `PROJECT_NOT_FOUND`, `NO_PROJECT_ACCESS`, `PROJECT_ROLE_NEEDED`
 */
export function assertRole(
  project: Pick<ProjectRow, 'id' | 'name' | 'scheduledDeletion'> | undefined,
  caller: Caller,
  { id, needed = 'viewer' }: { id: string; needed?: ProjectRole },
): asserts project {
  if (!project || (project.scheduledDeletion !== null && !caller.superuser)) throw projectNotFound(id);
  const role = roleIn(project.id, caller);
  if (role === null) throw noAccess(project.id);
  if (!reaches(role, needed)) throw roleNeeded(project.name, { needed, held: role });
}
