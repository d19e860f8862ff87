import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClockModule } from '../../src/clock/clock.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { ApiCallDriverModule } from '../../src/drivers/api-call/api-call-driver.module.js';
import { DriverData } from '../../src/drivers/driver-data.js';
import { DriverRegistry } from '../../src/drivers/driver-registry.js';
import { DriversModule } from '../../src/drivers/drivers.module.js';
import { EmailDriverModule } from '../../src/drivers/email/email-driver.module.js';
import type { DriverResult } from '../../src/drivers/job-context.js';
import { NoopDriverModule } from '../../src/drivers/noop/noop-driver.module.js';
import { OpenfnDriverModule } from '../../src/drivers/openfn/openfn-driver.module.js';
import { recordedContext } from '../../src/testing/recorded-context.js';
import type { ContextInput, RecordedContext } from '../../src/testing/recorded-context.js';

/** Closed by `closeAll`, the latest first. */
const closing: (() => Promise<unknown>)[] = [];

/** Has something closed after the test. */
export function closeLater(close: () => Promise<unknown>): void {
  closing.push(close);
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).toReversed()) await close();
}

/** The drivers that need no database, in a context of their own. */
export async function driversWith(env: Record<string, string> = {}): Promise<INestApplicationContext> {
  const secrets = { SECRETS_KEY: 'a key of at least thirty-two characters', ALLOW_PRIVATE_NETWORK: 'true' };
  const config = ConfigModule.forRoot(readEnv({ ...secrets, ...env }));
  const root = {
    module: class App {},
    imports: [
      config,
      ClockModule,
      DriversModule,
      NoopDriverModule,
      EmailDriverModule,
      ApiCallDriverModule,
      OpenfnDriverModule,
    ],
  };
  const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  closeLater(() => app.close());
  return app;
}

/** A run that was started. */
export interface StartedRun {
  context: RecordedContext<unknown>;
  result: Promise<DriverResult | void>;
}

/** As the scheduler does it: data is stored, read back for the run, and handed to the driver. */
export async function start(
  app: INestApplicationContext,
  type: string,
  input: ContextInput<unknown>,
): Promise<StartedRun> {
  const driverData = app.get(DriverData);
  const stored = await driverData.prepareForStorage(type, input.data, null);
  const context = recordedContext<unknown>({ ...input, data: await driverData.forRun(type, stored) });
  const result = app
    .get(DriverRegistry)
    .get(type)!
    .handler.run(context as never);
  result.catch(() => undefined);
  return { context, result };
}

/** Starts a run and waits for its end. */
export async function run(app: INestApplicationContext, type: string, input: ContextInput<unknown>) {
  const { context, result } = await start(app, type, input);
  return { context, result: await result };
}
