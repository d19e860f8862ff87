import helmet from '@fastify/helmet';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** What an answer has without helmet, too. */
const OF_ANY_ANSWER = new Set(['content-type', 'content-length', 'date', 'connection', 'keep-alive']);

/** helmet's headers. They are the same for all answers, so helmet is asked once, and not for each. */
export async function securityHeaders(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const sample = new FastifyAdapter().getInstance();
  await sample.register(helmet, options);
  sample.get('/', async () => '');
  const { headers } = await sample.inject('/');
  await sample.close();
  const own = Object.entries(headers as Record<string, string>).filter(([name]) => !OF_ANY_ANSWER.has(name));
  return Object.fromEntries(own);
}

/** Sends them with every answer for which hooks run: all but those to URLs that can't be read. */
export function sendHeaders(fastify: FastifyInstance, headers: Record<string, string>): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    // Kept by fastify, which hands all over at once: Node checks and stores what it is given one by one, each time.
    void reply.headers(headers);
    done();
  });
}
