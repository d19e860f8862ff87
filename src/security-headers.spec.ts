import helmet from '@fastify/helmet';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { securityHeaders, sendHeaders } from './security-headers.js';

const OPTIONS = {
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  strictTransportSecurity: true,
};

async function headersOfAnswer(prepare: (fastify: FastifyInstance) => Promise<unknown>) {
  const fastify = new FastifyAdapter().getInstance();
  await prepare(fastify);
  fastify.get('/', async () => 'x');
  const { date: _date, ...headers } = (await fastify.inject('/')).headers;
  await fastify.close();
  return headers;
}

describe('securityHeaders', () => {
  it('are what helmet sends with every answer', async () => {
    const byHelmet = await headersOfAnswer(async (fastify) => fastify.register(helmet, OPTIONS));
    const sent = await headersOfAnswer(async (fastify) => sendHeaders(fastify, await securityHeaders(OPTIONS)));
    expect(sent).toEqual(byHelmet);
    expect(sent).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-length': '1' });
    expect(sent).toHaveProperty('strict-transport-security');
  });
});
