import type { ProblemDetail } from '../../errors/domain-error.js';
import { isJsonObject, pathText } from './json-value.js';
import type { JsonPath } from './json-value.js';

const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 16;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** A NUL or half a surrogate pair: PostgreSQL refuses both in jsonb. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** What is wrong with data whatever its driver: not an object, too large, too deep, dangerous keys, unstorable text. */
export function boundProblems(data: unknown): ProblemDetail[] {
  if (!isJsonObject(data)) return [{ path: 'data', message: 'must be a JSON object' }];
  const problem = firstProblem(data, []);
  if (problem) return [problem];
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes > MAX_BYTES)
    return [{ path: 'data', message: `must be at most ${MAX_BYTES} bytes of JSON, and is ${bytes}` }];
  return [];
}

function firstProblem(value: unknown, path: JsonPath): ProblemDetail | undefined {
  if (path.length > MAX_DEPTH) return { path: 'data', message: `must be nested at most ${MAX_DEPTH} levels deep` };
  if (typeof value === 'string' && UNSTORABLE.test(value))
    return { path: pathText(path), message: 'must not contain the NUL character or half of a surrogate pair' };
  if (typeof value === 'number' && !Number.isFinite(value))
    return { path: pathText(path), message: 'must be a finite number' };
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, item] of Object.entries(value)) {
    const problem = keyProblem(key, path) ?? firstProblem(item, [...path, Array.isArray(value) ? Number(key) : key]);
    if (problem) return problem;
  }
  return undefined;
}

function keyProblem(key: string, path: JsonPath): ProblemDetail | undefined {
  if (FORBIDDEN_KEYS.has(key)) return { path: pathText(path), message: `must not have a key named "${key}"` };
  if (UNSTORABLE.test(key))
    return { path: pathText(path), message: 'must not have a key with the NUL character or half of a surrogate pair' };
  return undefined;
}
