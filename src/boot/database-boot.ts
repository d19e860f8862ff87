import { setTimeout as pause } from 'node:timers/promises';
import { AbstractLogger, DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig.js';
import type { Env } from '../config/env.js';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.js';
import type { EmbeddedPostgres } from '../database/embedded/embedded-postgres.js';
import { DomainError } from '../errors/domain-error.js';

/** Where the data is, and the server if it is ours. */
export interface BootedDatabase {
  url: string;
  embedded?: EmbeddedPostgres;
}

/**
 * The configured database, or an embedded one that is started or joined. With `onLost` the embedded one is brought back when
 * it dies, and `onLost` hears when that can't be done.
 */
export async function openDatabase(
  env: Env,
  log: (message: string) => void,
  onLost?: (reason: Error) => void,
): Promise<BootedDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL };
  const embedded = await startEmbeddedPostgres({ dataDir: env.DATA_DIR, log, ...(onLost && { onLost }) });
  return { url: embedded.url, embedded };
}

const MIGRATION_LOCK = 7_305_104_221;

/** A look at the schema answers soon, or the connection is dead. */
const LOOK_MS = 10_000;

/** Whoever waits for a table's lock holds up all who come after it: a migration steps back soon, and comes again. */
const LOCK_WAIT_MS = 2_000;
const BETWEEN_TRIES_MS = 1_000;
const TRIES = 100;
const LOCK_NOT_AVAILABLE = '55P03';

/** What a migration tells on its way. */
export interface MigrationNews {
  applied?(name: string): void;
  /** It has stepped back, because others use the tables that it changes. */
  waiting?(): void;
}

/**
 * Brings the schema up to date. Nodes that start together take turns; those that find nothing to do do not wait for others.
 * Each migration is a transaction of its own: what fails leaves nothing of itself, and those before it stay.
 */
export async function migrate(url: string, news: MigrationNews = {}): Promise<void> {
  if ((await missingMigrations(url)).length === 0) return;
  const options = dataSourceOptions(url, 2);
  const extra = { ...(options.extra as object), options: `-c lock_timeout=${LOCK_WAIT_MS}` };
  const dataSource = await new DataSource({ ...options, extra, logger: new AppliedMigrations(news) }).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SET lock_timeout = 0');
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runPatiently(dataSource, news);
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}

/** @throws DomainError `SCHEMA_BEHIND` when the database lacks a migration of this version */
export async function assertMigrated(url: string): Promise<void> {
  const missing = await missingMigrations(url);
  if (missing.length === 0) return;
  throw new DomainError(
    'unavailable',
    'SCHEMA_BEHIND',
    `The database lacks ${missing.length} migration(s), the first is ${missing[0]}. ` +
      `Migrate it (npm run migrate, punctual migrate or node dist/src/migrate.js), or set MIGRATE_ON_START=true.`,
  );
}

async function runPatiently(dataSource: DataSource, news: MigrationNews): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await dataSource.runMigrations();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || tries === TRIES) throw error;
      news.waiting?.();
      await pause(BETWEEN_TRIES_MS);
    }
  }
}

/** TypeORM tells what it has committed only to its logger. */
class AppliedMigrations extends AbstractLogger {
  constructor(private readonly news: MigrationNews) {
    super(false);
  }

  override logSchemaBuild(message: string): void {
    const name = /^Migration (\w+) has been executed/.exec(message)?.[1];
    if (name) this.news.applied?.(name);
  }

  protected writeLog(): void {}
}

/**
 * Names of the migrations that the database lacks, oldest first. What it has beyond them is of a newer version, and no matter.
 * Apart from the migrations, which may take as long as they like: this must not hang behind a connection that went dead.
 */
export async function missingMigrations(url: string): Promise<string[]> {
  const options = dataSourceOptions(url, 1);
  const extra = { ...(options.extra as object), query_timeout: LOOK_MS };
  const dataSource = await new DataSource({ ...options, extra }).initialize();
  try {
    const [row] = await dataSource.query<{ server_version_num: string }[]>('SHOW server_version_num');
    if (Number(row?.server_version_num) < 150_000)
      throw new DomainError(
        'unavailable',
        'DATABASE_TOO_OLD',
        `PostgreSQL 15 or newer is needed; this one is ${row?.server_version_num}.`,
      );
    const wanted = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
    const [made] = await dataSource.query<{ yes: boolean }[]>(`SELECT to_regclass('migrations') IS NOT NULL AS yes`);
    if (!made?.yes) return wanted;
    const done = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    const names = new Set(done.map(({ name }) => name));
    return wanted.filter((name) => !names.has(name));
  } finally {
    await dataSource.destroy();
  }
}
