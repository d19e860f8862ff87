import { DomainError } from '../errors/domain-error.js';
import type { ProblemDetail } from '../errors/domain-error.js';

export const actionNotFound = (actionId: string): DomainError =>
  new DomainError('absent', 'ACTION_NOT_FOUND', `The job has no action "${actionId.slice(0, 100)}".`);

export const tooManyActions = (max: number): DomainError =>
  new DomainError('impossible', 'TOO_MANY_ACTIONS', `A job has at most ${max} actions. Remove one first.`);

export const afterFailuresUnfit = (condition: string): DomainError =>
  new DomainError(
    'impossible',
    'AFTER_FAILURES_UNFIT',
    `afterFailures counts failures: it goes with the condition "onFailure" only, not with "${condition}".`,
    [{ path: 'afterFailures', message: 'needs the condition onFailure' }],
  );

export const attachmentNotFound = (attachmentId: string): DomainError =>
  new DomainError('absent', 'ATTACHMENT_NOT_FOUND', `The action has no attachment "${attachmentId.slice(0, 100)}".`);

export const tooManyAttachments = (max: number): DomainError =>
  new DomainError('impossible', 'TOO_MANY_ATTACHMENTS', `An action has at most ${max} attachments. Remove one first.`);

export function attachmentInvalid(problems: ProblemDetail[]): DomainError {
  const what = problems.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new DomainError('impossible', 'ATTACHMENT_INVALID', `The attachment is not valid: ${what}.`, problems);
}

export const notAFile = (name: string): DomainError =>
  new DomainError(
    'conflict',
    'NOT_A_FILE',
    `"${name}" is rows of a dataset, made at each run: only attachments of type "file" have contents.`,
  );

export const nothingUploaded = (name: string): DomainError =>
  new DomainError('absent', 'NOTHING_UPLOADED', `Nothing was uploaded yet for "${name}". PUT the contents here.`);

export const uploadTooLarge = (limitBytes: number): DomainError =>
  new DomainError(
    'tooLarge',
    'UPLOAD_TOO_LARGE',
    `The file is larger than ${limitBytes} bytes (UPLOAD_LIMIT_BYTES). Nothing was kept.`,
    { limitBytes },
  );

export const uploadAborted = (): DomainError =>
  new DomainError('malformed', 'UPLOAD_ABORTED', 'The upload broke off. Nothing was kept; send it again.');

export const uploadNotKept = (reason: string): DomainError =>
  new DomainError(
    'unavailable',
    'UPLOAD_NOT_KEPT',
    `This node can't take the file in (${reason}): its directory for temporary files must be writable and have room.`,
  );

export const uploadNotRaw = (): DomainError =>
  new DomainError(
    'unsupported',
    'UPLOAD_NOT_RAW',
    'Send the bytes of the file as the body, with its own Content-Type, not as a form (curl -T file).',
  );
