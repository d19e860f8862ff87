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
  const found: SecretField[] = [];
  addSecrets(found, data, { shape: shapeOf(type), path: [] }, []);
  return found;
}

function addSecrets(found: SecretField[], value: unknown, at: Enclosing, outer: readonly Enclosing[]): void {
  const { shape, path } = at;
  if (Array.isArray(value))
    return value.forEach((item, index) => addSecrets(found, item, { shape, path: [...path, index] }, outer));
  if (!isJsonObject(value)) return;
  for (const { name, secret, nested } of shape.fields.values()) {
    if (!secret && !nested) continue;
    const item = Object.hasOwn(value, name) ? value[name] : undefined;
    if (item === undefined || item === null) continue;
    const trail = [...outer, at];
    const itemPath = [...path, name];
    if (secret)
      found.push({ path: itemPath, value: item, destinations: destinationPaths(secret.destination ?? [], trail) });
    else if (nested) addSecrets(found, item, { shape: shapeOf(nested), path: itemPath }, trail);
  }
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
