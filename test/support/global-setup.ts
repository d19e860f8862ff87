import 'reflect-metadata';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { makeTemporaryDirectory, removeTemporaryDirectory, sweepTemporaryDirectories } from './temporary-directory.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** May create and drop databases; `createTestDatabase()` is the way to use it. */
    pgAdminUrl: string;
    /** The name of the migrated database that test databases are copied from. */
    pgTemplate: string;
  }
}

/**
 * Once per run: a PostgreSQL of its own (or TEST_DATABASE_URL, whose user needs CREATEDB) and one migrated template database.
 * The returned function takes both away again.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepTemporaryDirectories();
  const server = await startServer();
  const template = `punctual_template_${process.pid}`;
  try {
    await execute(server.url, `DROP DATABASE IF EXISTS ${template}`, `CREATE DATABASE ${template}`);
    await migrate(withDatabase(server.url, template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('pgAdminUrl', server.url);
  project.provide('pgTemplate', template);
  return async () => {
    if (process.env.TEST_DATABASE_URL) await execute(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.stop();
  };
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const external = process.env.TEST_DATABASE_URL;
  if (external) return { url: external, stop: async () => undefined };
  const directory = makeTemporaryDirectory();
  const server = await startEmbeddedPostgres({ dataDir: directory, ephemeral: true });
  const stop = async (): Promise<void> => {
    await server.release();
    await removeTemporaryDirectory(directory);
  };
  return { url: server.url, stop };
}

async function migrate(url: string): Promise<void> {
  const { dataSourceOptions } = await import('../../ormconfig.js');
  const dataSource = await new DataSource(dataSourceOptions(url)).initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    // PostgreSQL copies a template only when nobody is connected to it.
    await dataSource.destroy();
  }
}

async function execute(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
