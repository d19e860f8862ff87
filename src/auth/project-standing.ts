import type { Caller } from './caller.js';
import { PROJECT_ROLES } from './project-role.js';
import type { ProjectRole } from './project-role.js';

/** What of a project decides who gets to it. */
export interface Enterable {
  id: string;
  scheduledDeletion: Date | null;
}

/** A caller's role in a project; superusers are as its owner. Null: none. Whether the project is there is not asked. */
export function roleIn(projectId: string, caller: Caller): ProjectRole | null {
  if (caller.superuser) return 'owner';
  return caller.projects.find((project) => project.id === projectId)?.role ?? null;
}

/** Whether a role goes as far as another; none goes nowhere. */
export function reaches(role: ProjectRole | null, needed: ProjectRole): boolean {
  return role !== null && PROJECT_ROLES.indexOf(role) >= PROJECT_ROLES.indexOf(needed);
}

/**
 * The one rule for projects and what is in them, in every representation and in this order: `absent` when it is unknown,
 * or scheduled for deletion and the caller no superuser (404); `outside` when they are no member (403); else their role.
 */
export function standingIn(project: Enterable | undefined, caller: Caller): 'absent' | 'outside' | ProjectRole {
  if (!project || (project.scheduledDeletion !== null && !caller.superuser)) return 'absent';
  return roleIn(project.id, caller) ?? 'outside';
}

/** The projects whose things the caller sees in lists; null: all there are. */
export function projectsOf(caller: Caller): string[] | null {
  return caller.superuser ? null : caller.projects.map(({ id }) => id);
}
