import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentTypeOf } from './representation.js';
import type { Representation } from './representation.js';
import type { RepresentationConstraint } from './representation-constraint.js';

/** Says on every answer of a route with two representations which one it is, and that Accept decides. */
export function sayRepresentation(fastify: FastifyInstance, constraint: RepresentationConstraint): void {
  fastify.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, _payload, done) => {
    const representation = constraint.of(request.raw);
    if (representation) say(representation, request, reply);
    done();
  });
}

function say(representation: Representation, request: FastifyRequest, reply: FastifyReply): void {
  const vary = reply.getHeader('vary');
  void reply.header('Vary', vary === undefined ? 'Accept' : `${String(vary)}, Accept`);
  if (String(reply.getHeader('content-type') ?? '').includes('json'))
    void reply.header('Content-Type', contentTypeOf(representation, request.headers.accept));
}
