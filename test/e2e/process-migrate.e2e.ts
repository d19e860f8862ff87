import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../src/database/migrations/migrations.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { codeBlock } from '../support/markdown.js';
import { Installation } from '../support/product-process.js';

const MIGRATE = path.resolve(import.meta.dirname, '../../dist/src/migrate.js');
const NAMES = migrations.map((migration) => migration.name);

let database: TestDatabase;
let installation: Installation;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  installation = new Installation({
    DATABASE_URL: database.url,
    JWT_SECRET: 'a-secret-for-tests-that-is-long-enough-0123456789',
    ADMIN_PASSWORD: 'a password for the tests',
    MIGRATE_ON_START: 'false',
  });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await installation?.remove();
  await database?.drop();
});

interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** `node dist/src/migrate.js` with nothing of the surrounding environment but the database. */
async function migrate(args: string[] = [], url = database.url): Promise<Said> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: url };
  return promisify(execFile)(process.execPath, [MIGRATE, ...args], { cwd: installation.directory, env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Said) => ({ code, stdout, stderr }),
  );
}
const lines = (text: string): string[] => text.trimEnd().split('\n');
const empty = async (): Promise<void> => void (await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));

describe('the migration step', () => {
  it('lists with --check what is missing, changes nothing, and ends with 2', async () => {
    await empty();
    const { code, stdout } = await migrate(['--check']);
    expect(code).toBe(2);
    expect(lines(stdout)).toEqual([
      ...NAMES.map((name) => `missing ${name}`),
      `${NAMES.length} migration(s) are missing.`,
    ]);
    const { rows } = await client.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`);
    expect(rows).toEqual([]);
  });

  it('leaves a node with MIGRATE_ON_START=false refused, in one line', async () => {
    const refused = installation.spawn();
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    const shown = codeBlock('docs/operations/upgrade.md', 'punctual: The database lacks');
    const ofThis = shown
      .replace(/\d+ migration/, `${NAMES.length} migration`)
      .replace(/first is \w+/, `first is ${NAMES[0]}`);
    expect(lines(refused.stderr)).toEqual(lines(ofThis));
  });

  it('says each migration on a line when two run at once, each applied by one of them', async () => {
    await empty();
    const both = await Promise.all([migrate(), migrate()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const applied = both.flatMap(({ stdout }) => lines(stdout).filter((line) => line.startsWith('applied ')));
    expect(applied).toEqual(NAMES.map((name) => `applied ${name}`));
    expect(new Set(both.map(({ stdout }) => lines(stdout).at(-1)))).toEqual(
      new Set(['Nothing to do: the schema is up to date.', `The schema is up to date: ${NAMES.length} applied.`]),
    );
  });

  it('does nothing more, and --check ends with 0', async () => {
    expect(await migrate()).toMatchObject({ code: 0, stdout: 'Nothing to do: the schema is up to date.\n' });
    expect(await migrate(['--check'])).toMatchObject({ code: 0, stdout: 'The schema is up to date.\n' });
  });

  it('ends with 1 and one line when the database is away, or an argument is unknown', async () => {
    const away = await migrate([], 'postgres://punctual:hunter2hunter2@127.0.0.1:1/none');
    expect(away).toMatchObject({ code: 1, stdout: '' });
    expect(away.stderr).toMatch(/^migrate: PostgreSQL at 127\.0\.0\.1:1\/none can't be reached .*\n$/);
    expect(await migrate(['--force'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'punctual: unknown option "--force": see punctual --help.\n',
    });
  });
});

describe('a node with MIGRATE_ON_START=false', () => {
  it('starts on a schema that is up to date, or newer, and is not ready when one goes missing', async () => {
    await client.query(
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'OfANewerRelease9999999999999')`,
    );
    const node = await installation.start();
    const ready = async (): Promise<{ status: number; text: string }> => {
      const answer = await fetch(`${node.url}/health/ready`);
      return { status: answer.status, text: await answer.text() };
    };
    expect((await ready()).status).toBe(200);
    await client.query('DELETE FROM migrations WHERE name = $1', [NAMES.at(-1)]);
    const behind = await ready();
    expect(behind.status).toBe(503);
    expect(behind.text).toContain('1 migration(s) are not applied yet.');
  });
});
