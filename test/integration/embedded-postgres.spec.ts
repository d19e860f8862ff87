import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { findRunningServer } from '../../src/database/embedded/postmaster-file.js';
import { isAlive } from '../../src/database/embedded/process-identity.js';
import { stopServer } from '../../src/database/embedded/server-process.js';
import { compileLauncher, type CompiledLauncher } from '../support/compiled-launcher.js';
import { eventually } from '../support/eventually.js';
import { startLauncherProcess, type LauncherProcess } from '../support/launcher-process.js';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../support/temporary-directory.js';

let dataDir: string;
let launcher: CompiledLauncher;
const nodes: LauncherProcess[] = [];

const clusterOf = (): string => path.join(dataDir, 'postgres/data');
const start = (ephemeral = true): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, ephemeral });

function startNode(): LauncherProcess {
  const node = startLauncherProcess(launcher.entry, dataDir);
  nodes.push(node);
  return node;
}

async function query(url: unknown, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: String(url) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  launcher = compileLauncher();
});
afterAll(() => launcher.remove());
beforeEach(() => {
  dataDir = makeTemporaryDirectory();
});
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.kill();
  await removeTemporaryDirectory(dataDir);
});

describe('a start on an empty directory', () => {
  it('gives a password-protected database on loopback, kept secret from others', async () => {
    const server = await start();
    expect(server).toMatchObject({ startedHere: true, dataDir });
    expect(new URL(server.url).hostname).toBe('127.0.0.1');

    const [row] = await query(
      server.url,
      `SELECT current_setting('server_encoding') AS encoding, lower('ÀÉ') AS lower, current_setting('listen_addresses') AS listen,
              current_setting('unix_socket_directories') AS sockets, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super,
              EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS icu`,
    );
    expect(row).toStrictEqual({
      encoding: 'UTF8',
      lower: 'àé',
      listen: '127.0.0.1',
      sockets: '',
      super: false,
      icu: true,
    });

    const wrong = Object.assign(new URL(server.url), { password: 'wrong' }).href;
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    const hba = fs.readFileSync(path.join(clusterOf(), 'pg_hba.conf'), 'utf8');
    expect(hba.match(/^(?:local|host).*$/gm)?.every((line) => line.endsWith('scram-sha-256'))).toBe(true);
    for (const file of ['postgres/password', 'postgres.log']) {
      expect(fs.statSync(path.join(dataDir, file)).mode & 0o077).toBe(0);
    }
    expect(fs.existsSync(path.join(dataDir, 'postgres/initdb-password'))).toBe(false);

    const server1 = findRunningServer(clusterOf());
    const { password } = new URL(server.url);
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(password);
    expect(fs.readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).not.toContain(password);
    expect(await server.release()).toStrictEqual({ stopped: true });
    expect(await server.release()).toStrictEqual({ stopped: true });
    expect(isAlive(server1?.pid ?? 0)).toBe(false);
  });

  it('keeps the data and the port over a restart', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.release();

    const second = await start();
    expect(second).toMatchObject({ url: first.url, startedHere: true });
    expect(await query(second.url, 'SELECT answer FROM kept')).toStrictEqual([{ answer: 42 }]);
    await second.release();
  });

  it('takes another port when the last one is taken', async () => {
    const first = await start();
    await first.release();
    const squatter = net.createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await eventually(() => expect(squatter.listening).toBe(true));

    const second = await start();
    expect(second.url).not.toBe(first.url);
    await second.release();
    squatter.close();
  });
});

describe('several nodes on one directory', () => {
  it('lets one of several simultaneous first starts create and start the server, and the others join', async () => {
    const starters = [startNode(), startNode(), startNode()];
    const started = await Promise.all(starters.map((node) => node.next()));
    expect(new Set(started.map((node) => node['url'])).size).toBe(1);
    expect(started.filter((node) => node['startedHere'])).toHaveLength(1);
    expect(fs.readdirSync(dataDir).filter((name) => name.startsWith('postgres.init-'))).toStrictEqual([]);
  });

  it('leaves the server to the last node', async () => {
    const [first, second] = [startNode(), startNode()];
    const { url } = await first.next();
    await second.next();
    expect(await first.release()).toStrictEqual({ stopped: false });
    expect(await query(url, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
    expect(await second.release()).toStrictEqual({ stopped: true });
    expect(findRunningServer(clusterOf())).toBeUndefined();
  });

  it('leaves the server running while any client is connected', async () => {
    const server = await start();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    expect(await server.release()).toStrictEqual({ stopped: false });
    expect((await client.query('SELECT 1 AS one')).rows).toStrictEqual([{ one: 1 }]);
    await client.end();
  });

  it('is stopped by one of two nodes that stop at the same moment', async () => {
    const pair = [startNode(), startNode()];
    await Promise.all(pair.map((node) => node.next()));
    await Promise.all(pair.map((node) => node.release()));
    expect(findRunningServer(clusterOf())).toBeUndefined();
  });

  it('gives a node that starts while the last one stops a server that works', async () => {
    const first = startNode();
    await first.next();
    const second = startNode();
    await first.release();
    const { url } = await second.next();
    expect(await query(url, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
    expect(await second.release()).toStrictEqual({ stopped: true });
  });
});

describe('after a crash', () => {
  it('takes over the server of a killed process with all its rows', async () => {
    const killed = startNode();
    const { url } = await killed.next();
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await killed.kill();
    expect(findRunningServer(clusterOf())).toBeDefined();

    const server = await start();
    expect(server).toMatchObject({ url, startedHere: false });
    expect(await query(server.url, 'SELECT answer FROM kept')).toStrictEqual([{ answer: 42 }]);
    expect(await server.release()).toStrictEqual({ stopped: true });
  });

  it('loses no committed row when the server itself is killed', async () => {
    const first = await start(false);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = findRunningServer(clusterOf())?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await eventually(() => expect(isAlive(pid)).toBe(false));

    const second = await start(false);
    expect(second.startedHere).toBe(true);
    expect(await query(second.url, 'SELECT answer FROM kept')).toStrictEqual([{ answer: 42 }]);
    await second.release();
    expect(await first.release()).toStrictEqual({ stopped: true });
  });

  it.each([
    ['a dead process', () => 2 ** 22 - 7],
    ['another program', () => process.pid],
  ])('recognises a stale postmaster.pid that names %s', async (_what, pid) => {
    await (await start()).release();
    const lines = [pid(), clusterOf(), 1_700_000_000, 54_321, '', '127.0.0.1', '', 'ready   ', ''];
    fs.writeFileSync(path.join(clusterOf(), 'postmaster.pid'), lines.join('\n'));

    const server = await start();
    expect(server.startedHere).toBe(true);
    expect(await server.release()).toStrictEqual({ stopped: true });
  });

  it('is not harmed by a first start that died in the middle of initdb', async () => {
    const killed = startNode();
    await eventually(
      () => {
        const draft = fs.readdirSync(dataDir).find((name) => name.startsWith('postgres.init-'));
        expect(fs.existsSync(path.join(dataDir, draft ?? 'none yet', 'data/base'))).toBe(true);
      },
      { intervalMs: 1 },
    );
    await killed.kill();
    expect(fs.existsSync(clusterOf())).toBe(false);

    const server = await start();
    expect(await query(server.url, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
    await server.release();
    await eventually(async () => {
      await (await start()).release();
      expect(fs.readdirSync(dataDir).filter((name) => name.startsWith('postgres.init-'))).toStrictEqual([]);
    });
  });
});

describe('what cannot work', () => {
  it('names a data directory that cannot be written', async () => {
    const file = path.join(dataDir, 'a-file');
    fs.writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ dataDir: path.join(file, 'data') })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'DATA_DIR_UNWRITABLE',
      message: expect.stringMatching(/^Cannot write to the data directory .*a-file.* DATA_DIR.* DATABASE_URL[^\n]*$/),
    });
  });

  it('names both versions when the data were made by another PostgreSQL', async () => {
    await (await start()).release();
    fs.writeFileSync(path.join(clusterOf(), 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES_FAILED',
      message: expect.stringMatching(/made by PostgreSQL 15, this is 18\.\d+/),
    });
  });

  it('gives the reason from the log in one line when PostgreSQL refuses its data', async () => {
    await (await start()).release();
    fs.rmSync(path.join(clusterOf(), 'global/pg_control'));
    await expect(start()).rejects.toMatchObject({
      message: expect.stringMatching(/^The embedded[^\n]*pg_control[^\n]*$/),
    });
  });

  it('says that a running server refuses the password of the file', async () => {
    const server = await start();
    fs.writeFileSync(path.join(dataDir, 'postgres/password'), 'another');
    await expect(start()).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES_PASSWORD' });
    await server.release();
  });

  it('refuses a half directory instead of making a new database over it', async () => {
    await (await start()).release();
    fs.rmSync(path.join(dataDir, 'postgres/password'));
    await expect(start()).rejects.toMatchObject({ code: 'DATA_DIR_FOREIGN' });
    await stopServer(clusterOf());
  });
});
