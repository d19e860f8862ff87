import type { Type } from '@nestjs/common';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { shapeOf } from './dto-shape.js';
import type { DtoField } from './dto-shape.js';
import { isJsonObject } from './json-value.js';
import type { JsonObject } from './json-value.js';

/**
 * JSON Schema of a driver's data. Nested classes are inlined; secrets are `writeOnly` passwords; `required` is what a
 * run needs (a job may be saved without).
 */
export function dataSchema(type: Type<object>, enclosing: Type<object>[] = []): JsonObject {
  const { fields } = shapeOf(type);
  const schema =
    fields.size === 0
      ? { type: 'object', properties: {} }
      : (targetConstructorToSchema(type, { classTransformerMetadataStorage: defaultMetadataStorage }) as JsonObject);
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const trail = [...enclosing, type];
  const described = [...fields.values()].map((field) => [
    field.name,
    fieldSchema(field, properties[field.name], trail),
  ]);
  return { ...schema, properties: Object.fromEntries(described) as JsonObject, additionalProperties: false };
}

function fieldSchema(field: DtoField, converted: unknown, trail: Type<object>[]): JsonObject {
  const { $ref: _ref, items: _items, type: _type, ...own } = isJsonObject(converted) ? converted : {};
  if (field.nested) {
    const nested = trail.includes(field.nested) ? { type: 'object' } : dataSchema(field.nested, trail);
    const isList = field.isList ?? _type === 'array';
    return isList ? { ...own, type: 'array', items: nested } : { ...nested, ...own };
  }
  const plain = isJsonObject(converted) ? converted : {};
  return field.secret ? { ...plain, writeOnly: true, format: 'password' } : plain;
}
