import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import type { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { findRunningServer } from '../../src/database/embedded/postmaster-file.js';
import { eventually } from '../support/eventually.js';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../support/temporary-directory.js';

const patient = { timeoutMs: 50_000, intervalMs: 50 };

let dataDir: string;
let server: EmbeddedPostgres | undefined;
let lost: Error[];
let said: string[];

beforeEach(() => {
  dataDir = makeTemporaryDirectory();
  [lost, said] = [[], []];
});
afterEach(async () => {
  await server?.release();
  server = undefined;
  await removeTemporaryDirectory(dataDir);
});

const clusterOf = (): string => path.join(dataDir, 'postgres/data');

async function startGuarded(): Promise<EmbeddedPostgres> {
  server = await startEmbeddedPostgres({
    dataDir,
    ephemeral: true,
    log: (line) => said.push(line),
    onLost: (reason) => lost.push(reason),
  });
  return server;
}

async function answer(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query('SELECT 42 AS answer')).rows[0];
  } finally {
    await client.end();
  }
}

describe('an embedded PostgreSQL that dies under the process that uses it', () => {
  it('is started again at the same place, as often as it takes', async () => {
    const { url } = await startGuarded();
    for (const time of [1, 2]) {
      const { pid } = findRunningServer(clusterOf())!;
      process.kill(pid, 'SIGKILL');
      await eventually(() => expect(said.filter((line) => /started again/.test(line))).toHaveLength(time), patient);
      expect(await eventually(() => answer(url), patient)).toEqual({ answer: 42 });
    }
    expect(lost).toEqual([]);
    expect(await server!.release()).toEqual({ stopped: true });
    expect(findRunningServer(clusterOf())).toBeUndefined();
  });

  it('stays down when it was released', async () => {
    await startGuarded();
    expect(await server!.release()).toEqual({ stopped: true });
    expect(findRunningServer(clusterOf())).toBeUndefined();
    expect(said.some((line) => /again/.test(line))).toBe(false);
  });
});
