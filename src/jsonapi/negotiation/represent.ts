import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentTypeOf } from './representation.js';
import type { RepresentationConstraint } from './representation-constraint.js';

/** Says on every answer of a route with two representations which one it is, and that Accept decides. */
export function sayRepresentation(fastify: FastifyInstance, constraint: RepresentationConstraint): void {
  fastify.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply) => {
    const representation = constraint.of(request.raw);
    if (!representation) return;
    const vary = reply.getHeader('vary');
    void reply.header('Vary', vary === undefined ? 'Accept' : `${String(vary)}, Accept`);
    if (String(reply.getHeader('content-type') ?? '').includes('json'))
      void reply.header('Content-Type', contentTypeOf(representation, request.headers.accept));
  });
}
