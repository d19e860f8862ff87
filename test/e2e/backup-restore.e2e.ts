import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseAccount, identity } from '../../src/database/embedded/run-as.js';
import { migrate } from '../../src/boot/database-boot.js';
import { SecretBox } from '../../src/secrets/secret-box.js';
import type { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { codeBlock } from '../support/markdown.js';
import { historyOf, record } from '../support/run-history.js';
import type { RunRecord } from '../support/run-history.js';
import { createJob } from '../support/shares.js';
import { ShellSession } from '../support/shell-session.js';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../support/temporary-directory.js';

/** Where Debian keeps them; else those in PATH. */
const BIN = ['/usr/lib/postgresql/17/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/15/bin', ''].find(
  (directory) => spawnSync(path.join(directory, 'pg_dump'), ['--version']).status === 0,
);
const program = (name: string): string => path.join(BIN ?? '', name);
const hasPrograms = BIN !== undefined && spawnSync(program('initdb'), ['--version']).status === 0;
if (!hasPrograms) console.warn('Skipped: there is no pg_dump and initdb of a PostgreSQL on this machine.');

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A PostgreSQL of the machine's own packages: unprivileged, on loopback, in a temporary directory. */
class DebianServer {
  readonly directory = makeTemporaryDirectory();
  private readonly data = path.join(this.directory, 'data');
  private readonly account = chooseAccount(this.data);
  private port = 0;

  async start(): Promise<void> {
    fs.mkdirSync(this.data, { mode: 0o700 });
    if (this.account) fs.chownSync(this.data, this.account.uid, this.account.gid);
    await this.as('initdb', ['-D', this.data, '-U', 'punctual', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']);
    this.port = await freePort();
    const options = `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
    await this.as('pg_ctl', ['-D', this.data, '-w', '-l', path.join(this.data, 'log'), '-o', options, 'start']);
  }

  async stop(): Promise<void> {
    if (this.port > 0) await this.as('pg_ctl', ['-D', this.data, '-m', 'immediate', 'stop']);
    await removeTemporaryDirectory(this.directory);
  }

  url(database: string): string {
    return `postgres://punctual@127.0.0.1:${this.port}/${database}`;
  }

  async query(statement: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url('postgres') });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** Output is not waited for: a server that was started keeps it open. */
  private async as(name: string, args: string[]): Promise<void> {
    const { status, stderr } = spawnSync(program(name), args, {
      ...identity(this.account),
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', name === 'initdb' ? 'pipe' : 'ignore'],
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr ?? ''}`);
  }
}

describe.runIf(hasPrograms)('pg_dump beside a running node, and pg_restore elsewhere', () => {
  const server = new DebianServer();
  let original: TestApp;
  let restored: TestApp;
  let alice: ApiClient;
  const ids: Record<'done' | 'secret' | 'often' | 'missed' | 'active', string> = {} as never;
  let before: RunRecord[];

  const readSecret = async (service: TestApp): Promise<string> => {
    const row = await service.sql.first<{ sealed: string }>({
      text: `SELECT data #>> '{auth,token}' AS sealed FROM jobs WHERE id = $1`,
      values: [ids.secret],
    });
    return JSON.parse(service.app.get(SecretBox).open(row!.sealed));
  };
  const inAMoment = (ms: number): Record<string, unknown> => ({
    enabled: true,
    intervalType: 'once',
    startOn: new Date(Date.now() + ms).toISOString(),
  });

  beforeAll(async () => {
    await server.start();
    await server.query('CREATE DATABASE original');
    await migrate(server.url('original'));
    original = await startTestApp({ databaseUrl: server.url('original') });
    alice = original.as('alice');
    ids.done = (await createJob(alice, { name: 'Größe', data: { sleepMs: 1 } })).id;
    for (let count = 0; count < 3; count++) await alice.post(`/api/jobs/${ids.done}`);
    const call = { method: 'GET', url: 'https://api.example.com/', auth: { type: 'bearer', token: 'hunter2-hunter2' } };
    ids.secret = (await createJob(alice, { type: 'api-call', data: call })).id;
    ids.often = (await createJob(alice, { interval: '1 second', enabled: true })).id;
    ids.missed = (await createJob(alice, inAMoment(12_000))).id;
    ids.active = (await createJob(alice, { ...inAMoment(300), data: { sleepMs: 6_000 } })).id;
    await record(alice, ids.often, { status: 'succeeded' });
    await record(alice, ids.active, { status: 'running' });
    before = await historyOf(alice, ids.done);
  });
  afterAll(async () => {
    await restored?.close();
    await original?.close();
    await server.stop();
  });

  it('is taken while jobs run, and restored as docs/operations/backup.md says', async () => {
    const shell = new ShellSession(server.directory);
    const { hostname, port, username } = new URL(server.url('original'));
    await shell.paste(`export PATH=${BIN}:$PATH PGHOST=${hostname} PGPORT=${port} PGUSER=${username}`);
    await shell.paste(`DATABASE_URL=${server.url('original')}`);
    await shell.paste(codeBlock('docs/operations/backup.md', 'pg_dump'));
    // The one that was dumped goes on for a while, and then is lost.
    await record(alice, ids.active, { status: 'succeeded' });
    await original.close();
    await shell.paste(codeBlock('docs/operations/backup.md', 'createdb punctual_restored'));
    await shell.close();
    await migrate(server.url('punctual_restored'));
    restored = await startTestApp({ databaseUrl: server.url('punctual_restored') });
    alice = restored.as('alice');
    expect((await alice.get('/health/ready')).status).toBe(200);
  });

  it('has jobs, history and secrets as they were', async () => {
    expect(await historyOf(alice, ids.done)).toEqual(before);
    expect((await alice.get(`/api/jobs/${ids.done}`)).body).toMatchObject({ name: 'Größe', naturalId: 'alice:große' });
    expect((await alice.get(`/api/jobs?q=${encodeURIComponent('größe')}`)).body._embedded['inf:job'].length).toBe(1);
    expect(await readSecret(restored)).toBe('hunter2-hunter2');
  });

  it('handles what fell due since by catchUp, and repeats what was under way', async () => {
    await record(alice, ids.missed, { status: 'succeeded' });
    await record(alice, ids.active, { status: 'succeeded', attempt: 2 });
    expect((await historyOf(alice, ids.active)).map((one) => [one.status, one.reason])).toEqual([
      ['lost', 'node_died'],
      ['succeeded', null],
    ]);
    await record(alice, ids.often, { status: 'coalesced' });
  });

  it('goes on: it runs, and takes changes', async () => {
    await eventually(async () => {
      const runs = (await historyOf(alice, ids.often)).filter((one) => one.status === 'succeeded');
      expect(new Set(runs.map((one) => one.scheduledFor)).size).toBe(runs.length);
    });
    expect((await alice.post(`/api/jobs/${ids.done}`)).body).toMatchObject({ success: true });
    expect((await alice.put(`/api/jobs/${ids.often}`, { enabled: false })).status).toBe(200);
    expect((await server.query('SHOW server_version_num'))[0]).toBeDefined();
  });
});
