/** Roles in a team, lowest first. */
export const TEAM_ROLES = ['member', 'memberPlus', 'publisher', 'admin'] as const;

export type TeamRole = (typeof TEAM_ROLES)[number];
