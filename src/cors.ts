import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** What scripts of other origins may see of an answer, besides what browsers show anyway. */
const EXPOSED = ['ETag', 'Location', 'Link', 'Retry-After', 'WWW-Authenticate', 'X-Request-Id', 'Content-Disposition'];
const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of these origins call the API; without any, browsers let nobody. Who calls is said by a header, never by a
 * cookie, so credentials are not allowed: a page can do no more than a token that it holds.
 */
export async function allowOrigins(fastify: FastifyInstance, origins: string[]): Promise<void> {
  if (origins.length === 0) return;
  await fastify.register(cors, {
    origin: origins.includes('*') ? '*' : origins,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: EXPOSED,
    maxAge: PREFLIGHT_SECONDS,
  });
}
