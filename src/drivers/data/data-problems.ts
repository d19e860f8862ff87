import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate } from 'class-validator';
import type { ValidationError } from 'class-validator';
import type { ProblemDetail } from '../../errors/domain-error.js';
import { shapeOf } from './dto-shape.js';
import type { DtoField, DtoShape } from './dto-shape.js';
import { isJsonObject, pathText } from './json-value.js';
import type { JsonObject, JsonPath } from './json-value.js';

const MAX_REPORTED = 50;
const MAX_SHOWN = 100;

/** What a DTO says about data: what is wrong, and what a run would miss. */
export interface DataFindings {
  instance: object;
  problems: ProblemDetail[];
  missing: JsonPath[];
}

interface Place {
  shape: DtoShape | undefined;
  path: JsonPath;
  isSecret: boolean;
}

/** Checks data against its DTO class. Secrets are never shown in what it finds. */
export async function inspectData(type: Type<object>, data: JsonObject): Promise<DataFindings> {
  const shape = shapeOf(type);
  const structural = structureProblems(data, shape, []).slice(0, MAX_REPORTED);
  if (structural.length > 0) return { instance: data, problems: structural, missing: [] };
  const instance = plainToInstance(type, data);
  const findings: DataFindings = { instance, problems: [], missing: [] };
  if (shape.fields.size === 0) return findings;
  const errors = await validate(instance);
  for (const error of errors) await collect(error, { shape, path: [], isSecret: false }, findings);
  findings.problems.splice(MAX_REPORTED);
  return findings;
}

/**
 * Unknown keys, and objects where a list is declared or the reverse. Done on the data as it came: class-transformer
 * drops keys such as `toString`, and `@ValidateNested()` alone takes lists for objects.
 */
function structureProblems(value: unknown, shape: DtoShape, path: JsonPath): ProblemDetail[] {
  if (!isJsonObject(value)) return [{ path: pathText(path), message: 'must be an object' }];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = shape.fields.get(key);
    const itemPath = [...path, key];
    if (!field) return [{ path: pathText(itemPath), message: `is unknown; the fields are ${fieldNames(shape)}` }];
    return nestedProblems(item, field, itemPath);
  });
}

function nestedProblems(value: unknown, field: DtoField, path: JsonPath): ProblemDetail[] {
  if (!field.nested || value === null) return [];
  const shape = shapeOf(field.nested);
  const isList = field.isList ?? Array.isArray(value);
  if (!isList) return structureProblems(value, shape, path);
  if (!Array.isArray(value)) return [{ path: pathText(path), message: 'must be a list' }];
  return value.flatMap((item, index) => structureProblems(item, shape, [...path, index]));
}

function fieldNames(shape: DtoShape): string {
  return shape.fields.size === 0 ? 'none' : [...shape.fields.keys()].join(', ');
}

async function collect(error: ValidationError, parent: Place, findings: DataFindings): Promise<void> {
  const place = placeOf(error, parent);
  const rules = Object.entries(error.constraints ?? {});
  if (rules.length > 0 && error.value === undefined) {
    findings.missing.push(place.path);
    return;
  }
  const culprits = await culpritsIn(error);
  for (const [rule, message] of rules) {
    const indexes = culprits.get(rule) ?? [undefined];
    for (const index of indexes) findings.problems.push(problem(place, message, { value: error.value, index }));
  }
  for (const child of error.children ?? []) await collect(child, place, findings);
}

function placeOf(error: ValidationError, parent: Place): Place {
  if (Array.isArray(error.target)) return { ...parent, path: [...parent.path, Number(error.property)] };
  const field = parent.shape?.fields.get(error.property);
  return {
    shape: field?.nested && shapeOf(field.nested),
    path: [...parent.path, error.property],
    isSecret: parent.isSecret || field?.secret !== undefined,
  };
}

function problem(place: Place, message: string, at: { value: unknown; index: number | undefined }): ProblemDetail {
  const path = at.index === undefined ? place.path : [...place.path, at.index];
  const value = at.index === undefined ? at.value : (at.value as unknown[])[at.index];
  const text = message.replace(/^each value in /, '');
  return { path: pathText(path), message: text, ...(place.isSecret ? {} : shown(value)) };
}

function shown(value: unknown): { value?: unknown } {
  if (typeof value === 'string') return { value: value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value };
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? { value } : {};
}

/** Which elements of a list break the rules that hold for each element: class-validator does not say. */
async function culpritsIn(error: ValidationError): Promise<Map<string, number[]>> {
  const culprits = new Map<string, number[]>();
  const perElement = perElementRules(error);
  if (perElement.size === 0 || !Array.isArray(error.value)) return culprits;
  for (const [index, element] of error.value.slice(0, MAX_REPORTED).entries()) {
    const probe = Object.assign(Object.create(Object.getPrototypeOf(error.target)) as object, error.target, {
      [error.property]: [element],
    });
    const own = (await validate(probe)).find((found) => found.property === error.property);
    for (const rule of Object.keys(own?.constraints ?? {}))
      if (perElement.has(rule)) culprits.set(rule, [...(culprits.get(rule) ?? []), index]);
  }
  return culprits;
}

function perElementRules(error: ValidationError): Set<string> {
  const target = error.target?.constructor;
  if (!target || Array.isArray(error.target) || !error.constraints) return new Set();
  const rules = getMetadataStorage().getTargetValidationMetadatas(target, '', false, false);
  return new Set(
    rules.filter((rule) => rule.each && rule.propertyName === error.property).map((rule) => rule.name ?? rule.type),
  );
}
