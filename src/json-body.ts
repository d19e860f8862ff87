import type { FastifyInstance } from 'fastify';
import { DomainError } from './errors/domain-error.js';

export const BODY_LIMIT_BYTES = 1024 * 1024;

/** Keys that JavaScript takes for its own: what reads bodies further on drops them without a word. */
const DANGEROUS_KEY = /"(?:__proto__|constructor|prototype)"\s*:/;
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;
/** Deeper than anybody writes, and shallow enough for everything that walks a body recursively. */
const MAX_DEPTH = 100;

/**
 * Every JSON media type is read alike; an empty body counts as none (clients send the header on POSTs without a body).
 * PostgreSQL can't store NUL, so it is refused here, once for all fields.
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
      return problem ? done(problem) : parse(request, body, done);
    },
  );
}

/** What must not reach anything that reads or stores bodies; found in the text, once for all fields. */
function problemOfText(body: string): DomainError | undefined {
  if (ESCAPED_NUL.test(body)) return malformed('MALFORMED_TEXT', 'Text must not contain the NUL character (\\u0000).');
  const key = DANGEROUS_KEY.exec(body)?.[0];
  if (key !== undefined)
    return malformed('FORBIDDEN_KEY', `${key.slice(0, -1).trim()} can't be used as a key. Rename it.`);
  if (isTooDeep(body)) return malformed('BODY_TOO_DEEP', `The body must be nested at most ${MAX_DEPTH} levels deep.`);
  return undefined;
}

function isTooDeep(json: string): boolean {
  let depth = 0;
  // Strings are passed over as a whole; what is left of interest are the brackets.
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function malformed(code: string, message: string): DomainError {
  return new DomainError('malformed', code, message);
}
