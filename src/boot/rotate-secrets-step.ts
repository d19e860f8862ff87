import fs from 'node:fs';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig.js';
import { readEnvOfDatabase } from '../config/env.js';
import type { Env } from '../config/env.js';
import { Sql } from '../database/sql.js';
import { keepSecretsOf, redacted } from '../logging/redaction.js';
import { rotateSecrets } from '../secret-rotation/secret-rotation.js';
import { SecretBox } from '../secrets/secret-box.js';
import { bootFailureLines } from './boot-failure.js';
import { openDatabase } from './database-boot.js';

/** 0: done. 1: it did not get through, run it again. 2: done but for what the old key does not open. */
type ExitCode = 0 | 1 | 2;

const complain = (line: string): void => void process.stderr.write(redacted(`rotate-secrets: ${line}\n`));

/**
 * Seals every stored secret of SECRETS_KEY_PREVIOUS anew with SECRETS_KEY. It may be killed and run again, beside nodes
 * that have both keys. See docs/operations.md.
 */
export async function runRotateSecretsStep(): Promise<ExitCode> {
  let env: Env | undefined;
  try {
    if (fs.existsSync('.env')) process.loadEnvFile('.env');
    env = readEnvOfDatabase();
    keepSecretsOf(env);
    for (const name of ['SECRETS_KEY', 'SECRETS_KEY_PREVIOUS'] as const)
      if (!env[name])
        throw new Error(`${name} is not set: the new key is SECRETS_KEY, the old one SECRETS_KEY_PREVIOUS.`);
    const database = await openDatabase(env, complain);
    try {
      return await rotate(database.url, env);
    } finally {
      await database.embedded?.release();
    }
  } catch (error) {
    for (const line of bootFailureLines(error, env?.DATABASE_URL)) complain(line);
    return 1;
  }
}

async function rotate(url: string, env: Env): Promise<ExitCode> {
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  try {
    const report = await rotateSecrets(new Sql(dataSource), new SecretBox(env), (table, resealed) =>
      complain(`${table}: ${resealed} so far`),
    );
    process.stdout.write(`${report.resealed} value(s) are sealed with the new key.\n`);
    for (const where of report.unreadable) complain(`can't be opened with the old key, and is left as it is: ${where}`);
    if (report.left > 0) throw new Error(`${report.left} value(s) were edited again and again: run this once more.`);
    return report.unreadable.length > 0 ? 2 : 0;
  } finally {
    await dataSource.destroy();
  }
}
