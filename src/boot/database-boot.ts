import { DataSource } from 'typeorm';
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

/** Brings the schema up to date. Nodes that start together take turns; those that find nothing to do do not wait for others. */
export async function migrate(url: string): Promise<void> {
  if (await isUpToDate(url)) return;
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}

/** Apart from the migrations, which may take as long as they like: this must not hang behind a connection that went dead. */
async function isUpToDate(url: string): Promise<boolean> {
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
    const [made] = await dataSource.query<{ yes: boolean }[]>(`SELECT to_regclass('migrations') IS NOT NULL AS yes`);
    if (!made?.yes) return false;
    const done = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    const names = new Set(done.map(({ name }) => name));
    return dataSource.migrations.every((migration) => names.has(migration.name ?? migration.constructor.name));
  } finally {
    await dataSource.destroy();
  }
}
