import type { ProjectRole } from '../auth/project-role.js';
import { DomainError } from '../errors/domain-error.js';

export const malformedId = (id: string): DomainError =>
  new DomainError('malformed', 'MALFORMED_ID', `"${id.slice(0, 100)}" is not a UUID.`);

export const projectNotFound = (id: string): DomainError =>
  new DomainError('absent', 'PROJECT_NOT_FOUND', `There is no project "${id}".`);

export const noAccess = (id: string): DomainError =>
  new DomainError(
    'forbidden',
    'NO_PROJECT_ACCESS',
    `You are not a member of the project "${id}". Ask one of its admins.`,
  );

export const roleNeeded = (name: string, { needed, held }: { needed: ProjectRole; held: ProjectRole }): DomainError =>
  new DomainError(
    'forbidden',
    'PROJECT_ROLE_NEEDED',
    `This needs to be ${needed} of the project "${name}"; you are ${held}. Ask its owner.`,
  );

export const projectNameTaken = (name: string): DomainError =>
  new DomainError('conflict', 'PROJECT_NAME_TAKEN', `There is a project "${name}" already. Choose another name.`);

export const workflowNotFound = (id: string): DomainError =>
  new DomainError('absent', 'WORKFLOW_NOT_FOUND', `There is no workflow "${id}".`);

export const workflowNameTaken = (name: string): DomainError =>
  new DomainError(
    'conflict',
    'WORKFLOW_NAME_TAKEN',
    `The project has a workflow "${name}" already. Choose another name.`,
  );

export const unknownProject = (id: string): DomainError =>
  new DomainError('impossible', 'UNKNOWN_PROJECT', `There is no project "${id}" in which you may make workflows.`, [
    { path: 'projectId', message: 'is no project of yours', value: id },
  ]);

export const projectIsFixed = (projectId: string): DomainError =>
  new DomainError(
    'malformed',
    'READ_ONLY_FIELD',
    "projectId can't be changed: a workflow stays in its project. Leave it out, or send it back unchanged.",
    [{ path: 'projectId', message: `is read-only; its value is ${JSON.stringify(projectId)}` }],
  );

export const memberNotFound = (userId: string, project: string): DomainError =>
  new DomainError('absent', 'MEMBER_NOT_FOUND', `"${userId}" is not in the project "${project}".`);

export const unknownUser = (userId: string): DomainError =>
  new DomainError(
    'impossible',
    'UNKNOWN_PRINCIPAL',
    `There is no user "${userId}". Users are known once they have logged in; teams can't be members of projects.`,
    [{ path: 'userId', message: 'is no user', value: userId }],
  );

export const ownerNeeded = (project: string): DomainError =>
  new DomainError(
    'conflict',
    'OWNER_NEEDED',
    `The project "${project}" must have exactly one owner. Make another member owner instead: the present one becomes admin.`,
  );
