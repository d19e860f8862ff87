// Fails when the entities and the migrations disagree, or when a migration can't be taken back and made again.
// Needs dist (npm run build).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { DataSource } from 'typeorm';
import { startEmbeddedPostgres } from '../dist/src/database/embedded/embedded-postgres.js';
import { dataSourceOptions } from '../dist/ormconfig.js';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-migrations-'));
fs.chmodSync(dataDir, 0o711);
const external = process.env.TEST_DATABASE_URL;
const server = external ? undefined : await startEmbeddedPostgres({ dataDir, ephemeral: true });
const url = external ?? server.url;
try {
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  await dataSource.runMigrations();
  for (const _ of dataSource.options.migrations) await dataSource.undoLastMigration();
  await dataSource.runMigrations();
  await dataSource.destroy();
  const cli = path.resolve('node_modules/typeorm/cli.js');
  execFileSync(
    process.execPath,
    [cli, 'migration:generate', '--check', '-d', 'dist/ormconfig.js', 'src/database/migrations/Drift'],
    {
      env: { ...process.env, DATABASE_URL: url },
      stdio: 'inherit',
    },
  );
} finally {
  await server?.release();
  fs.rmSync(dataDir, { recursive: true, force: true });
}
