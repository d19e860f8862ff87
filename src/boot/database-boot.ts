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

/** The configured database, or an embedded one that is started or joined. */
export async function openDatabase(env: Env, log: (message: string) => void): Promise<BootedDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL };
  const embedded = await startEmbeddedPostgres({ dataDir: env.DATA_DIR, log });
  return { url: embedded.url, embedded };
}

const MIGRATION_LOCK = 7_305_104_221;

/** Brings the schema up to date. Nodes that start together take turns. */
export async function migrate(url: string): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    const [row] = (await lock.query('SHOW server_version_num')) as { server_version_num: string }[];
    if (Number(row?.server_version_num) < 150_000)
      throw new DomainError(
        'unavailable',
        'DATABASE_TOO_OLD',
        `PostgreSQL 15 or newer is needed; this one is ${row?.server_version_num}.`,
      );
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}
