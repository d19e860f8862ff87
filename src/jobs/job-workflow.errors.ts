import { DomainError } from '../errors/domain-error.js';

export const unknownWorkflow = (workflowId: string): DomainError =>
  new DomainError(
    'impossible',
    'UNKNOWN_WORKFLOW',
    `There is no workflow "${workflowId}" into which you may put jobs.`,
    [{ path: 'workflowId', message: 'is no workflow of your projects', value: workflowId }],
  );

export const editorNeeded = (projectName: string): DomainError =>
  new DomainError(
    'forbidden',
    'PROJECT_ROLE_NEEDED',
    `Moving a job into or out of a workflow needs to be editor of its project, here "${projectName}". Ask its owner.`,
  );

export const ownerLevelNeeded = (jobName: string): DomainError =>
  new DomainError(
    'forbidden',
    'ACCESS_DENIED',
    `Moving "${jobName}" into or out of a workflow needs OWNER on the job. Ask its owner.`,
  );

export const placeOfDraft = (jobId: string): DomainError =>
  new DomainError(
    'conflict',
    'DRAFT_OPERATION',
    `The workflow is a matter of the job itself, not of its draft: use /api/jobs/${jobId}.`,
    { editingId: jobId },
  );

export const nameBreaksRule = (name: string): DomainError =>
  new DomainError(
    'impossible',
    'JOB_NAME_INVALID',
    `A job in a workflow has a name of at most 100 letters, digits, spaces, "_" and "-"; "${name.slice(0, 120)}" is not one.`,
    [{ path: 'name', message: 'must match ^[a-zA-Z0-9_\\- ]*$ and have at most 100 characters', value: name }],
  );

export const nameTaken = (name: string): DomainError =>
  new DomainError('conflict', 'JOB_NAME_TAKEN', `Its workflow has a job "${name}" already. Choose another name.`);
