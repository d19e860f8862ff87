import { DomainError } from '../errors/domain-error.js';

export const versionNotFound = (jobId: string, version: string): DomainError =>
  new DomainError(
    'absent',
    'VERSION_NOT_FOUND',
    `The job has no version "${version}", or has it no more: the last 100 are kept. GET /api/jobs/${jobId}/versions lists them.`,
  );

export const datasetsGone = (version: number, warnings: string[]): DomainError =>
  new DomainError(
    'impossible',
    'UNKNOWN_DATASET',
    `Version ${version} reads datasets that are gone, or that you can't see. Repeat with ?force=true to restore it without them.`,
    warnings.map((message) => ({ path: 'datasets', message })),
  );
