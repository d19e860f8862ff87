import type { Type } from '@nestjs/common';
import type { DatasetUse } from '../dataset-reference.decorator.js';
import { shapeOf } from './dto-shape.js';
import type { DtoField, DtoShape } from './dto-shape.js';
import { isJsonObject } from './json-value.js';
import type { JsonPath } from './json-value.js';

/** A dataset that some data names. */
export interface DatasetReferenceField {
  path: JsonPath;
  /** An id as people write it. */
  value: string;
  use: DatasetUse;
}

/** Every dataset that data of this DTO names. Tolerates data of any shape. */
export function datasetReferenceFields(type: Type<object>, data: unknown): DatasetReferenceField[] {
  return referencesIn(data, shapeOf(type), []);
}

function referencesIn(value: unknown, shape: DtoShape, path: JsonPath): DatasetReferenceField[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => referencesIn(item, shape, [...path, index]));
  if (!isJsonObject(value)) return [];
  return [...shape.fields.values()].flatMap((field) =>
    Object.hasOwn(value, field.name) ? fieldReferences(value[field.name], field, [...path, field.name]) : [],
  );
}

function fieldReferences(value: unknown, field: DtoField, path: JsonPath): DatasetReferenceField[] {
  if (field.nested) return referencesIn(value, shapeOf(field.nested), path);
  if (!field.dataset) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => fieldReferences(item, field, [...path, index]));
  return typeof value === 'string' ? [{ path, value, use: field.dataset }] : [];
}
