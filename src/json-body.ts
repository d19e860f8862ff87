import type { FastifyInstance } from 'fastify';
import { DomainError } from './errors/domain-error.js';

export const BODY_LIMIT_BYTES = 1024 * 1024;

/** Keys that JavaScript takes for its own: what reads bodies further on drops them without a word. */
const DANGEROUS_KEY = /"(?:__proto__|constructor|prototype)"\s*:/;
const ESCAPED_NUL = '\\u0000';
const NUL_REFUSED = 'Text must not contain the NUL character (\\u0000).';
const HALF_REFUSED = 'Text must not contain one half of a surrogate pair (such as \\ud83d) without the other.';
const LOW_HALF = /^\\u[dD][c-fC-F][0-9a-fA-F]{2}$/;
/** Deeper than anybody writes, and shallow enough for everything that walks a body recursively. */
const MAX_DEPTH = 100;
/** Twice the columns that a row may have. The time that checking an object against its class takes grows by the square. */
const MAX_KEYS = 2_000;

/**
 * Every JSON media type is read alike; an empty body counts as none (clients send the header on POSTs without a body).
 * PostgreSQL can't store NUL, nor half of a surrogate pair, so they are refused here, once for all fields.
 */
export function readJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json/,
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    (request, body: string, done) => {
      if (body.trim() === '') return done(null, undefined);
      const problem = problemOfText(body);
      if (problem) return done(problem);
      return parse(request, body, (error, value) => done(error ?? problemOfKeys(value) ?? null, value));
    },
  );
}

/** What must not reach anything that reads or stores bodies; found in the text, once for all fields. */
function problemOfText(body: string): DomainError | undefined {
  const key = DANGEROUS_KEY.exec(body)?.[0];
  if (key !== undefined)
    return malformed('FORBIDDEN_KEY', `${key.slice(0, -1).trim()} can't be used as a key. Rename it.`);
  return problemOfCharacters(body);
}

/** One step per character, whatever is sent: a pattern for strings would try each open one to the end of the text. */
function problemOfCharacters(body: string): DomainError | undefined {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < body.length; index += 1) {
    const character = body[index];
    if (character === '"') isInString = !isInString;
    else if (character === '\\' && isInString) {
      if (body.startsWith(ESCAPED_NUL, index)) return malformed('MALFORMED_TEXT', NUL_REFUSED);
      const length = escapeLength(body, index);
      if (length === undefined) return malformed('MALFORMED_TEXT', HALF_REFUSED);
      index += length - 1;
    } else if (isInString) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > MAX_DEPTH)
      return malformed('BODY_TOO_DEEP', `The body must be nested at most ${MAX_DEPTH} levels deep.`);
  }
  return undefined;
}

/** How long the escape at `index` is; undefined when it is one half of a surrogate pair without the other. */
function escapeLength(body: string, index: number): number | undefined {
  const code = body[index + 1] === 'u' ? Number.parseInt(body.slice(index + 2, index + 6), 16) : 0;
  if (code < 0xd800 || code > 0xdfff || Number.isNaN(code)) return 2;
  return code <= 0xdbff && LOW_HALF.test(body.slice(index + 6, index + 12)) ? 12 : undefined;
}

/** Without recursion, although the text was not deep: it must not be what decides how deep is safe. */
function problemOfKeys(body: unknown): DomainError | undefined {
  const left: unknown[] = [body];
  while (left.length > 0) {
    const value = left.pop();
    if (value === null || typeof value !== 'object') continue;
    const values: unknown[] = Object.values(value);
    if (!Array.isArray(value) && values.length > MAX_KEYS)
      return malformed('BODY_TOO_MANY_KEYS', `An object has ${values.length} keys; at most ${MAX_KEYS} are allowed.`);
    for (const each of values) if (typeof each === 'object') left.push(each);
  }
  return undefined;
}

function malformed(code: string, message: string): DomainError {
  return new DomainError('malformed', code, message);
}
