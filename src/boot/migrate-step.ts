import fs from 'node:fs';
import { readEnvOfDatabase } from '../config/env.js';
import type { Env } from '../config/env.js';
import { keepSecretsOf, redacted } from '../logging/redaction.js';
import { bootFailureLines } from './boot-failure.js';
import { migrate, missingMigrations, openDatabase } from './database-boot.js';

/** 0: the schema is up to date. 1: it could not be brought there. 2: the check found that it is behind. */
type ExitCode = 0 | 1 | 2;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(redacted(`migrate: ${line}\n`));

/**
 * Brings the schema up to date as a step of its own, one line per migration; with `check` only says what is missing.
 * Takes the lock that starting nodes take: it may run beside them, and twice.
 */
export async function runMigrateStep({ check: onlyCheck }: { check: boolean }): Promise<ExitCode> {
  let env: Env | undefined;
  try {
    if (fs.existsSync('.env')) process.loadEnvFile('.env');
    env = readEnvOfDatabase();
    keepSecretsOf(env);
    const database = await openDatabase(env, complain);
    try {
      return await (onlyCheck ? check(database.url) : step(database.url));
    } finally {
      await database.embedded?.release();
    }
  } catch (error) {
    for (const line of bootFailureLines(error, env?.DATABASE_URL)) complain(line);
    return 1;
  }
}

async function check(url: string): Promise<ExitCode> {
  const missing = await missingMigrations(url);
  for (const name of missing) say(`missing ${name}`);
  say(missing.length === 0 ? 'The schema is up to date.' : `${missing.length} migration(s) are missing.`);
  return missing.length === 0 ? 0 : 2;
}

async function step(url: string): Promise<ExitCode> {
  let applied = 0;
  await migrate(url, {
    applied: (name) => {
      applied++;
      say(`applied ${name}`);
    },
    waiting: () => complain('others use the tables that the next migration changes; it tries again'),
  });
  say(applied === 0 ? 'Nothing to do: the schema is up to date.' : `The schema is up to date: ${applied} applied.`);
  return 0;
}
