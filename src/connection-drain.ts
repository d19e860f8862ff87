import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 100;
const LAST_ANSWERS_MS = 10_000;

/**
 * Lets a stop end soon. The server itself closes the connections that are idle at that moment; one whose answer is still
 * on its way would be kept for the next request, for over a minute. Requests that are not answered after 10 s are cut off:
 * a client that never sends the rest of its body must not hold a node.
 */
export function drainConnections(fastify: FastifyInstance, lastAnswersMs = LAST_ANSWERS_MS): void {
  fastify.addHook('preClose', (done) => {
    if (!fastify.server.listening) return done();
    const sweep = setInterval(() => fastify.server.closeIdleConnections(), LOOK_EVERY_MS);
    const cut = setTimeout(() => fastify.server.closeAllConnections(), lastAnswersMs);
    fastify.server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(cut);
    });
    done();
  });
}
