import 'reflect-metadata';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from './src/database/entities.js';
import { readTimestampsFast } from './src/database/timestamps.js';
import { migrations } from './src/database/migrations/migrations.js';

readTimestampsFast();

/** Options of the one data source, for the application, the tests and TypeORM's command line. */
export function dataSourceOptions(url: string | undefined, poolSize = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    connectTimeoutMS: 10_000,
    poolSize,
    applicationName: 'punctual',
    // Plans over many partitions look costly and are not: compiling them would take longer than running them.
    extra: { keepAlive: true, options: '-c jit=off' },
  };
}

/** For the command line: `DATABASE_URL=… npx typeorm migration:show -d dist/ormconfig.js`. */
export default new DataSource(dataSourceOptions(process.env.DATABASE_URL));
