import fs from 'node:fs';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createApp } from '../app.setup.js';
import type { RootModule } from '../app.setup.js';
import { FirstSuperuser } from '../auth/first-superuser.js';
import { readEnv } from '../config/env.js';
import type { Env } from '../config/env.js';
import { createLogger } from '../logging/logger.js';
import { keepSecretsOf, redacted } from '../logging/redaction.js';
import { banner } from './banner.js';
import { bootFailureLines } from './boot-failure.js';
import { assertMigrated, migrate, openDatabase } from './database-boot.js';
import type { BootedDatabase } from './database-boot.js';
import { assertPortIsFree } from './free-port.js';
import { withKeptSecrets } from './kept-secrets.js';
import { keepHeapSmall, sweepAfterStart } from './small-heap.js';
import { stopOnSignals } from './stop-on-signals.js';
import type { Stoppables } from './stop-on-signals.js';

/**
 * Starts the product: environment, database, migrations, application, banner. Any problem is one line and exit code 1.
 * `root` makes the module to start from, for installations with modules of their own; it must import
 * `PunctualModule.forRoot(env, databaseUrl)`.
 */
export async function boot(root?: RootModule): Promise<void> {
  let env: Env | undefined;
  const stoppables: Stoppables = {};
  keepHeapSmall();
  try {
    if (fs.existsSync('.env')) process.loadEnvFile('.env');
    env = readEnv();
    keepSecretsOf(env);
    const logger = createLogger(env.LOG_LEVEL);
    stopOnSignals(stoppables, logger);
    stoppables.starting = start(env, { stoppables, logger, root });
    await stoppables.starting;
  } catch (error) {
    // A signal came during the start: what was started by then is stopped there.
    if (stoppables.isStopping) return;
    for (const line of bootFailureLines(error, env?.DATABASE_URL))
      process.stderr.write(redacted(`punctual: ${line}\n`));
    if (env?.LOG_LEVEL === 'debug' || env?.LOG_LEVEL === 'trace') console.error(error);
    // The application first: its connections would make the database look used by others.
    await stoppables.closeApp?.().catch(() => undefined);
    await stoppables.releaseDatabase?.().catch(() => undefined);
    process.exit(1);
  }
}

interface Start {
  stoppables: Stoppables;
  logger: Logger;
  root: RootModule | undefined;
}

async function start(env: Env, { stoppables, logger, root }: Start): Promise<void> {
  const goOn = (): void => {
    if (stoppables.isStopping) throw new Error('stopped during the start');
  };
  await assertPortIsFree(env.PORT, env.HOST);
  goOn();
  const database = await openDatabase(env, (message) => logger.info(message), endWithoutDatabase);
  stoppables.releaseDatabase = database.embedded?.release;
  goOn();
  await (env.MIGRATE_ON_START ? migrate(database.url) : assertMigrated(database.url));
  const ready = withKeptSecrets(env, database.embedded?.dataDir ?? path.resolve(env.DATA_DIR));
  goOn();
  const app = await createApp({ env: ready, databaseUrl: database.url, logger }, root);
  stoppables.closeApp = () => app.close();
  goOn();
  sweepAfterStart();
  await listen(app, ready, database);
}

/** Its runs have been aborted by then; what they did is found by whoever starts next. */
function endWithoutDatabase(reason: Error): void {
  process.stderr.write(`punctual: ${reason.message}\n`);
  process.exit(1);
}

async function listen(app: NestFastifyApplication, env: Env, database: BootedDatabase): Promise<void> {
  await app.listen(env.PORT, env.HOST);
  // Only now: a start that fails would take the generated password with it, unseen.
  const superuser = await app.get(FirstSuperuser).ensure();
  const address = app.getHttpServer().address() as { port: number };
  const host = ['0.0.0.0', '::'].includes(env.HOST) ? 'localhost' : env.HOST;
  const { embedded } = database;
  const notices = embedded?.notice ? [embedded.notice] : [];
  if (embedded && !embedded.startedHere) notices.push('joined the database that already ran on this data directory');
  if (!env.SMTP_URL) notices.push(`no SMTP_URL: mails are written to ${path.resolve(env.DATA_DIR, 'outbox')}`);
  process.stdout.write(
    banner({ url: env.PUBLIC_URL ?? `http://${host}:${address.port}`, dataDir: embedded?.dataDir, notices, superuser }),
  );
}
