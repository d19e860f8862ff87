import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { Authenticator } from './auth/authenticator.js';
import type { Env } from './config/env.js';
import { drainConnections } from './connection-drain.js';
import { allowOrigins } from './cors.js';
import { DomainError } from './errors/domain-error.js';
import { ErrorFilter } from './errors/error.filter.js';
import { malformedUrl } from './errors/problem.js';
import { RequestValidationPipe } from './errors/validation.pipe.js';
import { BODY_LIMIT_BYTES, readJsonBodies } from './json-body.js';
import { sayRepresentation } from './jsonapi/negotiation/represent.js';
import { RepresentationConstraint } from './jsonapi/negotiation/representation-constraint.js';
import { HttpMetrics } from './metrics/http-metrics.js';
import { NestLogger } from './logging/logger.js';
import { keepSecretsOf } from './logging/redaction.js';
import { requestId } from './logging/request-ids.js';
import { logRequests } from './logging/request-log.js';
import { publishOpenApi } from './openapi.setup.js';
import { passRawBodies } from './raw-body.js';
import { securityHeaders, sendHeaders } from './security-headers.js';
import { Traces } from './tracing/traces.js';

/** What an application is made of; the database is migrated and secrets are in place. */
export interface AppParts {
  env: Env;
  databaseUrl: string;
  logger: Logger;
}

/** The module that an application starts from: the product, and whatever a team adds to it. */
export type RootModule = (parts: AppParts) => DynamicModule;

const theProduct: RootModule = ({ env, databaseUrl }) => AppModule.forRoot(env, databaseUrl);

/** The application as it runs in production and in the end-to-end tests. It does not listen yet. */
export async function createApp(parts: AppParts, root: RootModule = theProduct): Promise<NestFastifyApplication> {
  const { env, databaseUrl, logger } = parts;
  keepSecretsOf(env, databaseUrl);
  const representations = new RepresentationConstraint(env.DEFAULT_REPRESENTATION);
  const secure = await securityHeaders({
    // Swagger UI styles itself inline; over plain HTTP on loopback nothing must be upgraded.
    contentSecurityPolicy: { directives: { styleSrc: ["'self'", "'unsafe-inline'"], upgradeInsecureRequests: null } },
    strictTransportSecurity: env.PUBLIC_URL?.startsWith('https:') ?? false,
  });
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: 1_000, constraints: { representation: representations.strategy } },
    genReqId: requestId,
    forceCloseConnections: 'idle',
    trustProxy: env.TRUSTED_PROXIES.length > 0 && env.TRUSTED_PROXIES,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) =>
      void reply.headers(secure).status(400).send(malformedUrl(error.message)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(root(parts), adapter, {
    bodyParser: false,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  representations.lookUpTokensWith((authorization) => app.get(Authenticator).representationOf(authorization));
  const fastify = adapter.getInstance();
  drainConnections(fastify);
  readJsonBodies(fastify);
  passRawBodies(fastify);
  sendHeaders(fastify, secure);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    done();
  });
  await app.get(Traces).start(fastify);
  await allowOrigins(fastify, env.CORS_ORIGINS);
  app.get(HttpMetrics).watch(fastify);
  logRequests(fastify, logger);
  if (!env.NODE_ROLES.includes('api')) serveHealthOnly(fastify);
  sayRepresentation(fastify, representations);
  app.useGlobalFilters(new ErrorFilter((request) => representations.of(request) === 'jsonapi'));
  app.useGlobalPipes(new RequestValidationPipe());
  publishOpenApi(app, env.PUBLIC_URL);
  return app;
}

/** A node that only schedules still tells its health and its metrics. */
function serveHealthOnly(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request) => {
    if (/^\/(?:health|metrics)(?:[/?]|$)/.test(request.url)) return;
    throw new DomainError(
      'absent',
      'NOT_AN_API_NODE',
      'This node only schedules (NODE_ROLES): ask one with the role api.',
    );
  });
}
