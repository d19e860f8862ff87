import { Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuthModule } from '../../src/auth/auth.module.js';
import { AuthenticationGuard } from '../../src/auth/authentication.guard.js';
import { ClockModule } from '../../src/clock/clock.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { Sql } from '../../src/database/sql.js';
import { DatasetsModule } from '../../src/datasets/datasets.module.js';
import { ErrorFilter } from '../../src/errors/error.filter.js';
import { RequestValidationPipe } from '../../src/errors/validation.pipe.js';
import { BODY_LIMIT_BYTES, readJsonBodies } from '../../src/json-body.js';
import { AccessGuard } from '../../src/sharing/access.guard.js';
import { SharingModule } from '../../src/sharing/sharing.module.js';
import { SECRET, tokenFor } from './auth-app.js';
import { createTestDatabase } from './database.js';

/** A response, its body read as JSON where it is JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of many shapes
  body: any;
}

/** Somebody who calls: a user with the permissions and teams of their token. */
export interface Client {
  (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  token: string;
}

/** Auth, sharing and datasets behind their real guards, pipe and filter, on a database of its own, listening on loopback. */
export interface DatasetApp {
  app: NestFastifyApplication;
  sql: Sql;
  url: string;
  databaseUrl: string;
  as(sub: string, claims?: Record<string, unknown>): Client;
  close(): Promise<void>;
}

export async function startDatasetApp(env: (databaseUrl: string) => Record<string, string>): Promise<DatasetApp> {
  const database = await createTestDatabase();
  const variables = {
    JWT_SECRET: SECRET,
    SECRETS_KEY: 'a key for the secrets of tests, long enough',
    ...env(database.url),
  };

  @Module({
    imports: [
      ConfigModule.forRoot(readEnv(variables)),
      ClockModule,
      DatabaseModule.forRoot(database.url, 5),
      AuthModule,
      SharingModule,
      DatasetsModule,
    ],
    providers: [
      { provide: APP_GUARD, useExisting: AuthenticationGuard },
      { provide: APP_GUARD, useExisting: AccessGuard },
    ],
  })
  class DatasetAppModule {}

  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT_BYTES, routerOptions: { maxParamLength: 1_000 } });
  const app = await NestFactory.create<NestFastifyApplication>(DatasetAppModule, adapter, {
    logger: false,
    bodyParser: false,
  });
  readJsonBodies(adapter.getInstance());
  app.useGlobalFilters(new ErrorFilter());
  app.useGlobalPipes(new RequestValidationPipe());
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    app,
    sql: app.get(Sql),
    url,
    databaseUrl: database.url,
    as: (sub, claims = {}) => client(url, tokenFor(sub, { permissions: ['permission.datasets.create'], ...claims })),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

function client(url: string, token: string): Client {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    };
  };
  return Object.assign(call, { token });
}
