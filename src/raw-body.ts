import type { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from './errors/domain-error.js';

/** The body of a request as it comes, to be read once. Nothing of it was read before guards had their say. */
export interface RawBody {
  stream: Readable;
  /** As the client sent it; undefined when it sent none. */
  contentType: string | undefined;
  /** As the client announced it; undefined when it did not. */
  contentLength: number | undefined;
}

/** Never sent by clients: what the hook below puts in the place of the real one. */
const RAW = 'application/x-punctual-raw';

/** How long a client that was answered early may go on sending before its connection is closed. */
const LINGER_MS = 2_000;

/** Makes a handler's `@Body()` a RawBody, whatever its media type and size. */
export function StreamedBody(): MethodDecorator {
  return RouteConfig({ streamsBody: true });
}

/** Routes that are declared with `@StreamedBody()` get their bodies unread; for all others nothing changes. */
export function passRawBodies(fastify: FastifyInstance): void {
  const sent = new WeakMap<FastifyRequest, string | undefined>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    if ((request.routeOptions.config as { streamsBody?: boolean }).streamsBody) {
      sent.set(request, request.headers['content-type']);
      request.headers['content-type'] = RAW;
    }
    done();
  });
  // What is left of a refused upload is read and forgotten, so that the client gets its answer and can go on with the
  // connection; but not for as long as it likes.
  fastify.addHook('onResponse', (request, _reply, done) => {
    if (sent.has(request)) forgetTheRest(request.raw);
    done();
  });
  fastify.addContentTypeParser(RAW, (request, stream: Readable, done) => {
    if (!sent.has(request)) return done(notJson());
    const length = request.headers['content-length'];
    const body: RawBody = {
      stream,
      contentType: sent.get(request),
      contentLength: length === undefined ? undefined : Number(length),
    };
    done(null, body);
  });
}

function forgetTheRest(raw: FastifyRequest['raw']): void {
  raw.resume();
  if (!raw.complete) setTimeout(() => void (raw.complete || raw.destroy()), LINGER_MS).unref();
}

function notJson(): DomainError {
  return new DomainError(
    'unsupported',
    'UNSUPPORTED_MEDIA_TYPE',
    'Bodies are JSON here: send Content-Type: application/json.',
  );
}
