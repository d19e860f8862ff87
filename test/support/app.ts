import { createSecretKey } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import jwt from 'jsonwebtoken';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.setup.js';
import type { RootModule } from '../../src/app.setup.js';
import { FirstSuperuser } from '../../src/auth/first-superuser.js';
import { readEnv } from '../../src/config/env.js';
import { Sql } from '../../src/database/sql.js';
import { createLogger } from '../../src/logging/logger.js';
import { ApiClient } from './api-client.js';
import { createTestDatabase } from './database.js';
import { LogWatch } from './log-watch.js';

export const TEST_SECRETS_KEY = 'a-key-for-tests-that-is-long-enough-0123456789';
export const TEST_JWT_SECRET = 'a-secret-for-tests-that-is-long-enough-0123456789';

/** What a token says; see the contract, §1. */
export interface Claims {
  name?: string;
  email?: string;
  timezone?: string;
  teams?: unknown[];
  permissions?: string[];
  superuser?: boolean;
}

/** The whole application on a database of its own, listening on loopback. */
export interface TestApp {
  app: NestFastifyApplication;
  url: string;
  databaseUrl: string;
  dataDir: string;
  sql: Sql;
  /** Every line that the application logs, at the level of debug; `close` throws when a secret was among them. */
  log: LogWatch;
  token(userId: string, claims?: Claims): string;
  /** A client of that user; may create jobs and datasets unless the claims say otherwise. */
  as(userId: string, claims?: Claims): ApiClient;
  close(): Promise<void>;
}

export async function startTestApp(
  options: { env?: Record<string, string>; databaseUrl?: string; root?: RootModule } = {},
): Promise<TestApp> {
  const database = options.databaseUrl ? undefined : await createTestDatabase();
  const databaseUrl = options.databaseUrl ?? database!.url;
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-app-'));
  const env = readEnv({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    JWT_SECRET: TEST_JWT_SECRET,
    SECRETS_KEY: TEST_SECRETS_KEY,
    ALLOW_PRIVATE_NETWORK: 'true',
    SHUTDOWN_GRACE_MS: '2000',
    TOKEN_FAILURES_PER_MINUTE: '0',
    ...options.env,
  });
  const log = new LogWatch();
  log.plant(TEST_JWT_SECRET, TEST_SECRETS_KEY, ...Object.values(env.SQL_CONNECTIONS ?? {}));
  const app = await createApp({ env, databaseUrl, logger: createLogger('debug', log) }, options.root);
  await app.init();
  await app.get(FirstSuperuser).ensure();
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  return {
    app,
    url,
    databaseUrl,
    dataDir,
    sql: app.get(Sql),
    log,
    token: signToken,
    as: (userId, claims) => new ApiClient(url, signToken(userId, claims)),
    close: async () => {
      await app.close();
      await database?.drop();
      fs.rmSync(dataDir, { recursive: true, force: true });
      log.assertNoSecrets();
    },
  };
}

const MAKER = ['permission.jobs.create', 'permission.datasets.create'];

function signToken(userId: string, claims: Claims = {}): string {
  const key = createSecretKey(Buffer.from(TEST_JWT_SECRET));
  return jwt.sign({ sub: userId, permissions: MAKER, ...claims }, key, { algorithm: 'HS256', expiresIn: '1h' });
}
