import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Env } from '../config/env.js';

/**
 * With the embedded database, secrets that the environment leaves out are generated once and kept in DATA_DIR, readable
 * by this account only. With DATABASE_URL nothing is generated: several nodes would disagree.
 */
export function withKeptSecrets(env: Env, dataDir: string): Env {
  if (env.DATABASE_URL) return env;
  return {
    ...env,
    JWT_SECRET: env.JWT_SECRET ?? kept(path.join(dataDir, 'jwt-secret')),
    SECRETS_KEY: env.SECRETS_KEY ?? kept(path.join(dataDir, 'secrets-key')),
  };
}

/** Two first starts at once must agree: a full file is linked into place, and the loser reads the winner's. */
function kept(file: string): string {
  if (!fs.existsSync(file)) {
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    fs.writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    try {
      fs.linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      fs.unlinkSync(draft);
    }
  }
  const secret = fs.readFileSync(file, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(`${file} is damaged: restore it from a backup, or delete it to make a new one.`);
  return secret;
}
