import pg from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '../../ormconfig.js';
import { Listener } from '../../src/scheduler/listener.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const patient = { timeoutMs: 40_000 };

let database: TestDatabase;
let proxy: TcpProxy;
let listener: Listener;
let direct: pg.Client;
const heard: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await TcpProxy.before(database.url);
  listener = new Listener(new DataSource(dataSourceOptions(proxy.through(database.url))));
  await listener.start({ a_channel: (payload) => heard.push(payload) });
  direct = new pg.Client({ connectionString: database.url });
  await direct.connect();
});
afterAll(async () => {
  proxy?.pass();
  await listener?.stop();
  await direct?.end();
  await proxy?.close();
  await database?.drop();
});

/** Says it until it is heard: what is said while nobody listens is lost. */
const isHeard = (word: string): Promise<void> =>
  eventually(async () => {
    await direct.query(`SELECT pg_notify('a_channel', $1)`, [word]);
    expect(heard).toContain(word);
  }, patient);

describe('the listener', () => {
  it('hears what is said', () => isHeard('first'));

  it('listens again after its connection was cut', async () => {
    proxy.refuse();
    proxy.pass();
    await isHeard('after the cut');
  });

  it('finds out by itself that its connection is dead though nobody says so', async () => {
    proxy.swallow();
    proxy.pass();
    await isHeard('after the silence');
  });

  it('asks its handlers to look when it listens again', () => {
    expect(heard.filter((word) => word === '').length).toBeGreaterThanOrEqual(3);
  });
});
