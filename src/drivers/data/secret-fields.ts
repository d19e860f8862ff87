import type { Type } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { shapeOf } from './dto-shape.js';
import type { DtoShape } from './dto-shape.js';
import { isJsonObject, valueAt } from './json-value.js';
import type { JsonPath } from './json-value.js';

/** A secret that is present in some data. */
export interface SecretField {
  path: JsonPath;
  value: unknown;
  /** Where the fields are that decide where it goes. */
  destinations: JsonPath[];
}

interface Enclosing {
  shape: DtoShape;
  path: JsonPath;
}

/** Every secret present in data of this DTO; null is the absence of one. Tolerates data of any shape. */
export function secretFields(type: Type<object>, data: unknown): SecretField[] {
  return secretsIn(data, shapeOf(type), [], []);
}

function secretsIn(value: unknown, shape: DtoShape, path: JsonPath, outer: Enclosing[]): SecretField[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => secretsIn(item, shape, [...path, index], outer));
  if (!isJsonObject(value)) return [];
  const trail = [...outer, { shape, path }];
  return [...shape.fields.values()].flatMap((field) => {
    const item = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    if (item === undefined || item === null) return [];
    const itemPath = [...path, field.name];
    if (field.secret)
      return [{ path: itemPath, value: item, destinations: destinationPaths(field.secret.destination ?? [], trail) }];
    return field.nested ? secretsIn(item, shapeOf(field.nested), itemPath, trail) : [];
  });
}

function destinationPaths(names: string[], trail: Enclosing[]): JsonPath[] {
  return names.flatMap((name) => {
    const nearest = trail.findLast(({ shape }) => shape.fields.has(name));
    return nearest ? [[...nearest.path, name]] : [];
  });
}

/** The first destination of a secret that differs between two versions of the data, if any. */
export function changedDestination(secret: SecretField, before: unknown, after: unknown): JsonPath | undefined {
  return secret.destinations.find((path) => !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)));
}
