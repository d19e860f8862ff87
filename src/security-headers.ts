import helmet from '@fastify/helmet';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** What an answer has without helmet, too. */
const OF_ANY_ANSWER = new Set(['content-type', 'content-length', 'date', 'connection', 'keep-alive']);

/** helmet's headers on every answer. They are the same for all, so helmet is asked once, and not for each. */
export async function sendSecurityHeaders(fastify: FastifyInstance, options: FastifyHelmetOptions): Promise<void> {
  const entries = Object.entries(await headersOf(options)).filter(([name]) => !OF_ANY_ANSWER.has(name));
  const headers = Object.fromEntries(entries);
  fastify.addHook('onRequest', (_request, reply, done) => {
    // Kept by fastify, which hands all over at once: Node checks and stores what it is given one by one, each time.
    void reply.headers(headers);
    done();
  });
}

async function headersOf(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const sample = new FastifyAdapter().getInstance();
  await sample.register(helmet, options);
  sample.get('/', async () => '');
  const { headers } = await sample.inject('/');
  await sample.close();
  return headers as Record<string, string>;
}
