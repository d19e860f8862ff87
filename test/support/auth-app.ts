import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import jsonwebtoken from 'jsonwebtoken';
import { AuthModule } from '../../src/auth/auth.module.js';
import { AuthenticationGuard } from '../../src/auth/authentication.guard.js';
import { Permission, Permit } from '../../src/auth/permission.js';
import { ClockModule } from '../../src/clock/clock.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { Sql } from '../../src/database/sql.js';
import { ErrorFilter } from '../../src/errors/error.filter.js';
import { RequestValidationPipe } from '../../src/errors/validation.pipe.js';

export const SECRET = 'a secret of the tests that is long enough';

/** A response, its body read as JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of many shapes
  body: any;
}

/** The auth module alone behind its guard and the product's filter, listening on loopback. */
export interface AuthApp {
  app: NestFastifyApplication;
  sql: Sql;
  call(method: string, path: string, options?: { token?: string; body?: unknown }): Promise<Answer>;
  close(): Promise<void>;
}

@Controller('api/test')
class ProbeController {
  @Get('undeclared')
  undeclared(): string {
    return 'never';
  }

  @Get('creators')
  @Permit(Permission.JobsCreate)
  creators(): { ok: boolean } {
    return { ok: true };
  }
}

export async function startAuthApp(databaseUrl: string, env: Record<string, string>): Promise<AuthApp> {
  @Module({
    imports: [ConfigModule.forRoot(readEnv(env)), ClockModule, DatabaseModule.forRoot(databaseUrl, 5), AuthModule],
    controllers: [ProbeController],
    providers: [{ provide: APP_GUARD, useExisting: AuthenticationGuard }],
  })
  class AuthAppModule {}

  const app = await NestFactory.create<NestFastifyApplication>(AuthAppModule, new FastifyAdapter(), { logger: false });
  app.useGlobalFilters(new ErrorFilter());
  app.useGlobalPipes(new RequestValidationPipe());
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    app,
    sql: app.get(Sql),
    call: (method, path, options) => call(method, url + path, options),
    close: () => app.close(),
  };
}

async function call(method: string, url: string, options: { token?: string; body?: unknown } = {}): Promise<Answer> {
  const headers = {
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const response = await fetch(url, {
    method,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** A token as a holder of the secret makes it; an hour long unless the claims say otherwise. */
export function tokenFor(sub: string, claims: Record<string, unknown> = {}, secret = SECRET): string {
  return jsonwebtoken.sign({ exp: Math.floor(Date.now() / 1000) + 3600, ...claims, sub }, secret, {
    algorithm: 'HS256',
  });
}
