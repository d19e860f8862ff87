/** What a member of a project is, weakest first. Exactly one is `owner`. */
export const PROJECT_ROLES = ['viewer', 'editor', 'admin', 'owner'] as const;
export type ProjectRole = (typeof PROJECT_ROLES)[number];

/** What stands for the members of a project in grants. */
export function projectPrincipal(projectId: string): string {
  return `project:${projectId}`;
}
