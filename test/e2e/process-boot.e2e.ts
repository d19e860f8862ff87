import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { Installation, impossibleDirectory } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';

const SECRET = 'a-secret-that-must-not-be-shown-0123456789abcdef';
const STOPPED = { code: 0, signal: null };
const patient = { timeoutMs: 60_000, intervalMs: 100 };

/** The lines on stderr of a start that failed as it should: exit code 1, no stack, no secret, no success told. */
async function refusal(started: ProductProcess): Promise<string[]> {
  const ending = await started.ended;
  expect({ ...ending, output: started.output }).toMatchObject({ code: 1, signal: null });
  expect(started.stdout).not.toContain('Punctual is ready.');
  expect(started.output).not.toMatch(/^\s+at .+:\d+:\d+/m);
  expect(started.output).not.toContain(SECRET);
  const lines = started.stderr.trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^punctual: \S.*\.$/);
  return lines;
}

const mayBeReached = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    ({ status }) => status === 200,
    () => false,
  );

describe('a start that cannot succeed', () => {
  let installation: Installation;
  beforeAll(() => {
    installation = new Installation();
  });
  afterAll(() => installation.remove());
  afterEach(() => expect(installation.leftovers()).toEqual([]));

  it('reports every malformed variable at once, without the values of secrets', async () => {
    const lines = await refusal(
      installation.spawn({
        PORT: '70000',
        DB_POOL: 'many',
        DATABASE_URL: `mysql://punctual:${SECRET}@db/punctual`,
        SECRETS_KEY: 'short-secrets-key',
        NODE_ROLES: 'api,janitor',
        DEFAULT_TIMEZONE: 'Mars/Olympus',
        ALLOW_PRIVATE_NETWORK: 'perhaps',
        SMTP_URL: `http://user:${SECRET}@mail`,
      }),
    );
    expect(lines).toEqual([
      expect.stringContaining('PORT="70000" is not a whole number from 0 to 65535'),
      expect.stringContaining('DATABASE_URL is not a URL that starts with postgres://'),
      expect.stringContaining('DB_POOL="many"'),
      expect.stringContaining('SMTP_URL is not a URL that starts with smtp://'),
      expect.stringContaining('SECRETS_KEY is too short'),
      expect.stringContaining('DEFAULT_TIMEZONE="Mars/Olympus" is not an IANA time zone'),
      expect.stringContaining('NODE_ROLES="api,janitor"'),
      expect.stringContaining('ALLOW_PRIVATE_NETWORK="perhaps" is neither true nor false'),
    ]);
    expect(lines.join('\n')).not.toContain('short-secrets-key');
  });

  it('wants JWT_SECRET with DATABASE_URL', async () => {
    const lines = await refusal(installation.spawn({ DATABASE_URL: `postgres://u:${SECRET}@127.0.0.1:9/db` }));
    expect(lines).toEqual([expect.stringContaining('JWT_SECRET is required with DATABASE_URL')]);
  });

  it('says which database cannot be reached', async () => {
    const port = await unusedPort();
    const env = { DATABASE_URL: `postgres://u:${SECRET}@127.0.0.1:${port}/db`, JWT_SECRET: SECRET };
    const lines = await refusal(installation.spawn(env));
    expect(lines).toEqual([expect.stringContaining(`PostgreSQL at 127.0.0.1:${port}/db can't be reached`)]);
    expect(lines[0]).toContain('DATABASE_URL');
  });

  it('says that the data directory cannot be made', async () => {
    const directory = impossibleDirectory(installation);
    const lines = await refusal(installation.spawn({ DATA_DIR: directory }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(directory);
  });

  it('says that it cannot listen on HOST', async () => {
    const [name] = await refusal(installation.spawn({ HOST: 'no-such-host.invalid', PORT: '8080' }));
    expect(name).toContain('HOST="no-such-host.invalid" is not an address of this machine');
    const [address] = await refusal(installation.spawn({ HOST: '192.0.2.1', PORT: '8080' }));
    expect(address).toContain('HOST is not an address of this machine: 192.0.2.1:8080');
  });

  it('says that another program has the port before it starts anything', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const lines = await refusal(installation.spawn({ PORT: String(port) }));
      expect(lines).toEqual([expect.stringContaining(`127.0.0.1:${port} is in use`)]);
      expect(lines[0]).toContain('PORT');
      expect(fs.existsSync(installation.dataDir)).toBe(false);
    } finally {
      other.close();
    }
  });
});

describe('starts on one data directory', () => {
  let installation: Installation;
  let first: ProductProcess;
  let second: ProductProcess;
  let password: string;
  beforeAll(async () => {
    installation = new Installation();
    first = await installation.start();
    ({ password } = first.superuser);
  });
  afterAll(() => installation.remove());

  it('refuses a second start on the same port; the first is unharmed', async () => {
    const { port } = new URL(first.url);
    const lines = await refusal(installation.spawn({ PORT: port }));
    expect(lines).toEqual([expect.stringContaining(`127.0.0.1:${port} is in use`)]);
    expect(first.isRunning).toBe(true);
    const client = await first.login('admin', password);
    expect((await client.get('/api/jobs')).status).toBe(200);
  });

  it('says that the database refuses the password', async () => {
    const { port } = installation.databaseServer()!;
    const env = { DATABASE_URL: `postgres://punctual:${SECRET}@127.0.0.1:${port}/punctual`, JWT_SECRET: SECRET };
    const lines = await refusal(installation.spawn(env));
    expect(lines).toEqual([expect.stringContaining('refuses the user or password of DATABASE_URL')]);
  });

  it('joins as a second node on another port; what one writes the other reads', async () => {
    second = await installation.start();
    expect(second.banner).toContain('joined the database that already ran on this data directory');
    expect(second.banner).not.toContain(password);
    expect(second.url).not.toBe(first.url);
    const made = await (await first.login('admin', password)).post('/api/jobs', { name: 'Ours', type: 'noop' });
    const seen = await (await second.login('admin', password)).get(`/api/jobs/${made.body.id}`);
    expect(seen.body).toMatchObject({ id: made.body.id, name: 'Ours' });
  });

  it('goes on as the second node when the first is stopped', async () => {
    expect({ ...(await first.stop('SIGINT')), output: first.output }).toMatchObject(STOPPED);
    expect(await mayBeReached(second.url)).toBe(true);
    const client = await second.login('admin', password);
    const { body } = await client.get('/api/jobs');
    const [job] = body._embedded['inf:job'];
    expect((await client.post(`/api/jobs/${job.id}`)).body).toMatchObject({ success: true, status: 'succeeded' });
  });

  it('stops the database with the last node', async () => {
    expect(installation.databaseServer()).toBeDefined();
    expect({ ...(await second.stop('SIGTERM')), output: second.output }).toMatchObject(STOPPED);
    expect(installation.databaseServer()).toBeUndefined();
    expect(installation.leftovers()).toEqual([]);
  });

  it('takes over the running database after kill -9, and has every acknowledged write', async () => {
    const killed = await installation.start();
    expect(killed.banner).not.toContain(password);
    const client = await killed.login('admin', password);
    const { status, body } = await client.post('/api/jobs', { name: 'Acknowledged', type: 'noop' });
    await killed.kill();
    expect(status).toBe(201);
    const server = installation.databaseServer()!;
    expect(server).toBeDefined();

    first = await installation.start();
    expect(installation.databaseServer()).toMatchObject({ pid: server.pid });
    const again = await first.login('admin', password);
    expect((await again.get(`/api/jobs/${body.id}`)).body).toMatchObject({ name: 'Acknowledged' });
  });

  it('takes Ctrl-C that arrives twice at once, by the terminal and by npm, for one', async () => {
    first.signal('SIGINT');
    first.signal('SIGINT');
    expect({ ...(await first.ended), output: first.output }).toMatchObject(STOPPED);
    expect(installation.leftovers()).toEqual([]);
  });
});

describe('the very first start', () => {
  let installation: Installation;
  beforeAll(() => {
    installation = new Installation();
  });
  afterAll(() => installation.remove());

  it('may be stopped by Ctrl-C before it is done: no process is left behind', async () => {
    const hasty = installation.spawn();
    await eventually(() => expect(installation.databaseServer()).toBeDefined(), { ...patient, intervalMs: 5 });
    expect({ ...(await hasty.stop('SIGINT')), output: hasty.output }).toMatchObject(STOPPED);
    expect(hasty.stderr).toBe('');
    expect(hasty.banner).toBe('');
    expect(installation.leftovers()).toEqual([]);
  });

  it('may be made twice at once: both serve, and one of them tells the password', async () => {
    const nodes = await Promise.all([installation.start(), installation.start()]);
    const tellers = nodes.filter(({ banner }) => banner.includes('generated; shown only this once'));
    expect(tellers).toHaveLength(1);
    const { username, password } = tellers[0]!.superuser;
    for (const node of nodes) {
      const me = await (await node.login(username, password)).get('/api/auth/me');
      expect(me.body).toMatchObject({ id: 'admin', superuser: true });
    }
    for (const node of nodes) node.signal('SIGINT');
    expect(await Promise.all(nodes.map(({ ended }) => ended))).toEqual([STOPPED, STOPPED]);
    expect(installation.leftovers()).toEqual([]);
  });
});

async function unusedPort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
