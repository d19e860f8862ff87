import 'reflect-metadata';

/** What a driver does with a dataset that its data names. */
export type DatasetUse = 'read' | 'edit';

const REFERENCE_METADATA = 'punctual:dataset-references';

/**
 * Marks a field of a driver's data (a text, or a list of texts) that names datasets. Whoever writes another value needs
 * VIEW or EDIT on that dataset: runs act with the rights of the job's owner, which the editors of a job must not lend
 * themselves. A bare slug is stored as a natural id, so that it means the same dataset to the owner.
 */
export function DatasetReference(use: DatasetUse): PropertyDecorator {
  return (prototype, property) => {
    const known = datasetReferencesOf(prototype);
    Reflect.defineMetadata(REFERENCE_METADATA, new Map(known).set(String(property), use), prototype);
  };
}

/** The fields of a DTO's prototype that name datasets, inherited ones included. */
export function datasetReferencesOf(prototype: object): ReadonlyMap<string, DatasetUse> {
  return (Reflect.getMetadata(REFERENCE_METADATA, prototype) as Map<string, DatasetUse> | undefined) ?? new Map();
}
