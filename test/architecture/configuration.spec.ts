import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvError, envVariables, readEnv } from '../../src/config/env.js';
import type { Variable } from '../../src/config/variables.js';
import { VERSION } from '../../src/version.js';
import { ROOT } from './source-files.js';

const example = fs.readFileSync(path.join(ROOT, '.env.example'), 'utf8');
const variables: Record<string, Variable<unknown>> = envVariables;

/** `NAME=value` and `# NAME=value` lines of .env.example. */
const entries = Array.from(example.matchAll(/^(# )?([A-Z][A-Z0-9_]*)=(.*)$/gm), ([, comment, name, value]) => ({
  name: name!,
  value: value!,
  isOptional: comment !== undefined,
}));

describe('.env.example', () => {
  it('lists exactly the variables that the product reads, each once', () => {
    expect(entries.map((entry) => entry.name).sort()).toEqual(Object.keys(envVariables).sort());
  });

  it('shows the defaults, and comments out what has none', () => {
    const shown = Object.fromEntries(entries.map((entry) => [entry.name, entry.isOptional ? undefined : entry.value]));
    const defaults = Object.fromEntries(Object.entries(variables).map(([name, { fallback }]) => [name, fallback]));
    expect(shown).toEqual(defaults);
  });

  it('is itself a valid environment, also with every example filled in', () => {
    const given = entries.filter((entry) => !entry.isOptional).map(({ name, value }) => [name, value]);
    expect(readEnv(Object.fromEntries(given))).toEqual(readEnv({}));
    const all = entries.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]);
    expect(() => readEnv(Object.fromEntries(all))).not.toThrow();
  });

  it('explains every variable on the line before it', () => {
    const lines = example.split('\n');
    const silent = entries.filter(({ name }) => {
      const before = lines[lines.findIndex((line) => new RegExp(`^(?:# )?${name}=`).test(line)) - 1] ?? '';
      return !/^# .{8}/.test(before);
    });
    expect(silent).toEqual([]);
  });
});

describe('the environment', () => {
  it('reports all its problems at once, and no secret among them', () => {
    const read = (): unknown =>
      readEnv({
        PORT: '70000',
        DB_POOL: 'many',
        DATABASE_URL: 'mysql://root:hunter2@db/x',
        JWT_SECRET: 'hunter2',
        JWT_JWKS_URI: 'https://login.example.com/jwks',
        NODE_ROLES: 'api,king',
        DEFAULT_TIMEZONE: 'Mars/Olympus',
        ALLOW_PRIVATE_NETWORK: 'perhaps',
        LOG_LEVEL: 'loud',
      });
    expect(read).toThrow(EnvError);
    let message = '';
    try {
      read();
    } catch (error) {
      message = (error as EnvError).message;
    }
    const named = message.split('\n').map((line) => /^[A-Z_]+/.exec(line)?.[0]);
    expect(named).toEqual(
      expect.arrayContaining([
        'PORT',
        'DB_POOL',
        'DATABASE_URL',
        'JWT_SECRET',
        'NODE_ROLES',
        'DEFAULT_TIMEZONE',
        'ALLOW_PRIVATE_NETWORK',
        'LOG_LEVEL',
        'JWT_ISSUER',
        'JWT_AUDIENCE',
      ]),
    );
    expect(message).not.toContain('hunter2');
  });
});

describe('the version', () => {
  it('in the sources is the one in package.json', () => {
    const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(VERSION).toBe(version);
  });
});
