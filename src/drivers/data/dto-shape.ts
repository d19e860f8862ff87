import type { Type } from '@nestjs/common';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';
import { datasetReferencesOf } from '../dataset-reference.decorator.js';
import type { DatasetUse } from '../dataset-reference.decorator.js';
import { secretsOf } from '../secret.decorator.js';
import type { SecretOptions } from '../secret.decorator.js';

/** A field of a driver's data, as its decorators declare it. */
export interface DtoField {
  name: string;
  secret: SecretOptions | undefined;
  /** What is done with the dataset that it names. */
  dataset: DatasetUse | undefined;
  /** The class of the object, or of each element of the list. */
  nested: Type<object> | undefined;
  /** Whether a nested field is a list of objects; undefined when TypeScript did not say. */
  isList: boolean | undefined;
}

/** A DTO class and its fields by name. */
export interface DtoShape {
  type: Type<object>;
  fields: ReadonlyMap<string, DtoField>;
}

const shapes = new WeakMap<Type<object>, DtoShape>();

/** Reads the decorators of a DTO class, once. */
export function shapeOf(type: Type<object>): DtoShape {
  let shape = shapes.get(type);
  if (!shape) {
    shape = { type, fields: readFields(type) };
    shapes.set(type, shape);
  }
  return shape;
}

function readFields(type: Type<object>): Map<string, DtoField> {
  const prototype = type.prototype as object;
  const secrets = secretsOf(prototype);
  const references = datasetReferencesOf(prototype);
  const fields = new Map<string, DtoField>();
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    const name = rule.propertyName;
    const known = fields.get(name);
    const isNested = rule.type === 'nestedValidation';
    if (known && !isNested) continue;
    fields.set(name, {
      name,
      secret: secrets.get(name),
      dataset: references.get(name),
      nested: isNested ? nestedType(type, name) : known?.nested,
      isList: isNested ? isDeclaredList(prototype, name) : known?.isList,
    });
  }
  return fields;
}

function nestedType(type: Type<object>, name: string): Type<object> | undefined {
  const declared: unknown = defaultMetadataStorage.findTypeMetadata(type, name)?.typeFunction?.();
  return typeof declared === 'function' ? (declared as Type<object>) : undefined;
}

function isDeclaredList(prototype: object, name: string): boolean | undefined {
  const declared: unknown = Reflect.getMetadata('design:type', prototype, name);
  return declared === undefined ? undefined : declared === Array;
}

/** What the decorators of a DTO class lack, nested classes included; every sentence names the class. */
export function shapeProblems(type: Type<object>, enclosing: DtoShape[] = []): string[] {
  const shape = shapeOf(type);
  if (shape.fields.size === 0)
    return [`data class ${type.name} has no class-validator decorators: decorate its fields, or leave \`data\` out`];
  const trail = [...enclosing, shape];
  const prototype = type.prototype as object;
  const isUndecorated = (name: string): boolean => !shape.fields.has(name);
  const secrets = [...secretsOf(prototype).keys()].filter(isUndecorated);
  const references = [...datasetReferencesOf(prototype).keys()].filter(isUndecorated);
  return [
    ...secrets.map((name) => `${type.name}.${name} has @Secret() but no class-validator decorator`),
    ...references.map((name) => `${type.name}.${name} has @DatasetReference() but no class-validator decorator`),
    ...[...shape.fields.values()].flatMap((field) => fieldProblems(field, trail)),
  ];
}

function fieldProblems(field: DtoField, trail: DtoShape[]): string[] {
  const where = `${trail.at(-1)?.type.name}.${field.name}`;
  const isNestedWithoutType =
    !field.nested &&
    getMetadataStorage()
      .getTargetValidationMetadatas(trail.at(-1)?.type ?? Object, '', false, false)
      .some((rule) => rule.propertyName === field.name && rule.type === 'nestedValidation');
  const lost = (field.secret?.destination ?? []).filter((name) => !trail.some((shape) => shape.fields.has(name)));
  return [
    ...(isNestedWithoutType ? [`${where} has @ValidateNested() but no @Type(() => …)`] : []),
    ...lost.map((name) => `${where} names the destination "${name}", which no enclosing data class has`),
    ...(field.nested && !trail.some((shape) => shape.type === field.nested) ? shapeProblems(field.nested, trail) : []),
  ];
}
