import type { Caller } from '../auth/caller.js';
import { projectPrincipal } from '../auth/project-role.js';
import type { ProjectRole } from '../auth/project-role.js';
import type { TeamRole } from '../auth/team-role.js';
import { Permission } from '../auth/permission.js';

/** How far somebody may go with a job or a dataset; each level includes those below it. */
export const AccessLevel = { None: 0, View: 1, Run: 2, Edit: 3, Share: 4, Owner: 5 } as const;
export type AccessLevel = (typeof AccessLevel)[keyof typeof AccessLevel];

/** What a member of the owning team may do with what the team owns. */
export const LEVEL_OF_TEAM_ROLE: Record<TeamRole, AccessLevel> = {
  member: AccessLevel.Run,
  memberPlus: AccessLevel.Edit,
  publisher: AccessLevel.Share,
  admin: AccessLevel.Owner,
};

/** What a member of a project may do with the jobs of its workflows. */
export const LEVEL_OF_PROJECT_ROLE: Record<ProjectRole, AccessLevel> = {
  viewer: AccessLevel.View,
  editor: AccessLevel.Edit,
  admin: AccessLevel.Share,
  owner: AccessLevel.Owner,
};

/** The level each permission on a thing needs. Changing the owner is decided in detail by the owner route. */
export const LEVEL_OF_PERMISSION: Partial<Record<Permission, AccessLevel>> = {
  [Permission.JobRead]: AccessLevel.View,
  [Permission.JobRun]: AccessLevel.Run,
  [Permission.JobEdit]: AccessLevel.Edit,
  [Permission.JobShare]: AccessLevel.Share,
  [Permission.JobDelete]: AccessLevel.Owner,
  [Permission.JobChangeOwner]: AccessLevel.Edit,
  [Permission.DatasetRead]: AccessLevel.View,
  [Permission.DatasetEdit]: AccessLevel.Edit,
  [Permission.DatasetShare]: AccessLevel.Share,
  [Permission.DatasetDelete]: AccessLevel.Owner,
};

/** A caller as grants see it: every principal that it is or belongs to, and the level that its role there gives. */
export interface Reach {
  principalIds: string[];
  roleLevels: AccessLevel[];
}

export function reachOf(caller: Pick<Caller, 'userId' | 'teams' | 'projects'>): Reach {
  return {
    principalIds: [
      caller.userId,
      ...caller.teams.map((team) => team.id),
      ...caller.projects.map(({ id }) => projectPrincipal(id)),
    ],
    roleLevels: [
      AccessLevel.Owner,
      ...caller.teams.map((team) => LEVEL_OF_TEAM_ROLE[team.role]),
      ...caller.projects.map(({ role }) => LEVEL_OF_PROJECT_ROLE[role]),
    ],
  };
}
