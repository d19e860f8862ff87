import { DomainError } from '../errors/domain-error.js';
import { naturalIdOf } from './dataset-slug.js';

export const datasetGone = (id: string): DomainError =>
  new DomainError('absent', 'DATASET_NOT_FOUND', `There is no dataset "${id}", or you can't see it.`);

export const datasetNotLoaded = (name: string): DomainError =>
  new DomainError(
    'conflict',
    'DATASET_NOT_LOADED',
    `"${name}" has no rows yet: it was never loaded. POST …/_refresh loads it.`,
  );

export const datasetNotReadable = (id: string): DomainError =>
  new DomainError(
    'forbidden',
    'DATASET_NOT_READABLE',
    `The dataset "${id}" is gone, or its rows may not be read any more.`,
  );

export const datasetNotEditable = (name: string): DomainError =>
  new DomainError(
    'forbidden',
    'DATASET_NOT_EDITABLE',
    `Refreshing "${name}" needs EDIT on it. Ask its owner for more access.`,
  );

export const rowsGone = (name: string): DomainError =>
  new DomainError(
    'conflict',
    'DATASET_ROWS_GONE',
    `The rows of "${name}" were deleted while they were being read. Read again.`,
  );

export const ambiguousDataset = (slug: string, candidates: { ownerId: string; slug: string | null }[]): DomainError => {
  const ids = candidates.map(({ ownerId, slug: own }) => naturalIdOf(ownerId, own ?? slug));
  return new DomainError(
    'conflict',
    'AMBIGUOUS_DATASET',
    `"${slug}" may mean ${ids.join(' or ')}. Use one of these ids.`,
    ids.map((value) => ({ path: 'id', message: 'is one of the datasets with this slug', value })),
  );
};

export const slugTaken = (ownerId: string, slug: string): DomainError =>
  new DomainError(
    'conflict',
    'SLUG_TAKEN',
    `${ownerId} already has a dataset "${slug}". Choose another id, or change that one with PUT.`,
  );

export const datasetInUse = (name: string, jobs: number): DomainError =>
  new DomainError(
    'conflict',
    'DATASET_IN_USE',
    `"${name}" is used by ${jobs} ${jobs === 1 ? 'job' : 'jobs'}. Remove it from ${jobs === 1 ? 'that job' : 'those jobs'} first.`,
    { jobs },
  );

export const readOnlyField = (field: string, value: unknown): DomainError =>
  new DomainError(
    'malformed',
    'READ_ONLY_FIELD',
    `${field} can't be changed here: leave it out, or send it back unchanged.`,
    [{ path: field, message: `is read-only; its value is ${JSON.stringify(value)}` }],
  );

export const snapshotGone = (snapshotId: string): DomainError =>
  new DomainError('absent', 'SNAPSHOT_NOT_FOUND', `The dataset has no snapshot "${snapshotId}".`);
