import type { FastifyInstance } from 'fastify';
import { DomainError } from './errors/domain-error.js';

export const BODY_LIMIT_BYTES = 1024 * 1024;

/** Keys that JavaScript takes for its own: what reads bodies further on drops them without a word. */
const DANGEROUS_KEY = /"(?:__proto__|constructor|prototype)"\s*:/;
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;

/**
 * Every JSON media type is read alike; an empty body counts as none (clients send the header on POSTs without a body).
 * PostgreSQL can't store NUL, so it is refused here, once for all fields.
 */
export function readJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json']);
  fastify.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json/,
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    (request, body: string, done) => {
      if (body.trim() === '') return done(null, undefined);
      if (ESCAPED_NUL.test(body))
        return done(
          new DomainError('malformed', 'MALFORMED_TEXT', 'Text must not contain the NUL character (\\u0000).'),
        );
      const key = DANGEROUS_KEY.exec(body)?.[0];
      if (key !== undefined)
        return done(
          new DomainError(
            'malformed',
            'FORBIDDEN_KEY',
            `${key.slice(0, -1).trim()} can't be used as a key. Rename it.`,
          ),
        );
      return parse(request, body, done);
    },
  );
}
