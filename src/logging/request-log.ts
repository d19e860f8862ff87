import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

const MAX_PATH = 300;

/**
 * One line per request, under the id that its answer carries as X-Request-Id: `debug` for reading, `info` for what
 * changes something, `warn` for our own failures. Neither query, headers nor bodies are in it.
 */
export function logRequests(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 500 ? 'warn' : isReading(request) ? 'debug' : 'info';
    if (logger.isLevelEnabled(level)) {
      const { method, id: reqId } = request;
      const path = request.url.split('?', 1)[0]!.slice(0, MAX_PATH);
      const { caller } = request as FastifyRequest & { caller?: { userId: string } };
      const about = { context: 'Http', reqId, method, path, status: reply.statusCode, userId: caller?.userId };
      logger[level]({ ...about, ms: Math.round(reply.elapsedTime) }, 'request');
    }
    done();
  });
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
