import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { ClockModule } from '../../src/clock/clock.module.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { BuiltInDriversModule } from '../../src/drivers/built-in-drivers.module.js';
import { DriverData } from '../../src/drivers/driver-data.js';
import { DriverRegistry } from '../../src/drivers/driver-registry.js';
import { DriversModule } from '../../src/drivers/drivers.module.js';
import type { DriverResult } from '../../src/drivers/job-context.js';
import { startDatasetApp } from '../support/dataset-app.js';
import type { Client, DatasetApp } from '../support/dataset-app.js';
import { eventually } from '../support/eventually.js';
import { recordedContext } from '../../src/testing/recorded-context.js';

let datasets: DatasetApp;
let drivers: INestApplicationContext;
let source: Server;
let url: string;
let rows: unknown[] | undefined;
let ana: Client;
let bob: Client;

beforeAll(async () => {
  source = createServer((_, response) => {
    if (rows) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
  }).listen(0, '127.0.0.1');
  await once(source, 'listening');
  url = `http://127.0.0.1:${(source.address() as AddressInfo).port}/rows`;
  const env = { ALLOW_PRIVATE_NETWORK: 'true', SECRETS_KEY: 'a key for the secrets of tests, long enough' };
  datasets = await startDatasetApp(() => env);
  const imports = [
    ConfigModule.forRoot(readEnv({ ...env, JWT_SECRET: 'another secret of at least thirty-two characters' })),
    DatabaseModule.forRoot(datasets.databaseUrl, 3),
    ClockModule,
    DriversModule,
    BuiltInDriversModule,
  ];
  drivers = await NestFactory.createApplicationContext(
    { module: class App {}, imports },
    { logger: false, abortOnError: false },
  );
  [ana, bob] = [datasets.as('ana'), datasets.as('bob')];
  await bob('GET', '/api/datasets');
});
afterAll(async () => {
  await drivers.close();
  await datasets.close();
  source.closeAllConnections();
  source.close();
});

async function run(type: string, data: object, job: { ownerId: string; signal?: AbortSignal }): Promise<DriverResult> {
  const { ownerId, signal } = job;
  const context = recordedContext({
    data: await drivers.get(DriverData).forRun(type, { ...data }),
    job: { ownerId },
    signal,
  });
  return (await drivers.get(DriverRegistry).get(type)!.handler.run(context)) as DriverResult;
}

async function makeDataset(): Promise<string> {
  const id = `set-${randomUUID().slice(0, 8)}`;
  const { status } = await ana('POST', '/api/datasets', {
    id,
    name: id,
    source: { kind: 'http', url, format: 'json' },
  });
  expect(status).toBe(201);
  return id;
}

describe('the built-in drivers', () => {
  it('are all there, each with a schema that refuses what it does not know', () => {
    const list = drivers.get(DriverRegistry).list();
    expect(list.map(({ type }) => type)).toEqual([
      'api-call',
      'dataset-refresh',
      'email',
      'noop',
      'openfn',
      'snapshot-cleanup',
    ]);
    for (const { dataSchema } of list)
      expect(dataSchema).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('the dataset-refresh driver', () => {
  it('loads a dataset anew with the rights of the job owner', async () => {
    const datasetId = await makeDataset();
    rows = [{ a: 1 }, { a: 2 }];
    await expect(run('dataset-refresh', { datasetId }, { ownerId: 'ana' })).resolves.toEqual({
      data: { datasetId: `ana:${datasetId}`, rowCount: 2 },
    });
    expect((await ana('GET', `/api/datasets/${datasetId}/data`)).status).toBe(200);
  });

  it('refuses what the owner cannot see, or when the owner is gone', async () => {
    const datasetId = `ana:${await makeDataset()}`;
    await expect(run('dataset-refresh', { datasetId }, { ownerId: 'bob' })).rejects.toMatchObject({
      code: 'DATASET_NOT_FOUND',
      permanent: true,
    });
    await expect(run('dataset-refresh', { datasetId }, { ownerId: 'nobody' })).rejects.toMatchObject({
      code: 'OWNER_GONE',
    });
  });

  it('refuses what the owner may only see', async () => {
    const datasetId = `ana:${await makeDataset()}`;
    await datasets.sql.execute({
      text: `INSERT INTO dataset_grants (dataset_id, principal_id, level, source, name, created_at)
             SELECT id, 'bob', 1, 'share', name, created_at FROM datasets WHERE slug = $1`,
      values: [datasetId.slice(4)],
    });
    await expect(run('dataset-refresh', { datasetId }, { ownerId: 'bob' })).rejects.toMatchObject({
      code: 'DATASET_NOT_EDITABLE',
    });
  });

  it('leaves the rows as they are when aborted', async () => {
    const datasetId = await makeDataset();
    rows = [{ a: 1 }];
    await run('dataset-refresh', { datasetId }, { ownerId: 'ana' });
    rows = undefined;
    const controller = new AbortController();
    const asked = once(source, 'request');
    const refreshing = run('dataset-refresh', { datasetId }, { ownerId: 'ana', signal: controller.signal }).catch(
      (error: Error) => error.message,
    );
    await asked;
    controller.abort();
    expect(await refreshing).toMatch(/ended before/);
    expect((await ana('GET', `/api/datasets/${datasetId}/data`)).body).toMatchObject({ total: 1 });
  });
});

describe('the snapshot-cleanup driver', () => {
  it('deletes what is beyond its limits, and nothing without a limit', async () => {
    const datasetId = await makeDataset();
    rows = [{ a: 1 }];
    await run('dataset-refresh', { datasetId }, { ownerId: 'ana' });
    for (let taken = 0; taken < 5; taken += 1)
      expect((await ana('POST', `/api/datasets/${datasetId}/snapshots`, {})).status).toBe(201);
    const left = async (): Promise<number> =>
      (await ana('GET', `/api/datasets/${datasetId}/snapshots`)).body.total as number;
    const clean = (limits: object) => run('snapshot-cleanup', { datasetId, ...limits }, { ownerId: 'ana' });
    await expect(clean({})).rejects.toMatchObject({ code: 'DATA_INCOMPLETE' });
    await expect(clean({ keep: 3, olderThanDays: 1 })).resolves.toMatchObject({ data: { deleted: 0 } });
    await expect(clean({ keep: 3 })).resolves.toEqual({ data: { datasetId: `ana:${datasetId}`, deleted: 2 } });
    expect(await left()).toBe(3);
    await expect(clean({ olderThanDays: 0 })).resolves.toMatchObject({ data: { deleted: 3 } });
    await eventually(async () => expect(await left()).toBe(0));
  });
});
