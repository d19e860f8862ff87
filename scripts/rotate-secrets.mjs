// npm run secrets:rotate: seals every stored secret of SECRETS_KEY_PREVIOUS anew with SECRETS_KEY. May be killed and run
// again, beside nodes that have both keys. See docs/operations.md.
import fs from 'node:fs';
import { buildIfNeeded } from './build-if-needed.mjs';

buildIfNeeded();
await import('reflect-metadata');
const { DataSource } = await import('typeorm');
const { dataSourceOptions } = await import('../dist/ormconfig.js');
const { readEnv } = await import('../dist/src/config/env.js');
const { openDatabase } = await import('../dist/src/boot/database-boot.js');
const { bootFailureLines } = await import('../dist/src/boot/boot-failure.js');
const { Sql } = await import('../dist/src/database/sql.js');
const { redacted, keepSecretsOf } = await import('../dist/src/logging/redaction.js');
const { SecretBox } = await import('../dist/src/secrets/secret-box.js');
const { rotateSecrets } = await import('../dist/src/secret-rotation/secret-rotation.js');

let database;
let dataSource;
let env;
try {
  if (fs.existsSync('.env')) process.loadEnvFile('.env');
  // Only this needs no way to check tokens.
  env = readEnv({ JWT_SECRET: 'x'.repeat(32), ...process.env });
  keepSecretsOf(env);
  for (const name of ['SECRETS_KEY', 'SECRETS_KEY_PREVIOUS'])
    if (!env[name])
      throw new Error(`${name} is not set: the new key is SECRETS_KEY, the old one SECRETS_KEY_PREVIOUS.`);
  database = await openDatabase(env, (message) => console.error(message));
  dataSource = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
  const report = await rotateSecrets(new Sql(dataSource), new SecretBox(env), (table, resealed) =>
    console.error(`${table}: ${resealed} so far`),
  );
  console.log(`${report.resealed} value(s) are sealed with the new key.`);
  for (const where of report.unreadable)
    console.error(`can't be opened with the old key, and is left as it is: ${where}`);
  if (report.left > 0) throw new Error(`${report.left} value(s) were edited again and again: run this once more.`);
  if (report.unreadable.length > 0) process.exitCode = 2;
} catch (error) {
  process.exitCode = 1;
  for (const line of bootFailureLines(error, env?.DATABASE_URL)) console.error(redacted(`secrets:rotate: ${line}`));
} finally {
  await dataSource?.destroy();
  await database?.embedded?.release();
}
