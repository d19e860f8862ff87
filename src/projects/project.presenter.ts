import type { ProjectDto } from './project.dto.js';
import type { MemberRow, ProjectRow, WorkflowRow } from './project-rows.js';
import type { MemberDto } from './members/member.dto.js';
import type { WorkflowDto } from './workflows/workflow.dto.js';

/** A project as plain JSON. */
export function presentProject(project: ProjectRow): ProjectDto {
  const href = `/api/projects/${project.id}`;
  return {
    _links: {
      self: { href },
      'inf:project-member': { href: `${href}/members` },
      'inf:job': { href: `${href}/jobs` },
    },
    id: project.id,
    name: project.name,
    description: project.description,
    concurrency: project.concurrency,
    scheduledDeletion: project.scheduledDeletion?.toISOString() ?? null,
    version: project.version,
    createdAt: project.createdAt.toISOString(),
    updatedAt: project.updatedAt.toISOString(),
  };
}

/** A workflow as plain JSON. */
export function presentWorkflow(workflow: WorkflowRow): WorkflowDto {
  return {
    _links: {
      self: { href: `/api/workflows/${workflow.id}` },
      'inf:project': { href: `/api/projects/${workflow.projectId}` },
    },
    id: workflow.id,
    projectId: workflow.projectId,
    name: workflow.name,
    concurrency: workflow.concurrency,
    lockVersion: workflow.lockVersion,
    createdAt: workflow.createdAt.toISOString(),
    updatedAt: workflow.updatedAt.toISOString(),
  };
}

/** A member as plain JSON. */
export function presentMember(projectId: string, { userId, name, role }: MemberRow): MemberDto {
  const href = `/api/projects/${projectId}/members/${encodeURIComponent(userId)}`;
  return { _links: { self: { href } }, userId, name, role };
}
